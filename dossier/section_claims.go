package dossier

import (
	"bytes"
	"context"
	"fmt"
	"html/template"
	"regexp"
	"slices"
	"strings"

	"dyad/claim"
	"dyad/claim/review"
	"dyad/economy"
	"dyad/internal/medium"
)

// claimsSection sets what was written about the dyad against the data: the
// sentences of a claim file whose checks speak of both economies.
func claimsSection(ctx context.Context, m *maker) (Section, error) {
	s := Section{ID: "claims", Title: "What was written, and what the data say",
		Needs: "a claim file on this dyad; `dyad claims new` begins one and `dyad check` judges it"}
	if m.Claims == nil {
		return s, nil
	}
	judged, err := m.Claims(ctx, m.a, m.b)
	if err != nil {
		return s, err
	}
	if len(judged) == 0 {
		return s, nil
	}
	s.Needs = ""
	r := review.Review{Claims: judged}
	s.Text = []Para{{{Text: fmt.Sprintf("Sentences about this dyad whose check the data can answer, in the order of the text. %s. A verdict is computed from the lake for each side that reports, and names who says what.", r.Tally())}}}
	var html bytes.Buffer
	if err := claimTable.Execute(&html, judged); err != nil {
		return s, err
	}
	s.HTML = template.HTML(html.String())
	var md strings.Builder
	md.WriteString("\n| verdict | sentence | who says what |\n|---|---|---|\n")
	for _, c := range judged {
		fmt.Fprintf(&md, "| %s | “%s” (%s) | %s |\n", review.Words(c.Verdict), medium.Markdown(c.Quote), c.ID, medium.Markdown(c.Summary))
	}
	s.Markdown = md.String()
	return s, nil
}

var claimTable = template.Must(template.New("claims").Funcs(template.FuncMap{"words": review.Words}).Parse(
	`<div class="scroll" tabindex="0" role="region" aria-label="Judged sentences"><table class="claims"><thead><tr><th scope="col">verdict</th><th scope="col">sentence</th><th scope="col">who says what</th></tr></thead><tbody>
{{range .}}<tr id="claim-{{.ID}}"><td class="v-{{.Verdict}}">{{words .Verdict}}</td><td>“{{.Quote}}” <small>{{.ID}}{{if .Par}}, par. {{.Par}}{{end}}</small></td><td>{{.Summary}}<ul>{{range .Judgements}}<li>{{.By}}: {{words .Verdict}}{{if .ComputedText}}, {{.ComputedText}}{{end}}{{if .Expected}} <small>(expected {{.Expected}})</small>{{end}}</li>{{end}}</ul></td></tr>
{{end}}</tbody></table></div>
`))

// code finds what may be economies in a check.
var code = regexp.MustCompile(`[A-Z][A-Z0-9]{1,4}(-[A-Z]{1,3})?`)

// ClaimsOn lists the ids of the claims whose check speaks of both economies.
func ClaimsOn(f *claim.File, a, b economy.Code) []string {
	var ids []string
	for _, c := range f.Claims {
		text := c.Check.Value
		for _, l := range c.Let {
			text += " " + l.Value.Value
		}
		words := code.FindAllString(text, -1)
		if slices.Contains(words, string(a)) && slices.Contains(words, string(b)) {
			ids = append(ids, c.ID)
		}
	}
	return ids
}

// Testable keeps the judged claims that have a verdict of the data.
func Testable(cs []review.Claim) []review.Claim {
	var out []review.Claim
	for _, c := range cs {
		if c.Verdict != review.NotTestable {
			out = append(out, c)
		}
	}
	return out
}

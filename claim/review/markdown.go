package review

import (
	"fmt"
	"strings"
)

// Markdown is the review as a document.
func (r *Review) Markdown() []byte {
	var b strings.Builder
	title := r.About.Title
	if title == "" {
		title = r.File
	}
	fmt.Fprintf(&b, "# Claims of %s\n\n", cell(title))
	if r.About.Author != "" || r.About.URL != "" {
		fmt.Fprintf(&b, "%s\n\n", cell(strings.TrimSpace(r.About.Author+" "+r.About.URL)))
	}
	fmt.Fprintf(&b, "%s.\n", r.Tally())
	if l := r.staleLine(); l != "" {
		fmt.Fprintf(&b, "\n%s\n", l)
	}
	for _, c := range r.Claims {
		fmt.Fprintf(&b, "\n## %s: %s\n\n", cell(c.ID), Words(c.Verdict))
		for _, l := range strings.Split(c.Quote, "\n") {
			fmt.Fprintf(&b, "> %s\n", cell(l))
		}
		b.WriteString("\n")
		if p := c.place(); p != "" {
			fmt.Fprintf(&b, "%s. ", cell(p))
		}
		b.WriteString(cell(c.Summary) + "\n")
		if w := c.Whole(); w != "" {
			fmt.Fprintf(&b, "\nCheck: `%s`\n", strings.ReplaceAll(w, "`", "'"))
		}
		if len(c.Judgements) == 0 {
			continue
		}
		b.WriteString("\n| by | verdict | computed | rule | margin | flags | what breaks it, or is missing |\n|---|---|---|---|---|---|---|\n")
		for _, j := range c.Judgements {
			fmt.Fprintf(&b, "| %s | %s | %s | %s | %s | %s | %s |\n", cell(j.By), Words(j.Verdict), cell(j.ComputedText), cell(j.Expected),
				j.MarginText(), cell(flagList(j.Flags)), cell(j.Why()))
		}
		for _, j := range c.Judgements {
			for _, n := range j.Notes {
				fmt.Fprintf(&b, "\n- %s: %s", cell(j.By), cell(n))
			}
		}
		b.WriteString("\n")
	}
	return []byte(b.String())
}

var escaper = strings.NewReplacer("|", "\\|", "\n", " ", "<", "&lt;", "*", "\\*", "[", "\\[", "]", "\\]", "`", "'")

func cell(s string) string { return escaper.Replace(s) }

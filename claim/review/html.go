package review

import (
	"bytes"
	_ "embed"
	"html/template"
	"slices"
	"sort"
	"strings"
)

//go:embed page.html
var pageSource string

var page = template.Must(template.New("page").Funcs(template.FuncMap{
	"words": Words, "sign": sign, "flag": FlagText, "place": func(c Claim) string { return c.place() },
}).Parse(pageSource))

// HTML is the review as one page that asks nothing of the network: the text
// with its sentences marked and the evidence beside them where the text was
// given, else the quotes in order.
func (r *Review) HTML() ([]byte, error) {
	linked, err := r.ClaimReview(r.Address, r.Date)
	if err != nil {
		return nil, err
	}
	data := struct {
		*Review
		Paragraphs []paragraph
		Rest       []Claim
		Linked     template.JS
		Name       string
	}{Review: r, Linked: template.JS(linked), Name: firstOf(r.About.Title, r.File)}
	if r.Text != "" {
		data.Paragraphs, data.Rest = r.paragraphs()
	} else {
		data.Rest = r.Claims
	}
	var b bytes.Buffer
	if err := page.Execute(&b, data); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// paragraph is one line of the text, cut where marks begin and end, with the
// claims whose quotes begin in it.
type paragraph struct {
	Pieces []piece
	Claims []Claim
}

type piece struct {
	Text    string
	IDs     []string // claims that the piece belongs to
	First   string   // the claim whose quote begins here
	Verdict string
}

func (r *Review) paragraphs() (out []paragraph, rest []Claim) {
	placed := map[string]bool{}
	start := 0
	for _, line := range strings.SplitAfter(r.Text, "\n") {
		end := start + len(line)
		p := paragraph{}
		cuts := []int{start, end}
		for _, c := range r.Claims {
			for i, s := range c.Passages {
				if s.To <= start || s.From >= end {
					continue
				}
				cuts = append(cuts, max(start, s.From), min(end, s.To))
				if i == 0 && s.From >= start {
					p.Claims = append(p.Claims, c)
					placed[c.ID] = true
				}
			}
		}
		sort.Ints(cuts)
		cuts = slices.Compact(cuts)
		sort.SliceStable(p.Claims, func(i, j int) bool { return p.Claims[i].Passages[0].From < p.Claims[j].Passages[0].From })
		for i := 0; i+1 < len(cuts); i++ {
			p.Pieces = append(p.Pieces, r.piece(cuts[i], cuts[i+1]))
		}
		if strings.TrimSpace(line) != "" {
			out = append(out, p)
		}
		start = end
	}
	for _, c := range r.Claims {
		if !placed[c.ID] {
			rest = append(rest, c)
		}
	}
	return out, rest
}

func (r *Review) piece(from, to int) piece {
	p := piece{Text: r.Text[from:to]}
	for _, c := range r.Claims {
		for i, s := range c.Passages {
			if s.From <= from && s.To >= to {
				p.IDs = append(p.IDs, c.ID)
				if i == 0 && s.From == from && p.First == "" {
					p.First = c.ID
				}
				if p.Verdict == "" || p.Verdict == NotTestable {
					p.Verdict = c.Verdict
				}
				break
			}
		}
	}
	return p
}

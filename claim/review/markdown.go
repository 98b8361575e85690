package review

import (
	"fmt"
	"strings"

	"dyad/internal/medium"
)

// Markdown is the review as a document.
func (r *Review) Markdown() []byte {
	var b strings.Builder
	title := r.About.Title
	if title == "" {
		title = r.File
	}
	fmt.Fprintf(&b, "# Claims of %s\n\n", medium.Markdown(title))
	if r.About.Author != "" || r.About.URL != "" {
		fmt.Fprintf(&b, "%s\n\n", medium.Markdown(strings.TrimSpace(r.About.Author+" "+r.About.URL)))
	}
	fmt.Fprintf(&b, "%s.\n", r.Tally())
	if l := r.staleLine(); l != "" {
		fmt.Fprintf(&b, "\n%s\n", l)
	}
	for _, c := range r.Claims {
		fmt.Fprintf(&b, "\n## %s: %s\n\n", medium.Markdown(c.ID), Words(c.Verdict))
		for _, l := range strings.Split(c.Quote, "\n") {
			fmt.Fprintf(&b, "> %s\n", medium.Markdown(l))
		}
		b.WriteString("\n")
		if p := c.place(); p != "" {
			fmt.Fprintf(&b, "%s. ", medium.Markdown(p))
		}
		b.WriteString(medium.Markdown(c.Summary) + "\n")
		if w := c.Whole(); w != "" {
			fmt.Fprintf(&b, "\nCheck: `%s`\n", medium.Code(w))
		}
		if len(c.Judgements) == 0 {
			continue
		}
		b.WriteString("\n| by | verdict | computed | rule | margin | flags | what breaks it, or is missing |\n|---|---|---|---|---|---|---|\n")
		for _, j := range c.Judgements {
			fmt.Fprintf(&b, "| %s | %s | %s | %s | %s | %s | %s |\n", medium.Markdown(j.By), Words(j.Verdict), medium.Markdown(j.ComputedText), medium.Markdown(j.Expected),
				j.MarginText(), medium.Markdown(flagList(j.Flags)), medium.Markdown(j.Why()))
		}
		for _, j := range c.Judgements {
			for _, n := range j.Notes {
				fmt.Fprintf(&b, "\n- %s: %s", medium.Markdown(j.By), medium.Markdown(n))
			}
		}
		b.WriteString("\n")
	}
	return []byte(b.String())
}

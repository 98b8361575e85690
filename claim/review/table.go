package review

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// Table is the review for a terminal of the given width (0: 100 columns): each
// claim with its verdict, and below it who says what.
func (r *Review) Table(width int) []byte {
	if width <= 0 {
		width = 100
	}
	var b strings.Builder
	for _, c := range r.Claims {
		head := fmt.Sprintf("%s  %s %s", c.ID, sign(c.Verdict), Words(c.Verdict))
		var marks []string
		if c.Internal {
			marks = append(marks, "the text against itself")
		}
		if c.Proposed {
			marks = append(marks, "proposed")
		}
		if len(marks) > 0 {
			head += " (" + strings.Join(marks, ", ") + ")"
		}
		b.WriteString(head + "\n")
		for _, l := range wrap("“"+c.Quote+"”", width-4) {
			b.WriteString("    " + l + "\n")
		}
		by, computed := 0, 0
		for _, j := range c.Judgements {
			by, computed = max(by, length(j.By)), max(computed, length(j.ComputedText))
		}
		for _, j := range c.Judgements {
			line := fmt.Sprintf("    %s  %s  %s", pad(j.By, by), pad(Words(j.Verdict), 12), pad(j.ComputedText, computed))
			rule := j.Expected
			if m := j.MarginText(); m != "" {
				rule += "; margin " + m
			}
			if length(line)+2+length(rule) <= width {
				b.WriteString(strings.TrimRight(line+"  "+rule, " ") + "\n")
			} else {
				b.WriteString(strings.TrimRight(line, " ") + "\n")
				put(&b, "        rule: "+rule, width, "          ")
			}
			if w := j.Why(); w != "" {
				lead := "breaks: "
				if j.Verdict == NotTestable {
					lead = "missing: "
				}
				put(&b, "        "+lead+w, width, "          ")
			}
			if f := flagList(j.Flags); f != "" {
				put(&b, "        flags: "+f, width, "          ")
			}
			for _, n := range j.Notes {
				put(&b, "        note: "+n, width, "          ")
			}
		}
		if len(c.Judgements) == 0 {
			for _, m := range c.Missing {
				put(&b, "    "+m, width, "      ")
			}
			if len(c.Needs) > 0 {
				put(&b, "    needs: "+strings.Join(c.Needs, ", "), width, "      ")
			}
		}
		b.WriteString("\n")
	}
	if l := r.staleLine(); l != "" {
		put(&b, l, width, "")
	}
	b.WriteString(r.Tally() + "\n")
	return []byte(b.String())
}

func length(s string) int { return utf8.RuneCountInString(s) }

func pad(s string, n int) string { return s + strings.Repeat(" ", max(0, n-length(s))) }

func put(b *strings.Builder, line string, width int, indent string) {
	lead := line[:len(line)-len(strings.TrimLeft(line, " "))]
	body := strings.TrimRight(line[len(lead):], " ")
	if length(line) <= width {
		b.WriteString(lead + body + "\n")
		return
	}
	for i, l := range wrap(strings.Join(strings.Fields(body), " "), width-length(indent)) {
		if i == 0 {
			b.WriteString(lead + l + "\n")
			continue
		}
		b.WriteString(indent + l + "\n")
	}
}

func wrap(s string, width int) []string {
	var out []string
	line := ""
	for _, w := range strings.Fields(s) {
		if line != "" && length(line)+1+length(w) > max(20, width) {
			out = append(out, line)
			line = ""
		}
		if line != "" {
			line += " "
		}
		line += w
	}
	return append(out, line)
}

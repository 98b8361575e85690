package skeleton

import (
	"fmt"
	"strings"
	"unicode"
)

// MaxBytes is the longest text that is read.
const MaxBytes = 8 << 20

// Propose writes a claim file with a proposal for each sentence of the text that
// has something to test: a number with its unit, or words such as "record".
// A single sentence gets a claim in any case.
func Propose(text string) ([]byte, error) {
	if len(text) > MaxBytes {
		return nil, fmt.Errorf("the text has %d bytes; the limit is %d", len(text), MaxBytes)
	}
	text = strings.Map(func(r rune) rune { // what quoteYAML would blank is blank before sentences are cut
		if r != '\n' && (unicode.IsControl(r) || r == 0xfeff) {
			return ' '
		}
		return r
	}, strings.ToValidUTF8(text, ""))
	var b strings.Builder
	b.WriteString("# Proposed by `dyad claims new`: look at each claim, mend its check, and take `proposed` out.\n")
	b.WriteString("# The format is described in docs/claims.md.\nclaims:\n")
	all := sentences(text)
	n := 0
	var lastPair []string
	for _, s := range all {
		if len([]rune(s.text)) > 2000 {
			continue
		}
		plain := readable(s.text)
		who := economies(plain)
		found := phrases(plain)
		years := yearPattern.FindAllString(plain, -1)
		borrowed := false
		if len(who) >= 2 {
			lastPair = who[:2]
		} else if len(found) > 0 && lastPair != nil && contains(lastPair, who) {
			who, borrowed = lastPair, true
		}
		p, ok := propose(plain, who, years, found)
		if !ok && len(found) == 0 && len(all) > 1 {
			continue
		}
		if borrowed {
			p.notes = append(p.notes, "the economies are those of an earlier sentence")
		}
		n++
		fmt.Fprintf(&b, "- id: P%03d\n  quote: %s\n  at: {par: %d}\n", n, quoteYAML(s.text), s.par)
		if ok {
			fmt.Fprintf(&b, "  let: %s\n  check: %s\n", p.let, quoteYAML(p.check))
		} else {
			why := "no number"
			if len(found) > 0 {
				why = "no measure yet"
				var ws []string
				for _, f := range found {
					ws = append(ws, "“"+f.text+"”")
				}
				p.notes = append(p.notes, "found: "+strings.Join(ws, ", "))
			}
			if len(who) < 2 {
				p.notes = append(p.notes, "no two economies in the sentence")
			}
			fmt.Fprintf(&b, "  not_testable: {why: %s}\n", why)
		}
		b.WriteString("  proposed: true\n")
		if len(p.notes) > 0 {
			fmt.Fprintf(&b, "  notes: %s\n", quoteYAML(strings.Join(p.notes, "; ")))
		}
	}
	if n == 0 {
		return nil, fmt.Errorf("no sentence with a number or a wording that could be tested")
	}
	return []byte(b.String()), nil
}

func contains(pair, who []string) bool {
	for _, w := range who {
		if w != pair[0] && w != pair[1] {
			return false
		}
	}
	return true
}

// quoteYAML writes a text as a double-quoted scalar on one line.
func quoteYAML(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r == '\n' || r == '\t' || r == '\r' || r < 0x20 || r == 0x7f || r == 0x85 || r == 0x2028 || r == 0x2029 || r == 0xfeff:
			b.WriteByte(' ')
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
	return b.String()
}

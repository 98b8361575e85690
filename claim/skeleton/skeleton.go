package skeleton

import (
	"fmt"
	"regexp"
	"strings"
	"unicode"
)

// MaxBytes is the longest text that is read.
const MaxBytes = 8 << 20

// Propose writes a claim file with a proposal for each sentence of the text that
// has something to test: a number with its unit, or words such as "record".
// A single sentence gets a claim in any case. A check is proposed only where every
// word of the sentence has its place in it; else the claim says which have none,
// and a person completes it.
func Propose(text string, lex *Lexicon) ([]byte, error) {
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
	var talk conversation
	for _, s := range all {
		if len([]rune(s.text)) > mostRunes {
			continue
		}
		plain, borrowed := talk.hear(readable(s.text))
		p, no := propose(plain, economies(plain), lex)
		var found []phrase
		if no.note != "" {
			found = phrases(plain)
		}
		if no.note != "" && len(found) == 0 && len(all) > 1 {
			continue
		}
		n++
		fmt.Fprintf(&b, "- id: P%03d\n  quote: %s\n  at: {par: %d}\n", n, quoteYAML(s.text), s.par)
		notes := p.notes
		switch {
		case no.note == "":
			fmt.Fprintf(&b, "  let: %s\n  check: %s\n", p.let, quoteYAML(p.check))
			if p.judges != "" {
				fmt.Fprintf(&b, "  judged_by: [%s]\n", p.judges)
			}
		case no.why == notUnderstood && len(found) == 0 && !strings.ContainsAny(plain, "0123456789"):
			b.WriteString("  not_testable: {why: no number}\n")
			notes = append(notes, no.note)
		default:
			fmt.Fprintf(&b, "  not_testable: {why: %s}\n", no.why)
			notes = append(notes, no.note)
			var ws []string
			for _, f := range found {
				ws = append(ws, "“"+f.text+"”")
			}
			if len(ws) > 0 {
				notes = append(notes, "found: "+strings.Join(ws, ", "))
			}
		}
		if borrowed {
			notes = append(notes, "the economies are those of an earlier sentence")
		}
		b.WriteString("  proposed: true\n")
		if len(notes) > 0 {
			fmt.Fprintf(&b, "  notes: %s\n", quoteYAML(strings.Join(notes, "; ")))
		}
	}
	if n == 0 {
		return nil, fmt.Errorf("no sentence with a number or a wording that could be tested")
	}
	return []byte(b.String()), nil
}

// mostRunes is the longest sentence that is read.
const mostRunes = 2000

// conversation remembers of which two economies a text spoke last.
type conversation struct{ a, b string }

var twoOfThem = regexp.MustCompile(`(?i)\b(?:the )?two (?:countries|states|sides|nations|economies|neighbou?rs)\b`)
var ofBoth = regexp.MustCompile(`(?i)\b(?:bilateral|mutual) trade\b`)

// hear puts the two economies of an earlier sentence where a sentence that names
// none says "the two countries" or "bilateral trade".
func (c *conversation) hear(plain string) (said string, borrowed bool) {
	who := economies(plain)
	if len(who) > 0 {
		if c.a = ""; len(who) == 2 {
			c.a, c.b = who[0], who[1]
		}
		return plain, false
	}
	if c.a == "" {
		return plain, false
	}
	said = twoOfThem.ReplaceAllString(plain, c.a+" and "+c.b)
	if said == plain {
		said = ofBoth.ReplaceAllString(plain, c.a+"-"+c.b+" trade")
	}
	return said, said != plain
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

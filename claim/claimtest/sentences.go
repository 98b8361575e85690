package claimtest

import (
	"fmt"
	"os"
	"strings"
)

// Sentence is an entry of a table of sentences: what a careful reader makes of
// one. Either Check is what it says, or No is a part of the reason why nothing is
// proposed. Verdicts are over all, by the name of the data.
type Sentence struct {
	Text              string
	Let, Check, Judge string
	No                string
	Verdicts          map[string]string
	Line              int
}

// Sentences reads a table: "» SENTENCE", and below it lines of "key: value".
func Sentences(path string) ([]Sentence, error) {
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var out []Sentence
	for i, line := range strings.Split(string(b), "\n") {
		if text, ok := strings.CutPrefix(line, "» "); ok {
			out = append(out, Sentence{Text: text, Verdicts: map[string]string{}, Line: i + 1})
			continue
		}
		key, value, ok := strings.Cut(strings.TrimSpace(line), ": ")
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		if !ok || len(out) == 0 {
			return nil, fmt.Errorf("%s:%d: cannot read %q", path, i+1, line)
		}
		s := &out[len(out)-1]
		switch key {
		case "let":
			s.Let = value
		case "check":
			s.Check = value
		case "judged_by":
			s.Judge = value
		case "no":
			s.No = value
		default:
			s.Verdicts[key] = value
		}
	}
	return out, nil
}

package scenario

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

var noNumber = regexp.MustCompile(`(?i)\b(nan|[+-−]?inf(inity)?)\b`)

// Countries that export, import or sell at home nothing: what has no change is
// empty in every format, never a number that is none.
func TestOddCountries(t *testing.T) {
	for name, zero := range map[string]func(from, to string) bool{
		"no exports":    func(from, to string) bool { return from == "AAA" && to != "AAA" },
		"no imports":    func(from, to string) bool { return to == "AAA" && from != "AAA" },
		"no home sales": func(from, to string) bool { return from == "AAA" && to == "AAA" },
		"no trade of both": func(from, to string) bool {
			return from != to && (from == "AAA" || to == "AAA") && (from == "BBB" || to == "BBB")
		},
		"autarky":       func(from, to string) bool { return from != to && (from == "AAA" || to == "AAA") },
		"nobody trades": func(from, to string) bool { return from != to },
	} {
		for _, baseline := range []string{"observed", "fitted"} {
			for _, draws := range []string{"", "intervals: {draws: 100}\n"} {
				path := scenarioFile(t, estimated+"baseline: "+baseline+"\n"+draws+"changes: [{between: [AAA, BBB], set: {fta: 0}}]\n")
				lines := strings.Split(worldCSV(), "\n")
				for k, line := range lines {
					if f := strings.Split(line, ","); len(f) == 6 && k > 0 && zero(f[0], f[1]) {
						f[2] = "0"
						lines[k] = strings.Join(f, ",")
					}
				}
				if err := os.WriteFile(filepath.Join(filepath.Dir(path), "panel.csv"), []byte(strings.Join(lines, "\n")), 0o600); err != nil {
					t.Fatal(err)
				}
				where := fmt.Sprintf("%s, %s %s", name, baseline, draws)
				s, err := SimulateFile(context.Background(), path)
				if err != nil {
					if noNumber.MatchString(err.Error()) {
						t.Errorf("%s: %v", where, err)
					}
					continue
				}
				text, err := json.Marshal(s)
				if err != nil {
					t.Errorf("%s: %v", where, err)
				}
				l := s.Listing()
				all := append([]string{string(text)}, append(l.Notes, l.Head...)...)
				for _, r := range append(l.Rows, s.Records()...) {
					all = append(all, strings.Join(r, "|"))
				}
				for _, s := range all {
					if at := noNumber.FindStringIndex(s); at != nil {
						t.Errorf("%s: …%s…", where, s[max(0, at[0]-60):min(len(s), at[1]+20)])
					}
				}
			}
		}
	}
}

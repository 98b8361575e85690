package economy

import (
	"errors"
	"testing"
)

// Oracle: UN M49 has two economies with Congo, two with Korea and two with Virgin
// Islands in their names, and none of the words alone tells which is meant. Codes
// and fuller names do.
func TestNamed(t *testing.T) {
	for name, want := range map[string]Code{
		"Congo": "", "the Congo": "", "congo": "", "Korea": "", "Virgin Islands": "",
		"COG": "COG", "Republic of the Congo": "COG", "DR Congo": "COD", "Congo-Brazzaville": "COG", "South Korea": "KOR", "Guinea": "GIN",
	} {
		e, err := Named(name)
		if e.Code != want || (err != nil) != (want == "") {
			t.Errorf("Named(%q) = %s, %v; want %q", name, e.Code, err, want)
		}
		var u *UnknownError
		if want == "" && (!errors.As(err, &u) || len(u.Suggestions) != 2) {
			t.Errorf("%q: %v names no two economies", name, err)
		}
	}
}

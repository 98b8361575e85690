package economy

import (
	"strings"
	"testing"
)

// Oracle: the dates of the treaties in territory.go; every code is known, and so
// are those that the words name.
func TestTerritory(t *testing.T) {
	de, ok := RedrawnOf("DEU")
	if !ok || !strings.Contains(de.In(1989), "without the East (DDR)") || !strings.Contains(de.In(1990), "the year in which") || de.In(1991) != "" {
		t.Errorf("Germany: %q, %q, %q", de.In(1989), de.In(1990), de.In(1991))
	}
	if _, ok := RedrawnOf("FRA"); ok {
		t.Error("France has changed its territory")
	}
	for _, x := range territories {
		for _, w := range append(strings.FieldsFunc(x.Before, func(r rune) bool { return r < 'A' || r > 'Z' }), string(x.Code)) {
			if _, ok := Lookup(Code(w)); len(w) == 3 && !ok {
				t.Errorf("%s names %s, which nobody knows", x.Code, w)
			}
		}
	}
}

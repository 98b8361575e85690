package economy

import "testing"

func TestPossessive(t *testing.T) {
	for name, want := range map[string]string{"China": "China’s", "United States": "United States’", "the Netherlands": "the Netherlands’", "Côte d’Ivoire": "Côte d’Ivoire’s"} {
		if got := Possessive(name); got != want {
			t.Errorf("%s: %s, want %s", name, got, want)
		}
	}
}

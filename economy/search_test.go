package economy

import (
	"strings"
	"testing"
)

// The oracle is what a person typing these letters means.
func TestSearchFindsWhatIsMeant(t *testing.T) {
	for typed, want := range map[string]Code{
		"ger": "DEU", "pol": "POL", "chn": "CHN", "rus": "RUS", "united st": "USA", "usa": "USA", "uk": "GBR", "côte": "CIV", "cote d": "CIV",
		"holland": "NLD", "burma": "MMR", "eu": "EU", "gremany": "DEU", "emirates": "ARE", "156": "CHN", "south kor": "KOR",
	} {
		found := Search(typed, 5)
		if len(found) == 0 || found[0].Economy.Code != want {
			t.Errorf("%q found %v, want %s first", typed, found, want)
		}
	}
}

func TestSearchIsBounded(t *testing.T) {
	if n := len(Search("a", 7)); n != 7 {
		t.Errorf("seven were asked for, %d came", n)
	}
	for _, typed := range []string{"", "   ", "\xff\xfe", strings.Repeat("a", 1000), "<script>"} {
		if found := Search(typed, 5); len(found) > 0 && strings.TrimSpace(typed) == "" {
			t.Errorf("%q found %v", typed, found)
		}
	}
	for _, m := range Search("world", 20) {
		if m.Economy.Kind == Aggregate {
			t.Errorf("%s is no economy of a dyad", m.Economy.Code)
		}
	}
}

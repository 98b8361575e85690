package economy

import "testing"

func TestResolveFirst(t *testing.T) {
	for in, want := range map[string]Code{"russia": "RUS", "RUS": "RUS", "643": "RUS", "Russian Federation": "RUS", "842": "USA", "uk": "GBR", "EU": "EU", "WLD": "WLD", "710": "ZAF", "Côte d’Ivoire": "CIV", "COTE D IVOIRE": "CIV"} {
		e, err := Resolve(in)
		if err != nil || e.Code != want {
			t.Errorf("Resolve(%q) = %q, %v; want %q", in, e.Code, err, want)
		}
	}
	_, err := Resolve("Rusia")
	if err == nil || err.(*UnknownError).Suggestions[0] != "Russia" {
		t.Errorf("Rusia: %v", err)
	}
	if n := len(Members("EU", 2019)); n != 28-1+1 {
		t.Errorf("EU 2019 has %d", n)
	}
}

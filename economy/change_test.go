package economy

import (
	"strings"
	"testing"
)

// Oracle: the treaties of accession and withdrawal, as memberships.csv cites them.
func TestChangeWords(t *testing.T) {
	for _, c := range []struct {
		group    Code
		from, to int
		want     string
	}{
		{"EU", 1994, 1995, "EU: 15 members on 31 December 1995, 12 on that of 1994; joined AUT, FIN, SWE on 1995-01-01"},
		{"EU", 2019, 2020, "EU: 27 members on 31 December 2020, 28 on that of 2019; left GBR on 2020-01-31"},
		{"EU", 2012, 2020, "EU: 27 members on 31 December 2020, 27 on that of 2012; joined HRV on 2013-07-01, left GBR on 2020-01-31"},
		{"EU", 2016, 2019, ""},
		{"EAEU", 2014, 2015, "joined BLR, KAZ, RUS on 2015-01-01, joined ARM on 2015-01-02, joined KGZ on 2015-08-12"},
		{"DEU", 1989, 1991, ""},
	} {
		got := ChangeWords(c.group, c.from, c.to)
		if c.want == "" && got != "" || !strings.Contains(got, c.want) {
			t.Errorf("%s %d to %d: %q, want %q", c.group, c.from, c.to, got, c.want)
		}
	}
	// Every change of every group in the catalogue names somebody.
	for _, g := range Groups() {
		for y := 1945; y < 2026; y++ {
			if w := ChangeWords(g, y, y+1); strings.HasSuffix(w, "; ") {
				t.Errorf("%q names nobody", w)
			}
		}
	}
}

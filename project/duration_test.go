package project

import (
	"testing"

	"dyad/period"
)

// By hand: two years are a whole number of years apart, whatever leap days lie
// between; days and mixed dates go by the days between their middles.
func TestMonthsBetweenDates(t *testing.T) {
	at := func(s string) period.Period {
		p, err := period.Parse(s)
		if err != nil {
			t.Fatal(err)
		}
		return p
	}
	for _, c := range []struct {
		from, to string
		want     float64
	}{{"2011", "2012", 12}, {"2012", "2013", 12}, {"2009", "2014", 60}, {"2012-01", "2012-03", 2}, {"2011-12", "2012-01", 1}, {"2012-Q1", "2013-Q1", 12}} {
		if got := months(at(c.from), at(c.to)); got != c.want {
			t.Errorf("%s to %s: %v months, want %v", c.from, c.to, got, c.want)
		}
	}
	if got := months(at("2012-01-01"), at("2012-01-31")); got < 0.98 || got > 0.99 {
		t.Errorf("thirty days are %v months", got)
	}
	if got := months(at("2012"), at("2012-07-01")); got < -0.1 || got > 0.1 {
		t.Errorf("a year to its middle is %v months", got)
	}
}

package wording

import (
	"fmt"
	"math/big"
	"testing"
)

// probe parses and asks which of the values, given as decimals, are in.
func probe(t *testing.T, text, tolerance string, values ...string) string {
	t.Helper()
	var tol *Tolerance
	if tolerance != "" {
		var err error
		if tol, err = ParseTolerance(tolerance); err != nil {
			t.Fatal(err)
		}
	}
	r, err := Parse(text, tol)
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	out := ""
	for _, v := range values {
		x, ok := new(big.Rat).SetString(v)
		if !ok {
			t.Fatal(v)
		}
		switch {
		case r.Interval.Contains(x):
			out += "1"
		case r.Truncated != nil && r.Truncated.Contains(x):
			out += "t"
		default:
			out += "0"
		}
	}
	return out
}

// The edges follow from the table of rules in docs/claims.md, by hand.
func TestEdges(t *testing.T) {
	type vs = []string
	for _, c := range []struct {
		text, tolerance string
		values          vs
		want            string // 1 in, 0 out, t in only when cut off
	}{
		{"95.3 bn", "", vs{"95.24999e9", "95.25e9", "95.3e9", "95.34999e9", "95.35e9", "95.39999e9", "95.4e9"}, "0111tt0"},
		{"US$95.3 billion", "", vs{"95.25e9", "95.35e9"}, "1t"},
		{"$84.07 bn", "", vs{"84.0649e9", "84.065e9", "84.0749e9", "84.075e9", "84.08e9"}, "011t0"},
		{"US$1 billion", "", vs{"0.518e9", "0.8999e9", "0.9e9", "1.0999e9", "1.1e9", "1.1999e9", "1.2e9"}, "0011tt0"},
		{"2 bn", "", vs{"1.79e9", "1.8e9", "2.19e9", "2.2e9", "2.39e9", "2.4e9"}, "011tt0"},
		{"5 bn", "", vs{"4.49e9", "4.5e9", "5.49e9", "5.5e9", "5.99e9", "6e9"}, "011tt0"},
		{"0.1 bn", "", vs{"0.08e9", "0.09e9", "0.1e9", "0.11e9"}, "011t"},
		{"-1 bn", "", vs{"-0.518e9", "-0.9e9", "-1.09e9", "-1.1e9"}, "011t"},
		{"1%", "", vs{"0.0049", "0.005", "0.0149"}, "011"},
		{"20.8%", "", vs{"0.20749", "0.2075", "0.20849", "0.2085", "0.20899", "0.209"}, "011tt0"},
		{"-31.7%", "", vs{"-0.31649", "-0.3165", "-0.31749", "-0.3175", "-0.3179", "-0.318"}, "011tt0"},
		{"−31.7%", "", vs{"-0.317", "0.317"}, "10"},
		{"0%", "", vs{"-0.005", "-0.0049", "0", "0.0049", "0.005"}, "t111t"},
		{"1.11%", "", vs{"0.01104", "0.01105", "0.01115"}, "01t"},
		{"615 billion", "", vs{"614.49e9", "614.5e9", "615.49e9", "615.5e9"}, "011t"},
		{"40,000", "", vs{"39999.4", "39999.5", "40000.49", "40000.5"}, "011t"},
		{"40 thousand", "", vs{"39499", "39500", "40499", "40500"}, "011t"},
		{"1.8 million", "", vs{"1749999", "1750000", "1849999", "1850000"}, "011t"},

		{"nine-fold", "", vs{"8.49", "8.5", "9.49", "9.5"}, "0110"},
		{"nine‑fold", "", vs{"8.49", "8.5", "9.49", "9.5"}, "0110"}, // no-break hyphen of the article
		{"ninefold", "", vs{"8.49", "8.5", "9.49", "9.5"}, "0110"},
		{"9-fold", "", vs{"8.49", "8.5", "9.49", "9.5"}, "0110"},
		{"nine times", "", vs{"8.49", "8.5", "9.49", "9.5"}, "0110"},
		{"nearly nine-fold", "", vs{"8.49", "8.5", "8.99", "9"}, "0110"},
		{"more than nine-fold", "", vs{"9", "9.001", "20"}, "011"},
		{"about nine-fold", "", vs{"8.09", "8.1", "9.9", "9.91"}, "0110"},
		{"less than nine-fold", "", vs{"8.99", "9"}, "10"},
		{"2.5-fold", "", vs{"2.449", "2.45", "2.549", "2.55"}, "0110"},
		{"twofold", "", vs{"1.79", "1.8", "2.19", "2.2"}, "0110"},
		{"doubled", "", vs{"1.79", "1.8", "2.19", "2.2"}, "0110"},
		{"tripled", "", vs{"2.69", "2.7", "3.29", "3.3"}, "0110"},
		{"more than doubled", "", vs{"2", "2.01"}, "01"},
		{"nearly doubled", "", vs{"1.79", "1.8", "1.99", "2"}, "0110"},
		{"halved", "", vs{"0.45", "0.4501", "0.55", "0.5501"}, "0110"},
		{"more than halved", "", vs{"0.499", "0.5"}, "10"},
		{"nearly halved", "", vs{"0.5", "0.5001", "0.55", "0.5501"}, "0110"},
		{"twice as large", "", vs{"1.79", "1.8", "2.19", "2.2"}, "0110"},
		{"grew nine-fold", "", vs{"8.49", "8.5", "9.49", "9.5"}, "0110"},

		{"about 1%", "", vs{"0.0049", "0.005", "0.0149", "0.015"}, "0110"},
		{"around 40,000", "", vs{"35999", "36000", "44000", "44001"}, "0110"},
		{"around US$1,300", "", vs{"1169", "1170", "1430", "1431"}, "0110"},
		{"approximately 100 bn", "", vs{"89.9e9", "90e9", "110e9", "110.1e9"}, "0110"},
		{"a little more than 1%", "", vs{"0.01", "0.01001", "0.0125", "0.01251"}, "0110"},
		{"slightly less than 1%", "", vs{"0.00749", "0.0075", "0.00999", "0.01"}, "0110"},
		{"just above 100 bn", "", vs{"100e9", "100.1e9", "110e9", "110.1e9"}, "0110"},
		{"just under 100 bn", "", vs{"89.9e9", "90e9", "99.9e9", "100e9"}, "0110"},
		{"nearly 100 bn", "", vs{"94.9e9", "95e9", "99.9e9", "100e9"}, "0110"},
		{"more than 100 bn", "", vs{"100e9", "100.001e9"}, "01"},
		{"over US$100 bn", "", vs{"100e9", "100.001e9"}, "01"},
		{"less than 5%", "", vs{"0.0499", "0.05"}, "10"},
		{"at least 50%", "", vs{"0.4999", "0.5"}, "01"},
		{"at most 50%", "", vs{"0.5", "0.5001"}, "10"},
		{"up to 50%", "", vs{"0.5", "0.5001"}, "10"},
		{"more than -5%", "", vs{"-0.05", "-0.04"}, "01"},
		{"between 10% and 15%", "", vs{"0.0999", "0.1", "0.15", "0.1501"}, "0110"},
		{"between 10 and 15%", "", vs{"0.0999", "0.1", "0.15", "0.1501"}, "0110"},
		{"between 10 and 15 bn", "", vs{"9.99e9", "10e9", "15e9", "15.1e9"}, "0110"},

		{"a third", "", vs{"0.299", "0.3", "0.366", "0.367"}, "0110"},
		{"two-thirds", "", vs{"0.599", "0.6", "0.733", "0.734"}, "0110"},
		{"one in five", "", vs{"0.179", "0.18", "0.219", "0.22"}, "0110"},
		{"half", "", vs{"0.449", "0.45", "0.549", "0.55"}, "0110"},
		{"more than half", "", vs{"0.5", "0.501"}, "01"},
		{"nearly a quarter", "", vs{"0.224", "0.225", "0.2499", "0.25"}, "0110"},
		{"mainly", "", vs{"0.5", "0.501"}, "01"},
		{"predominantly", "", vs{"0.5", "0.501"}, "01"},

		{"all but regained", "", vs{"0.949", "0.95", "0.999", "1"}, "0110"},
		{"all but regained its pre-crisis level", "", vs{"0.949", "0.95", "0.999", "1"}, "0110"},
		{"regained", "", vs{"0.999", "1"}, "01"},

		{"fell by 31.7%", "", vs{"-0.31649", "-0.3165", "-0.31749", "-0.3175"}, "011t"},
		{"fell by more than 30%", "", vs{"-0.3", "-0.301"}, "01"},
		{"fell by about a third", "", vs{"-0.299", "-0.3", "-0.366", "-0.367"}, "0110"},
		{"rose by 20.8%", "", vs{"0.2074", "0.2075", "0.2084", "0.2085"}, "011t"},
		{"fell below 10 bn", "", vs{"9.9e9", "10e9", "-1"}, "101"},
		{"rose above 100 bn", "", vs{"100e9", "100.1e9"}, "01"},
		{"fell by less than US$10 bn", "", vs{"-9.9e9", "-10e9", "1"}, "100"},
		{"rose over 5%", "", vs{"0.05", "0.051"}, "01"},
		{"rose to 66.2%", "", vs{"0.6614", "0.6615", "0.6624", "0.6625"}, "011t"},
		{"fell", "", vs{"-0.0001", "0"}, "10"},
		{"increased considerably", "", vs{"0", "0.001"}, "01"},

		// an analyst's own tolerance: closed at both ends, nothing cut off
		{"95.3 bn", "1%", vs{"94.346e9", "94.347e9", "96.253e9", "96.254e9"}, "0110"},
		{"66.2%", "0.5 abs", vs{"0.6569", "0.657", "0.667", "0.6671"}, "0110"},
		{"nine-fold", "0.1 abs", vs{"8.89", "8.9", "9.1", "9.11"}, "0110"},
		{"about 1%", "50%", vs{"0.0049", "0.005", "0.015", "0.0151"}, "0110"},
		{"a little more than 1%", "10%", vs{"0.01", "0.0101", "0.011", "0.0111"}, "0110"},
		{"all but regained", "10%", vs{"0.89", "0.9", "0.999", "1"}, "0110"},
		{"more than 9 bn", "1%", vs{"8.91e9", "8.911e9"}, "01"},
	} {
		t.Run(c.text, func(t *testing.T) {
			if got := probe(t, c.text, c.tolerance, c.values...); got != c.want {
				r, _ := Parse(c.text, nil)
				t.Errorf("%s (tolerance %s) on %v: got %s, want %s; rule %s", c.text, c.tolerance, c.values, got, c.want, r.Means())
			}
		})
	}
}

func TestSeriesRules(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"record", "record+1 0-0"},
		{"a record figure", "record+1 0-0"},
		{"a record since 1992", "record+1 1992-0"},
		{"a record low 1992..2017", "record-1 1992-2017"},
		{"the highest since 2008", "record+1 2008-0"},
		{"leading partner for the eighth consecutive year", "streak rank1 count8 ordinal=true 0-0"},
		{"leading trade partner for the 8th year in a row", "streak rank1 count8 ordinal=true 0-0"},
		{"the main trading partner since 2013", "streak rank1 count0 ordinal=false 2013-0"},
		{"main partner for eight consecutive years", "streak rank1 count8 ordinal=false 0-0"},
		{"the second largest partner", "streak rank2 count1 ordinal=false 0-0"},
		{"the leading provider of", "error"},
		{"the leading provider", "streak rank1 count1 ordinal=false 0-0"},
		{"steadily increased", "steady+1 0-0"},
		{"has grown continuously since 2001", "steady+1 2001-0"},
		{"steadily declined until 2006", "steady-1 0-2006"},
		{"has remained positive since 2007", "sign+1 2007-0"},
		{"has remained in favour of the PRC since 2007", "sign+0 the prc 2007-0"},
		{"in favour of CHN since 2007", "sign+0 chn 2007-0"},
		{"maintained a trade surplus until 2006", "sign+1 0-2006"},
		{"remained above 100 bn from 2010 to 2014", "sign+1 2010-2014"},
		{"has intensified since 2014", "shift+1 2014"},
		{"predominates", "largest"},
		{"the largest", "largest"},
		{"few", "vague"},
		{"considerable", "vague"},
		{"many projects", "vague"},
	} {
		r, err := Parse(c.text, nil)
		got := "error"
		if err == nil {
			switch r.Kind {
			case Record:
				got = fmt.Sprintf("record%+d %d-%d", r.Direction, r.From, r.To)
			case Streak:
				got = fmt.Sprintf("streak rank%d count%d ordinal=%v %d-%d", r.Rank, r.Count, r.Ordinal, r.From, r.To)
			case Steady:
				got = fmt.Sprintf("steady%+d %d-%d", r.Direction, r.From, r.To)
			case Sign:
				got = fmt.Sprintf("sign%+d ", r.Direction)
				if r.Who != "" {
					got += r.Who + " "
				}
				got += fmt.Sprintf("%d-%d", r.From, r.To)
			case Shift:
				got = fmt.Sprintf("shift%+d %d", r.Direction, r.Since)
			case Largest:
				got = "largest"
			case Vague:
				got = "vague"
			default:
				got = "value " + r.Means()
			}
		}
		if got != c.want {
			t.Errorf("%q: got %s, want %s (%v)", c.text, got, c.want, err)
		}
	}
}

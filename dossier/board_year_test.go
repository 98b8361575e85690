package dossier

import (
	"context"
	"strings"
	"testing"

	"dyad/economy"
)

// screenOf is the board of an invented lake, spaces as one.
func screenOf(t *testing.T, rows, a, b string) string {
	t.Helper()
	e := invented(t, rows)
	bd, err := e.NewBoard(context.Background(), economy.Code(a), economy.Code(b))
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	if err := bd.Text(&out, e); err != nil {
		t.Fatal(err)
	}
	return strings.Join(strings.Fields(out.String()), " ")
}

func opening(t *testing.T, rows, a, b string) string {
	t.Helper()
	acc, err := invented(t, rows).NewAccount(context.Background(), economy.Code(a), economy.Code(b))
	if err != nil {
		t.Fatal(err)
	}
	return prose(&Account{Sections: acc.Sections[:1]})
}

func wants(t *testing.T, about, text string, want, never []string) {
	t.Helper()
	for _, w := range want {
		if !strings.Contains(text, w) {
			t.Errorf("%s: %q is lacking:\n%s", about, w, text)
		}
	}
	for _, n := range never {
		if strings.Contains(text, n) {
			t.Errorf("%s: %q is there:\n%s", about, n, text)
		}
	}
}

// Oracle: sums of the invented lines by hand. Yemen fell silent in 2015, the
// United States went on.
func TestWhoFellSilentHoldsNobodyBack(t *testing.T) {
	rows := "YEM,USA,2001,X,20,\nYEM,USA,2001,M,30,\nUSA,YEM,2001,X,28,\nUSA,YEM,2001,M,22,\n" +
		"YEM,USA,2015,X,7,\nYEM,USA,2015,M,85,\nUSA,YEM,2015,X,80,\nUSA,YEM,2015,M,8,\n" +
		"USA,YEM,2020,X,330,\nUSA,YEM,2020,M,4,\nYEM,USA,2018,M,178,\n"
	wants(t, "board", screenOf(t, rows, "YEM", "USA"), []string{
		"Yemen and United States, each side’s latest year",
		"as Yemen reports, 2015 as United States reports, 2020",
		"Total trade, US$ 92.0 m 334.0 m",
		"as a multiple of 2001 1.84 × 6.68 ×", // 92/50, 334/50
		"Balance of Yemen, US$ −78.0 m −326.0 m",
		"Later, in one direction alone: United States → Yemen 178.0 m US$ in 2018, as Yemen reports.",
	}, nil)
	wants(t, "account", opening(t, rows, "YEM", "USA"), []string{
		"The trade of Yemen and the United States came to 92.0 m US$ as Yemen reports in 2015 and 334.0 m US$ as the United States reports in 2020.",
		"Later, in one direction alone, the United States sold Yemen 178.0 m US$ in 2018 as Yemen reports.",
	}, nil)
	// The neighbour: both speak in the last year, and no year is said twice.
	both := rows + "YEM,USA,2020,X,5,\nYEM,USA,2020,M,300,\n"
	wants(t, "both", screenOf(t, both, "YEM", "USA"), []string{"Yemen and United States in 2020", "Total trade, US$ 305.0 m 334.0 m"}, []string{"latest year", "Later", "2018"})
}

// A year against itself is no multiple, and what is known of one direction is
// not hidden behind a total that is not.
func TestNoYearAgainstItself(t *testing.T) {
	one := "SDN,SSD,2020,X,35.2,\nSDN,SSD,2020,M,2,\nSSD,SDN,2020,M,37.9,\n"
	wants(t, "board", screenOf(t, one, "SDN", "SSD"), []string{"Total trade, US$ 37.2 m missing"}, []string{"multiple", "1.00"})
	wants(t, "account", opening(t, one, "SDN", "SSD"), []string{
		"In 2020 the trade of Sudan and South Sudan came to 37.2 m US$ as Sudan reports and not known as South Sudan reports.",
		"Sudan sold South Sudan 35.2 m US$ in 2020 as Sudan reports and 37.9 m US$ in 2020 as South Sudan reports.",
		"South Sudan has no whole account of this trade in the source, so the surplus rests on one report.",
	}, []string{"Against"})
}

// On how many years the agreement rests is said: by hand, one, two and five
// years in which both report on their own.
func TestYearsOfAgreementAreCounted(t *testing.T) {
	year := func(y, a, b string) string { // A sells 10 and buys a; B says it sells b and buys 11
		return "CHN,PAK," + y + ",X,10,\nCHN,PAK," + y + ",M," + a + ",\nPAK,CHN," + y + ",X," + b + ",\nPAK,CHN," + y + ",M,11,\n"
	}
	for _, c := range []struct{ about, rows, want string }{
		{"one, disagreeing", year("2015", "9", "12"), "In the one year in which both sides report on their own, 2015, they disagree about who had the surplus."},
		{"one, agreeing", year("2015", "9", "8"), "In the one year in which both sides report on their own, 2015, they agree about who had the surplus."},
		{"two", year("2015", "9", "12") + year("2016", "9", "8"), "Of the 2 years in which both sides report on their own (2015 and 2016) they disagree about who had the surplus in 2015."},
		{"five", year("2015", "9", "12") + year("2016", "9", "8") + year("2017", "9", "8") + year("2018", "9", "8") + year("2019", "9", "8"), "The two reports disagree about who had the surplus in 2015."},
		{"five, agreeing", year("2015", "9", "8") + year("2016", "9", "8") + year("2017", "9", "8") + year("2018", "9", "8") + year("2019", "9", "8"), "The two reports agree in every year about who has the surplus."},
		{"an estimate is no opinion", strings.ReplaceAll(year("2015", "9", "12"), ",12,\n", ",12,e\n"), "In no year do both sides report on their own"},
	} {
		wants(t, c.about, screenOf(t, c.rows, "CHN", "PAK"), []string{c.want}, nil)
	}
}

func TestAnOwnerOfMany(t *testing.T) {
	for code, want := range map[string]string{"USA": "the United States’", "CHN": "China’s", "CYP": "Cyprus’", "GBR": "the United Kingdom’s"} {
		if got := possessive(code); got != want {
			t.Errorf("%s: %q, want %q", code, got, want)
		}
	}
	if got := strings.Join(phrases("Yemen has 0.0089 % of it, 5.6 × as much."), "|"); got != "Yemen|has|0.0089 %|of|it,|5.6 ×|as|much." {
		t.Errorf("phrases %q", got)
	}
}

package lake

import (
	"slices"
	"strings"
	"testing"

	"dyad/internal/hint"
	"dyad/source/tidy"
)

// What is no flow of its own, and what is no economy, is kept apart or flagged as
// a sum and refuses no file. The oracle is each file by eye.
func TestKeptApart(t *testing.T) {
	for _, c := range []struct {
		name, text string
		rows       string // exporter, importer, value, flags
		apart      string
	}{
		{"re-exports and their kin", header + "HKG,CHN,2017,X,100\nHKG,CHN,2017,RX,95\nHKG,CHN,2017,M,200\nHKG,CHN,2017,Re-Import,5\nHKG,CHN,2017,DX,5\nHKG,CHN,2017,Trade Balance,-100\n",
			"CHN HKG 200.0 ; HKG CHN 100.0 ", "balances 1; domestic exports 1; re-exports 1; re-imports 1"},
		{"numbers of flows", header + "HKG,CHN,2017,2,100\nHKG,CHN,2017,3,95\nHKG,CHN,2017,1,200\nHKG,CHN,2017,4,5\n",
			"CHN HKG 200.0 ; HKG CHN 100.0 ", "re-exports 1; re-imports 1"},
		{"a fault in a row kept apart is no reject", header + "HKG,CHN,2017,X,100\nHKG,Nowhere,2017,RX,x\n", "HKG CHN 100.0 ", "re-exports 1"},
		{"the world as 0", header + "156,0,2017,X,9\n156,643,2017,X,4\n", "CHN RUS 4.0 ; CHN WLD 9.0 aggregate", ""},
		{"unions of so many members", header + "CHN,EU,2017,X,1\nCHN,EU27,2017,X,2\nCHN,EU28,2017,X,3\nCHN,EU27_2020,2017,X,4\nCHN,Extra-EU,2017,X,5\n",
			"CHN EU 1.0 aggregate; CHN _EU27 2.0 aggregate; CHN _EU27_2020 4.0 aggregate; CHN _EU28 3.0 aggregate; CHN _EXTRA_EU 5.0 aggregate", ""},
		{"no country in particular", header + "CHN,Others,2017,X,1\nCHN,Not specified,2017,X,2\nCHN,High income,2017,X,3\nCHN,OECD,2017,X,4\n",
			"CHN _HIGH_INCOME 3.0 aggregate; CHN _NOT_SPECIFIED 2.0 aggregate; CHN _OECD 4.0 aggregate; CHN _OTHERS 1.0 aggregate", ""},
		{"sums that contradict each other", header + "CHN,World,2017,X,10\nCHN,Total,2017,X,11\nCHN,RUS,2017,X,4\n", "CHN RUS 4.0 ; CHN WLD 10.0 aggregate; CHN _TOTAL 11.0 aggregate|CHN RUS 4.0 ", "|sums over economies that contradict each other 2"},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := t.TempDir()
			r, err := bring(t, dir, c.text, tidy.Options{}, ImportOptions{})
			if err != nil {
				t.Fatal(err)
			}
			got := strings.Join(rowsOf(t, dir, "exporter, importer, value_usd, flags) AS VARCHAR) FROM trade_total ORDER BY ALL"), "; ")
			var apart []string
			n := int64(0)
			for _, l := range r.Source.Apart {
				apart = append(apart, l.Text+" "+itoa(l.Rows))
				n += l.Rows
			}
			slices.Sort(apart)
			if !slices.Contains(strings.Split(c.rows, "|"), got) || !slices.Contains(strings.Split(c.apart, "|"), strings.Join(apart, "; ")) {
				t.Errorf("rows %q, apart %q", got, apart)
			}
			if r.Source.Rejected != 0 || r.Read != r.Source.Rows+n {
				t.Errorf("%d read, %d kept, %d apart, %d refused", r.Read, r.Source.Rows, n, r.Source.Rejected)
			}
		})
	}
	_, err := bring(t, t.TempDir(), header+"HKG,CHN,2017,RX,95\n", tidy.Options{}, ImportOptions{})
	complains(t, err, hint.Data, "every record is kept apart: re-exports (1)")
}

// Twelve months make a year that is marked, fewer make none and say so, and a
// year that is printed stays. The oracle is 1 + … + 12 = 78.
func TestYearsFromMonths(t *testing.T) {
	months := func(prefix string, n int, rest string) string {
		out := ""
		for m := 1; m <= n; m++ {
			out += prefix + "-" + itoa(int64(m/10)) + itoa(int64(m%10)) + rest + itoa(int64(m)) + "\n"
		}
		return out
	}
	head := "reporter,partner,period,flow,value\n"
	for _, c := range []struct {
		name, text, rows, note string
		o                      tidy.Options
	}{
		{"months alone", head + months("CHN,RUS,2016", 12, ",X,"), "CHN RUS 2016 78.0 computed", "years summed from twelve months: 1", tidy.Options{}},
		{"a year under way", head + months("CHN,RUS,2016", 12, ",X,") + months("CHN,RUS,2017", 7, ",X,"), "CHN RUS 2016 78.0 computed", "fewer than twelve months, which have no sum: 1 (as CHN to RUS 2017 in the exporter view, 7)", tidy.Options{}},
		{"a month without a value", strings.Replace(head+months("CHN,RUS,2016", 12, ",X,"), "X,7\n", "X,\n", 1), "", "(as CHN to RUS 2016 in the exporter view, 11)", tidy.Options{}},
		{"a year of its own", head + months("CHN,RUS,2016", 12, ",X,") + "CHN,RUS,2016,X,80\n", "CHN RUS 2016 80.0 ", "", tidy.Options{}},
		{"months of products", "reporter,partner,period,flow,product,value\n" + months("CHN,RUS,2016", 12, ",X,01,") + months("CHN,RUS,2016", 12, ",X,27,"), "CHN RUS 2016 156.0 computed", "years summed from twelve months: 1", tidy.Options{}},
		{"a column with 52 for the year", "reporter,partner,year,month,flow,value\nCHN,RUS,2016,52,X,9\nCHN,RUS,2016,January,X,1\n", "CHN RUS 2016 9.0 ", "", tidy.Options{}},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := t.TempDir()
			r, err := bring(t, dir, c.text, c.o, ImportOptions{})
			if err != nil {
				t.Fatal(err)
			}
			if got := strings.Join(rowsOf(t, dir, "exporter, importer, year, value_usd, flags) AS VARCHAR) FROM trade_total WHERE month = 0 ORDER BY ALL"), "; "); got != c.rows {
				t.Errorf("%q, want %q", got, c.rows)
			}
			if !strings.Contains(strings.Join(r.Source.Notes, "\n"), c.note) || c.note == "" && len(r.Source.Notes) > 0 {
				t.Errorf("%q", r.Source.Notes)
			}
		})
	}
}

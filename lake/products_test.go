package lake

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"dyad/internal/hint"
	"dyad/source/tidy"
)

const lines = "reporter,partner,year,flow,product,value\n"

// totals are the sums that trade_total holds for one file, by exporter, importer
// and year, with their flags.
func totals(t *testing.T, dir string) string {
	t.Helper()
	return strings.Join(rowsOf(t, dir, "exporter, importer, year, value_usd::BIGINT, flags) AS VARCHAR) FROM trade_total ORDER BY ALL"), "; ")
}

// A total summed from products is the sum of one level that covers the flow; the
// oracle of each case is the sum of its lines done by hand.
func TestTotalsFromProducts(t *testing.T) {
	for _, c := range []struct {
		name, text string
		o          tidy.Options
		want       string
		notes      string // pieces of the release's notes, separated by a bar
	}{
		{"subheadings without zeros", "t,i,j,k,v\n2021,4,842,10121,1.5\n2021,4,842,270900,10\n2021,4,842,870323,20\n",
			tidy.Options{Map: []string{"exporter=i", "importer=j", "year=t"}, Set: []string{"view=reconciled"}, Scale: "1e3", Scheme: "cepii"},
			"AFG USA 2021 31500 computed", "file.csv: product codes stand without their leading zero, as 10121 for 010121|totals summed from codes of 6 digits: 1"},
		{"chapters without zeros", lines + "CHN,RUS,2017,X,1,3\nCHN,RUS,2017,X,27,4\n", tidy.Options{Set: []string{"classification=HS"}},
			"CHN RUS 2017 7 computed", "as 1 for 01"},
		{"a level that covers before a finer one", lines + "CHN,RUS,2017,X,01,3\nCHN,RUS,2017,X,27,4\nCHN,RUS,2017,X,2709,4\nCHN,RUS,2017,X,270900,4\n", tidy.Options{},
			"CHN RUS 2017 7 computed", "2 digits: 1"},
		{"one chapter beside all subheadings", lines + "CHN,RUS,2017,X,27,4\nCHN,RUS,2017,X,270900,4\nCHN,RUS,2017,X,010121,3\nCHN,RUS,2017,X,870323,9\n", tidy.Options{},
			"CHN RUS 2017 16 computed", "6 digits: 1"},
		{"levels that hold different goods", lines + "CHN,RUS,2017,X,27,4\nCHN,RUS,2017,X,870323,9\n", tidy.Options{},
			"CHN RUS 2017 9 computed,partial", "6 digits: 1; 1 of them are partial"},
		{"each flow by its own level", lines + "CHN,RUS,2017,X,27,4\nCHN,RUS,2018,X,870323,9\nCHN,RUS,2018,X,010121,1\n", tidy.Options{},
			"CHN RUS 2017 4 computed; CHN RUS 2018 10 computed", "2 digits: 1|6 digits: 1"},
		{"finer lines withheld in part", lines + "CHN,RUS,2017,X,27,10000\nCHN,RUS,2017,X,270900,9995\n", tidy.Options{},
			"CHN RUS 2017 10000 computed", "2 digits: 1"},
		{"sections of the SITC by the header", "exporter,importer,year,sitc,value\nCHN,RUS,2017,0,1\nCHN,RUS,2017,3,4\nCHN,RUS,2017,33,4\nCHN,RUS,2017,01,1\n", tidy.Options{Set: []string{"view=exporter"}, Map: []string{"product=sitc"}},
			"CHN RUS 2017 5 computed", "1 digits: 1 (SITC)"},
		{"words", lines + "CHN,RUS,2017,X,Food,1\nCHN,RUS,2017,X,Fuels,4\nCHN,RUS,2017,X,27,4\n", tidy.Options{},
			"CHN RUS 2017 4 computed", "named by words (Food)"},
		{"a total that the products exceed", lines + "CHN,RUS,2017,X,TOTAL,10\nCHN,RUS,2017,X,27,12\nCHN,RUS,2018,X,TOTAL,10\nCHN,RUS,2018,X,27,10\n", tidy.Options{},
			"CHN RUS 2017 10; CHN RUS 2018 10", "of 2 flows with a total of their own, the products come to less than it in 0 and to more in 1|CHN to RUS 2017, in the exporter view: products 12, total 10"},
		{"two classifications", "reporter,partner,year,flow,classification,product,value\nCHN,RUS,2017,X,H5,1,3\nCHN,RUS,2017,X,H5,27,4\nCHN,RUS,2017,X,S3,1,5\nCHN,RUS,2018,X,S3,3,6\n", tidy.Options{},
			"CHN RUS 2017 7 computed; CHN RUS 2018 6 computed", "as 1 for 01"},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := t.TempDir()
			r, err := bring(t, dir, c.text, c.o, ImportOptions{})
			if err != nil {
				t.Fatal(err)
			}
			if got := strings.TrimRight(totals(t, dir), " "); strings.ReplaceAll(got, " ;", ";") != c.want {
				t.Errorf("totals %q, want %q", got, c.want)
			}
			for _, piece := range strings.Split(c.notes, "|") {
				if !strings.Contains(strings.Join(r.Source.Notes, "\n"), piece) {
					t.Errorf("the notes lack %q: %q", piece, r.Source.Notes)
				}
			}
		})
	}
}

// One code means two things where one file has lost its zeros and another not,
// or where it stands in two classifications; the oracle is each file by eye.
func TestCodesFileByFile(t *testing.T) {
	dir, in := t.TempDir(), t.TempDir()
	head := "reporter,partner,year,flow,classification,product,value\n"
	a := write(t, in, "a.csv", head+"CHN,RUS,2016,X,H5,101,3\nCHN,RUS,2016,X,H5,2709,4\nCHN,RUS,2016,X,S3,101,9\n")
	b := write(t, in, "b.csv", head+"CHN,RUS,2017,X,H5,0101,3\nCHN,RUS,2017,X,H5,2709,4\n")
	r, err := bringFiles(dir, tidy.Options{}, ImportOptions{}, a, b)
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"2016 H5 0101", "2016 H5 2709", "2016 S3 101", "2017 H5 0101", "2017 H5 2709"}
	if got := rowsOf(t, dir, "year, classification, product) AS VARCHAR) FROM trade ORDER BY ALL"); !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
	if len(r.Source.Notes) == 0 || !strings.HasPrefix(r.Source.Notes[0], "a.csv: product codes") {
		t.Errorf("%q", r.Source.Notes)
	}
}

// What cannot be read without a guess is refused, and says how to say it.
func TestUnclearProducts(t *testing.T) {
	for _, c := range []struct {
		text string
		o    tidy.Options
		say  []string
	}{
		{lines + "CHN,RUS,2017,X,1,3\nCHN,RUS,2017,X,2,4\n", tidy.Options{}, []string{"file.csv", "1 digits (as 1)", "--set classification=HS"}},
		{lines + "CHN,RUS,2017,X,01,3\nCHN,RUS,2017,X,2,4\n", tidy.Options{Set: []string{"classification=H5"}}, []string{"some product codes have their leading zeros", "as text"}},
		{lines + "CHN,RUS,2017,X,11,3\nCHN,RUS,2017,X,333,4\n", tidy.Options{Set: []string{"classification=S3"}}, []string{"SITC", "may have lost theirs"}},
	} {
		dir := t.TempDir()
		_, err := bring(t, dir, c.text, c.o, ImportOptions{})
		complains(t, err, hint.Data, c.say...)
	}
}

// The flows that the published files hold, summed independently from the raw
// rows: South Africa to the USA in BACI, and Russia to China in the files of
// goods of UN Comtrade, which agree with its own total, 41.67 bn.
func TestPublishedProducts(t *testing.T) {
	data := os.Getenv("DYAD_DATA")
	if data == "" {
		data = "../../shared/data"
	}
	baci, _ := filepath.Glob(filepath.Join(data, "baci", "BACI_HS92_Y2021_*.csv.gz"))
	goods, _ := filepath.Glob(filepath.Join(data, "comtrade-russia", "goods_*.csv"))
	if len(baci) == 0 || len(goods) == 0 {
		t.Skip("no real data at ../shared/data")
	}
	dir := t.TempDir()
	o := tidy.Options{Map: []string{"exporter=i", "importer=j", "year=t"}, Set: []string{"view=reconciled"}, Scale: "1e3", Scheme: "cepii"}
	o.Meta.ID = "baci"
	if _, err := bringFiles(dir, o, ImportOptions{}, baci...); err != nil {
		t.Fatal(err)
	}
	if _, err := bringFiles(dir, tidy.Options{}, ImportOptions{}, goods...); err != nil {
		t.Fatal(err)
	}
	for query, want := range map[string]string{
		"round(value_usd / 1e5) / 10) AS VARCHAR) FROM trade_total WHERE exporter = 'ZAF' AND importer = 'USA' AND year = 2021":                                                                       "4500.4",
		"round(value_usd / 1e7) / 100) AS VARCHAR) FROM trade_total WHERE exporter = 'RUS' AND importer = 'CHN' AND year = 2017 AND \"view\" = 'exporter'":                                            "41.67",
		"round(10000 * sum(value_usd) FILTER (product <= '24') / sum(value_usd)) / 100) AS VARCHAR) FROM trade WHERE exporter = 'RUS' AND importer = 'CHN' AND year = 2017 AND \"view\" = 'exporter'": "4.28",
	} {
		if got := rowsOf(t, dir, query); len(got) != 1 || got[0] != want {
			t.Errorf("%s: %v, want %s", query, got, want)
		}
	}
}

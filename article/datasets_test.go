package article_test

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"dyad/article"
	"dyad/article/internal/extract"
	"dyad/economy"
	"dyad/source"
)

// dataDir is the folder of the publishers' files, or the test is skipped.
func dataDir(t *testing.T) string {
	t.Helper()
	dir := os.Getenv("DYAD_DATA")
	if dir == "" {
		dir = filepath.Join("..", "..", "shared", "data")
	}
	if _, err := os.Stat(filepath.Join(dir, extract.IMFFile)); err != nil {
		t.Skip("the publishers' files are not at hand (DYAD_DATA): ", err)
	}
	return dir
}

// The oracle is the publishers' own files, read again.
func TestDataFilesAreWhatTheExtractionGives(t *testing.T) {
	dir := dataDir(t)
	derive := map[string]func(string) ([]byte, error){"imf-dots-extract": extract.IMF, "comtrade-extract": extract.Comtrade}
	sets, err := article.Datasets()
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range sets {
		want, err := derive[d.Meta.ID](dir)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(want, d.CSV) {
			t.Errorf("%s differs from what the publishers' files give now: run go generate ./article", d.Name)
		}
	}
}

func table(t *testing.T, d article.Dataset) (map[string]int, [][]string) {
	t.Helper()
	all, err := csv.NewReader(bytes.NewReader(d.CSV)).ReadAll()
	if err != nil {
		t.Fatal(d.Name, err)
	}
	at := map[string]int{}
	for i, h := range all[0] {
		at[h] = i
	}
	return at, all[1:]
}

func TestEveryDatasetIsWholeAndNamed(t *testing.T) {
	sets, err := article.Datasets()
	if err != nil {
		t.Fatal(err)
	}
	if len(sets) != 2 {
		t.Fatalf("%d data sets", len(sets))
	}
	for _, d := range sets {
		m := d.Meta
		if !source.GoodID(m.ID) || !source.GoodID(m.Vintage) || m.Title == "" || m.Publisher == "" || m.URL == "" || m.Licence == "" || m.Unit == "" || len(m.Caveats) == 0 || len(d.Selection) == 0 {
			t.Errorf("%s: incomplete metadata %+v", d.Name, m)
		}
		if len(d.CSV) > 400_000 {
			t.Errorf("%s has %d bytes: too large to travel inside the program", d.Name, len(d.CSV))
		}
		if _, err := d.Source(); err != nil {
			t.Errorf("%s: %v", d.Name, err)
		}
		at, rows := table(t, d)
		codes := map[string]bool{}
		for _, r := range rows {
			codes[r[at["reporter"]]], codes[r[at["partner"]]] = true, true
			v, err := strconv.ParseFloat(r[at[d.Map["value"]]], 64)
			if err != nil || v < 0 || math.IsInf(v, 0) || math.IsNaN(v) {
				t.Errorf("%s: value in %v", d.Name, r)
			}
		}
		for c := range codes {
			if _, ok := economy.Lookup(economy.Code(c)); !ok {
				t.Errorf("%s: no economy %s", d.Name, c)
			}
		}
	}
}

// The values are typed from the publishers' files: dots_iso3.csv.gz and
// total-trade-value-2014.csv.
func TestKnownValues(t *testing.T) {
	sets, err := article.Datasets()
	if err != nil {
		t.Fatal(err)
	}
	value := map[string]string{}
	for _, d := range sets {
		at, rows := table(t, d)
		for _, r := range rows {
			product := "TOTAL"
			if i, ok := at["product"]; ok {
				product = r[i]
			}
			key := fmt.Sprint(d.Meta.ID, " ", r[at["reporter"]], " ", r[at["partner"]], " ", r[at["year"]], " ", r[at["flow"]], " ", product)
			if _, twice := value[key]; twice {
				t.Errorf("%s is there twice", key)
			}
			value[key] = r[at[d.Map["value"]]]
		}
	}
	for key, want := range map[string]string{
		"imf-dots-extract CHN RUS 2014 X TOTAL": "53685.7",
		"imf-dots-extract CHN RUS 2014 M TOTAL": "41558.1",
		"imf-dots-extract RUS CHN 2014 X TOTAL": "37494.3",
		"imf-dots-extract RUS CHN 2014 M TOTAL": "50856",
		"imf-dots-extract RUS CHN 1992 X TOTAL": "2737.2",
		"comtrade-extract RUS CHN 2014 X TOTAL": "37414604118",
		"comtrade-extract RUS CHN 2014 M TOTAL": "50853009519",
		"comtrade-extract RUS CHN 2002 X TOTAL": "6836946641",
		"comtrade-extract RUS CHN 2002 M 01":    "20361",
	} {
		if got := value[key]; got != want {
			t.Errorf("%s: got %q, want %q", key, got, want)
		}
	}
	for _, key := range []string{"imf-dots-extract KGZ WLD 2013 M TOTAL", "imf-dots-extract WLD KGZ 2013 X TOTAL", "imf-dots-extract CHN EST 2014 X TOTAL",
		"comtrade-extract RUS CHN 2002 M 02", "comtrade-extract RUS CHN 2017 X 27"} {
		if value[key] == "" {
			t.Errorf("%s is missing", key)
		}
	}
}

// The caveats state parts of a whole; they are computed here from the rows.
func TestUndisclosedPartsAreAsStated(t *testing.T) {
	sets, err := article.Datasets()
	if err != nil {
		t.Fatal(err)
	}
	at, rows := table(t, sets[1])
	total, chapters, unspecified := map[string]int64{}, map[string]int64{}, map[string]int64{}
	for _, r := range rows {
		if r[at["partner"]] != "CHN" {
			continue
		}
		key := r[at["year"]] + r[at["flow"]]
		v, err := strconv.ParseInt(r[at["value_usd"]], 10, 64)
		if err != nil {
			t.Fatal(err)
		}
		switch r[at["product"]] {
		case "TOTAL":
			total[key] = v
		case "99":
			unspecified[key] = v
			fallthrough
		default:
			chapters[key] += v
		}
	}
	if got := total["2002X"] - chapters["2002X"]; got != 1_515_055_671 {
		t.Errorf("2002: %d of the exports are in no chapter", got)
	}
	if got := 100 * (1 - float64(chapters["2002X"])/float64(total["2002X"])); math.Abs(got-22.16) > 0.005 {
		t.Errorf("2002: %.4f %% of the exports are in no chapter", got)
	}
	if got := 100 * float64(unspecified["2017X"]) / float64(total["2017X"]); unspecified["2017X"] != 1_385_995_311 || math.Abs(got-3.33) > 0.005 {
		t.Errorf("2017: chapter 99 is %d, %.4f %%", unspecified["2017X"], got)
	}
	if got := 100 * (1 - float64(chapters["2002M"])/float64(total["2002M"])); math.Abs(got-0.02) > 0.005 {
		t.Errorf("2002: %.4f %% of the imports are in no chapter", got)
	}
}

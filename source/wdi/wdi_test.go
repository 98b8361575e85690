package wdi

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dyad/economy"
	"dyad/period"
	"dyad/source"
)

// kept takes the place of a lake: rows as text, and the counts.
type kept struct {
	rows, rejects []string
	apart         map[string]int
	sum           float64
}

func (k *kept) Apart(reason string) { k.apart[reason]++ }
func (k *kept) Note(string)         {}
func (k *kept) Reject(line int64, column, value, reason string) {
	k.rejects = append(k.rejects, fmt.Sprint(line, " ", column, " ", value, " ", reason))
}
func (k *kept) Table(string, ...string) source.Writer { return k }
func (k *kept) Row(line int64, v ...any) error {
	if _, err := economy.Resolve(fmt.Sprint(v[0])); err != nil {
		k.Reject(line, "economy", fmt.Sprint(v[0]), err.Error())
		return nil
	}
	if _, err := period.Parse(fmt.Sprint(v[3])); err != nil {
		k.Reject(line, "period", fmt.Sprint(v[3]), err.Error())
		return nil
	}
	var x float64
	if _, err := fmt.Sscan(fmt.Sprint(v[4]), &x); err != nil {
		k.Reject(line, "value", fmt.Sprint(v[4]), err.Error())
		return nil
	}
	k.sum += x
	k.rows = append(k.rows, fmt.Sprint(line, " ", v[0], " ", v[1], " ", v[3], " ", v[4], " ", v[5]))
	return nil
}

func read(t testing.TB, text string, set ...string) (*kept, error) {
	t.Helper()
	d, err := Reader().Read([]source.File{{Name: "x.csv", Data: []byte(text)}}, source.Options{Set: set})
	if err != nil {
		t.Fatal(err)
	}
	k := &kept{apart: map[string]int{}}
	return k, d.Stream(context.Background(), source.Input{File: d.Files[0], Open: func() (io.ReadCloser, error) { return d.Files[0].OpenText(context.Background()) }}, k)
}

// The oracle is the text of each form, as the World Bank prints it.
func TestForms(t *testing.T) {
	const want = "RUS NY.GDP.MKTP.CD 2019 1693 USD;RUS NY.GDP.MKTP.CD 2020 1489.5 USD;apart no value 1;apart sums over countries 2"
	for name, c := range map[string]struct {
		text string
		set  []string
	}{
		"download": {"\ufeff\"Data Source\",\"World Development Indicators\",\n\n\"Last Updated Date\",\"2024-06-28\",\n\n" +
			"\"Country Name\",\"Country Code\",\"Indicator Name\",\"Indicator Code\",\"2018\",\"2019\",\"2020\",\n" +
			"\"Russian Federation\",\"RUS\",\"GDP (current US$)\",\"NY.GDP.MKTP.CD\",\"\",\"1693\",\"1489.5\",\n" +
			"\"World\",\"WLD\",\"GDP (current US$)\",\"NY.GDP.MKTP.CD\",\"\",\"1\",\"2\",\n", nil},
		"wide": {"Country Name,Country Code,Series Name,Series Code,2018 [YR2018],2019 [YR2019],2020 [YR2020]\n" +
			"Russian Federation,RUS,GDP (current US$),NY.GDP.MKTP.CD,..,1693,1489.5\nWorld,WLD,GDP (current US$),NY.GDP.MKTP.CD,..,1,2\n,,,,,,\nData from database: World Development Indicators,,,,,,\n", nil},
		"long": {"Series Name,Series Code,Country Name,Country Code,Time,Time Code,Value\nGDP (current US$),NY.GDP.MKTP.CD,Russian Federation,RUS,2018,YR2018,..\n" +
			"GDP (current US$),NY.GDP.MKTP.CD,Russian Federation,RUS,2019,YR2019,1693\nGDP (current US$),NY.GDP.MKTP.CD,Russian Federation,RUS,2020,YR2020,1489.5\n" +
			"GDP (current US$),NY.GDP.MKTP.CD,World,WLD,2020,YR2020,1\nGDP (current US$),NY.GDP.MKTP.CD,Arab World,ARB,2020,YR2020,1\nLast Updated: 10/28/2019,,,,,,\n", nil},
		"api": {`[{"page":1,"pages":1,"per_page":"20000","total":5},[{"indicator":{"id":"NY.GDP.MKTP.CD","value":"GDP (current US$)"},"country":{"id":"RU","value":"Russian Federation"},"countryiso3code":"RUS","date":"2019","value":1693,"unit":"","obs_status":"","decimal":0},` +
			`{"indicator":{"id":"NY.GDP.MKTP.CD","value":"GDP (current US$)"},"country":{"id":"RU","value":"Russian Federation"},"countryiso3code":"RUS","date":"2020","value":1489.5},` +
			`{"indicator":{"id":"NY.GDP.MKTP.CD","value":"GDP (current US$)"},"country":{"id":"RU","value":"Russian Federation"},"countryiso3code":"RUS","date":"2018","value":null},` +
			`{"indicator":{"id":"NY.GDP.MKTP.CD","value":"GDP (current US$)"},"country":{"id":"1W","value":"World"},"countryiso3code":"WLD","date":"2020","value":1},` +
			`{"indicator":{"id":"NY.GDP.MKTP.CD","value":"GDP (current US$)"},"country":{"id":"1A","value":"Arab World"},"countryiso3code":"ARB","date":"2020","value":1}]]`, nil},
		"passed on": {"Country Name,Country Code,Year,Value\nRussian Federation,RUS,2018,\nRussian Federation,RUS,2019,1693\nRussian Federation,RUS,2020,1489.5\nWorld,WLD,2020,1\nArab World,ARB,2020,1\n", []string{"indicator=NY.GDP.MKTP.CD"}},
	} {
		head, err := source.Look(source.File{Name: "x.csv", Data: []byte(c.text)})
		if sure, _ := knows("x.csv", head); err != nil || sure < 60 {
			t.Errorf("%s: recognised at %d, %v", name, sure, err)
		}
		k, err := read(t, c.text, c.set...)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		var got []string
		for _, r := range k.rows {
			_, r, _ = strings.Cut(r, " ")
			got = append(got, r)
		}
		for _, reason := range []string{"no value", "sums over countries"} {
			got = append(got, fmt.Sprint("apart ", reason, " ", k.apart[reason]))
		}
		want := want
		if name == "download" || name == "wide" { // the World's empty 2018 stands in a column there
			want = strings.Replace(want, "no value 1", "no value 2", 1)
		}
		if s := strings.Join(got, ";"); s != want || len(k.rejects) > 0 {
			t.Errorf("%s:\n%s\nwant\n%s\n%v", name, s, want, k.rejects)
		}
	}
}

func TestUnits(t *testing.T) {
	for title, want := range map[string]string{"GDP (current US$)": "USD", "GDP (constant 2015 US$)": "USD, constant 2015", "Imports (% of GDP)": "%", "Inflation, GDP deflator (annual %)": "%",
		"Real effective exchange rate index (2010 = 100)": "2010 = 100", "Life expectancy": "", "CO2 emissions (kt)": "kt"} {
		if got := unitOf("X", title); got != want {
			t.Errorf("%s is in %q, want %q", title, got, want)
		}
	}
	k, err := read(t, "Country Name,Country Code,Year,Value\nRussia,RUS,2018,7\n", "indicator=SP.DYN.LE00.IN")
	if err != nil || len(k.rows) != 0 || len(k.rejects) != 1 || !strings.Contains(k.rejects[0], "--set unit=") {
		t.Errorf("a number without a unit: %v, %v, %v", k.rows, k.rejects, err)
	}
	if k, err := read(t, "Country Name,Country Code,Year,Value\nRussia,RUS,2018,7\n", "indicator=SP.DYN.LE00.IN", "unit=years"); err != nil || len(k.rows) != 1 {
		t.Errorf("with its unit: %v, %v", k.rows, err)
	}
}

func TestRefused(t *testing.T) {
	for text, want := range map[string]string{
		"Country Name,Country Code,Year,Value\nRussia,RUS,2018,7\n": "does not say which indicator",
		"a,b,c\n1,2,3\n": "not a table of the World Bank",
		`[{"page":1,"pages":1},[{"countryiso3code":"RUS","date":"2019"`:             "cut short or damaged",
		`[{"message":[{"id":"120","value":"Invalid value"}], "countryiso3code":1}]`: "answered with an error: Invalid value",
	} {
		if _, err := read(t, text); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v", text, err)
		}
	}
}

// Counted by another program over the shared files: rows whose code is one of
// ISO 3166-1 or Kosovo's, the others, the empty ones, and the sum of the first.
func TestSharedFiles(t *testing.T) {
	dir := os.Getenv("DYAD_DATA")
	if dir == "" {
		dir = filepath.Join("..", "..", "..", "shared", "data")
	}
	for _, c := range []struct {
		file, indicator   string
		rows, sums, empty int
	}{
		{"wdi_datahub_gdp_currentusd.csv", "NY.GDP.MKTP.CD", 11113 + 16, 2866 - 16, 0},
		{"wdi_datahub_population.csv", "SP.POP.TOTL", 13945 + 65, 3250 - 65, 0},
		{"wdi_datahub_inflation_gdp_deflator.csv.gz", "NY.GDP.DEFL.KD.ZG", 8882 + 22, 2300 - 22, 0},
		{"wdi_databank_extract_gdp_kd.csv", "", 1972 + 10, 468 - 10, 200},
		{"wdi_databank_wide_extract_7countries.csv", "", 1472, 0, 2112},
	} {
		path := filepath.Join(dir, "macro", c.file)
		if _, err := os.Stat(path); err != nil {
			t.Skipf("the shared data are not here: %v", err)
		}
		var set []string
		if c.indicator != "" {
			set = append(set, "indicator="+c.indicator)
		}
		d, err := Reader().Read([]source.File{{Path: path}}, source.Options{Set: set})
		if err != nil {
			t.Fatal(err)
		}
		k := &kept{apart: map[string]int{}}
		if err := d.Stream(context.Background(), source.Input{File: d.Files[0], Open: func() (io.ReadCloser, error) { return d.Files[0].OpenText(context.Background()) }}, k); err != nil {
			t.Fatal(err)
		}
		if len(k.rows) != c.rows || k.apart["sums over countries"] != c.sums || k.apart["no value"] != c.empty || len(k.rejects) > 0 {
			t.Errorf("%s: %d rows, %v, %v; want %d, %d sums, %d empty", c.file, len(k.rows), k.apart, k.rejects[:min(3, len(k.rejects))], c.rows, c.sums, c.empty)
		}
	}
}

func FuzzStream(f *testing.F) {
	f.Add("Country Name,Country Code,Year,Value\nRussia,RUS,2018,7\n")
	f.Add("Country Name,Country Code,Series Name,Series Code,2018 [YR2018]\nRussia,RUS,GDP (current US$),X,..\n")
	f.Add(`[{"page":1},[{"countryiso3code":"RUS","date":"2019","value":1,"indicator":{"id":"X","value":"x (y)"}}]]`)
	f.Fuzz(func(t *testing.T, text string) {
		_, _ = read(t, text, "indicator=X", "unit=y")
	})
}

package lake

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dyad/economy"
	"dyad/internal/hint"
	"dyad/source/tidy"
)

var update = flag.Bool("update", false, "write docs/import.md anew")

// said are files of the kinds that others publish and what must come of each:
// the sum of the values kept, in US dollars, or -1 where the file is refused.
// The oracle is each file added up by hand.
var said = []struct {
	kind, text, options string
	o                   tidy.Options
	sum                 float64
}{
	{"a plain table", header + "CHN,RUS,2017,X,43\n", "", tidy.Options{}, 43},
	{"HS codes without leading zeros", lines + "CHN,RUS,2017,X,10121,3\nCHN,RUS,2017,X,270900,4\n", "", tidy.Options{}, 7},
	{"codes of one and two digits, no classification named", lines + "CHN,RUS,2017,X,1,3\nCHN,RUS,2017,X,12,4\n", "", tidy.Options{}, -1},
	{"the same, named", lines + "CHN,RUS,2017,X,1,3\nCHN,RUS,2017,X,12,4\n", "--set classification=HS", tidy.Options{Set: []string{"classification=HS"}}, 7},
	{"codes partly without zeros", lines + "CHN,RUS,2017,X,01,3\nCHN,RUS,2017,X,2,4\n", "--set classification=HS", tidy.Options{Set: []string{"classification=HS"}}, -1},
	{"SITC codes of several lengths, none with a zero", lines + "CHN,RUS,2017,X,11,3\nCHN,RUS,2017,X,333,4\n", "--set classification=S3", tidy.Options{Set: []string{"classification=S3"}}, -1},
	{"thousands in the header", "reporter,partner,year,flow,value_kusd\nCHN,RUS,2017,X,43\n", "", tidy.Options{}, 43000},
	{"millions in the header", "reporter,partner,year,flow,US$ Mil\nCHN,RUS,2017,X,43\n", "", tidy.Options{}, 43e6},
	{"euros in the header", "reporter,partner,year,flow,value_eur\nCHN,RUS,2017,X,43\n", "", tidy.Options{}, -1},
	{"euros in a column", "reporter,partner,year,flow,value,indicators\nCHN,RUS,2017,X,43,VALUE_IN_EUROS\n", "", tidy.Options{}, -1},
	{"weights for values", "reporter,partner,year,flow,netweight_kg\nCHN,RUS,2017,X,43\n", "--map value=netweight_kg", tidy.Options{Map: []string{"value=netweight_kg"}}, -1},
	{"a quantity of unknown unit", "reporter,partner,year,flow,value,quantity\nCHN,RUS,2017,X,43,5\n", "", tidy.Options{}, 43},
	{"numbers of the IMF with names beside them", "Country Name,Country Code,Partner,Year,value\nUnited Kingdom,112,France,2017,1\nJapan,158,France,2017,2\n", "--map reporter=\"Country Code\" --set flow=X", tidy.Options{Map: []string{"reporter=Country Code"}, Set: []string{"flow=X"}}, -1},
	{"the same, by name", "Country Name,Country Code,Partner,Year,value\nUnited Kingdom,112,France,2017,1\nJapan,158,France,2017,2\n", "--map reporter=\"Country Name\" --set flow=X", tidy.Options{Map: []string{"reporter=Country Name"}, Set: []string{"flow=X"}}, 3},
	{"a label that the catalogue does not know", header + "FDR,FRA,1970,X,43\n", "", tidy.Options{}, -1},
	{"the same, with its meaning", header + "FDR,FRA,1970,X,43\n", "--alias FDR=DEU", tidy.Options{Aliases: map[string]economy.Code{"FDR": "DEU"}}, 43},
	{"a sum of the publisher's own", header + "CHN,NAA,1970,X,43\n", "--aggregate NAA", tidy.Options{Aggregates: []string{"NAA"}}, 43},
	{"partner 0", header + "156,0,2017,X,43\n", "", tidy.Options{}, 43},
	{"sums without a code", header + "CHN,EU27,2017,X,1\nCHN,Others,2017,X,2\n", "", tidy.Options{}, 3},
	{"re-exports", header + "HKG,CHN,2017,X,43\nHKG,CHN,2017,RX,40\n", "", tidy.Options{}, 43},
	{"twelve months", "reporter,partner,year,month,flow,value\n" + twelve(), "", tidy.Options{}, 78},
	{"months of a year under way", "reporter,partner,period,flow,value\nCHN,RUS,2017-01,X,1\n", "", tidy.Options{}, 0},
	{"month 52", "reporter,partner,year,refMonth,flow,value\nCHN,RUS,2017,52,X,43\n", "", tidy.Options{}, 43},
	{"dates for years", "reporter,partner,date,flow,value\nCHN,RUS,2016-12-31,X,1\nCHN,RUS,2017-12-31,X,2\n", "", tidy.Options{}, 3},
	{"one date", "reporter,partner,date,flow,value\nCHN,RUS,2016-12-31,X,1\n", "", tidy.Options{}, -1},
	{"the same, said to be the year", "reporter,partner,date,flow,value\nCHN,RUS,2016-12-31,X,1\n", "--set month=0", tidy.Options{Set: []string{"month=0"}}, 1},
	{"years as columns", "reporter,partner,flow,2016,2017\nCHN,RUS,X,1,2\nRUS,CHN,X,,4\n", "", tidy.Options{}, 7},
	{"exports and imports as columns", "reporter,partner,year,exports_kusd,imports_kusd\nCHN,RUS,2017,1,2\n", "", tidy.Options{}, 3000},
	{"decimals behind a comma, unsaid", "reporter;partner;year;flow;value\nCHN;RUS;2017;X;1,5\n", "", tidy.Options{}, -1},
	{"the same, said", "reporter;partner;year;flow;value\nCHN;RUS;2017;X;1,5\n", "--decimal ,", tidy.Options{Decimal: ","}, 1.5},
	{"both marks under --decimal ,", "reporter;partner;year;flow;value\nCHN;RUS;2017;X;1.234,5\n", "--decimal ,", tidy.Options{Decimal: ","}, -1},
	{"Latin-1, unsaid", header + "C\xf4te d'Ivoire,RUS,2017,X,43\n", "", tidy.Options{}, -1},
	{"the same, said", header + "C\xf4te d'Ivoire,RUS,2017,X,43\n", "--encoding latin1", tidy.Options{Encoding: "latin1"}, 43},
	{"a line sep=", "sep=;\nreporter;partner;year;flow;value\nCHN;RUS;2017;X;43\n", "", tidy.Options{}, 43},
	{"lines before the header", "Table 3: trade\n\n" + header + "CHN,RUS,2017,X,43\n", "", tidy.Options{}, 43},
	{"lines before the header, and a bad row", "Table 3: trade\n\n" + header + "CHN,RUS,2017,X,43\nCHN,RUS,2018,X,-1\n", "", tidy.Options{}, -1},
}

func twelve() string {
	out := ""
	for m := 1; m <= 12; m++ {
		out += fmt.Sprintf("CHN,RUS,2017,%d,X,%d\n", m, m)
	}
	return out
}

func TestWhatIsSaid(t *testing.T) {
	var table strings.Builder
	table.WriteString("| kind of file | its first lines | options | what comes of it |\n|---|---|---|---|\n")
	for _, c := range said {
		dir, in := t.TempDir(), t.TempDir()
		path := write(t, in, "file.csv", c.text)
		r, err := bringFiles(dir, c.o, ImportOptions{}, path)
		if (err != nil) != (c.sum < 0) {
			t.Errorf("%s: %v", c.kind, err)
			continue
		}
		if err == nil {
			got := rowsOf(t, dir, "coalesce(sum(value_usd), 0)) AS VARCHAR) FROM trade_total WHERE month = 0")
			if want := fmt.Sprintf("%.1f", c.sum); len(got) != 1 || got[0] != want {
				t.Errorf("%s: %v dollars, want %s", c.kind, got, want)
			}
		}
		rows := strings.SplitN(c.text, "\n", 4)
		first := strings.Join(rows[:min(2, len(rows)-1)], " ⏎ ")
		options := ""
		if c.options != "" {
			options = "`" + c.options + "`"
		}
		fmt.Fprintf(&table, "| %s | `%s` | %s | %s |\n", c.kind, strings.ToValidUTF8(cell(first), "�"), options, cell(outcome(r, err, in)))
	}
	doc := filepath.Join("..", "docs", "import.md")
	b, err := os.ReadFile(doc)
	if err != nil {
		t.Fatal(err)
	}
	before, rest, _ := strings.Cut(string(b), "<!-- said -->\n")
	_, after, ok := strings.Cut(rest, "<!-- end -->")
	if !ok {
		t.Fatal("docs/import.md has no place for the table")
	}
	want := before + "<!-- said -->\n" + table.String() + "<!-- end -->" + after
	if want == string(b) {
		return
	}
	if !*update {
		t.Fatal("docs/import.md is not what imports say now: go test ./lake -run TestWhatIsSaid -update")
	}
	if err := os.WriteFile(doc, []byte(want), 0o666); err != nil {
		t.Fatal(err)
	}
}

// outcome is what a user reads, without the name of the machine's folder.
func outcome(r Report, err error, dir string) string {
	var parts []string
	if err != nil {
		parts = append(parts, "**refused**: "+err.Error())
		if try := hint.TryOf(err); try != "" {
			parts = append(parts, "try: "+try)
		}
	} else {
		parts = append(parts, fmt.Sprintf("%d rows kept", r.Source.Rows))
		parts = append(parts, r.Source.Notes...)
		if len(r.Source.Apart) > 0 {
			parts = append(parts, "kept apart: "+labelsInWords(r.Source.Apart))
		}
		if len(r.Source.Aggregates) > 0 {
			parts = append(parts, "sums over economies: "+labelsInWords(r.Source.Aggregates))
		}
	}
	return strings.ReplaceAll(strings.Join(parts, "; "), dir+string(filepath.Separator), "")
}

func cell(text string) string {
	return strings.NewReplacer("|", "\\|", "\n", " ", "  ", " ").Replace(text)
}

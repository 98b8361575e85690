package extract

import (
	"strings"
	"testing"
)

// Small hand-written rows: what is taken and what is left out.
func TestChoose(t *testing.T) {
	in := `reporter,partner,year,flow,value_musd,flag
CHN,RUS,1992,X,1,
CHN,RUS,1991,X,1,
RUS,CHN,1995,M,2,e
CHN,FRA,1999,X,3,
CHN,FRA,2000,X,3.5e+03,
FRA,CHN,2000,M,4,
FRA,DEU,2000,X,5,
FRA,WLD,2000,X,6,
FRA,WLD,1999,X,6,
KEN,WLD,2000,X,7,
WLD,CHN,2000,M,8,
WLD,FRA,2000,M,9,
CHN,_EU,2000,X,10,
`
	rows, err := candidates(strings.NewReader(in))
	if err != nil {
		t.Fatal(err)
	}
	got, err := write(choose(rows))
	if err != nil {
		t.Fatal(err)
	}
	want := `reporter,partner,year,flow,value_musd,flag
CHN,FRA,2000,X,3500,
CHN,RUS,1992,X,1,
FRA,CHN,2000,M,4,
FRA,WLD,2000,X,6,
RUS,CHN,1995,M,2,e
WLD,CHN,2000,M,8,
`
	if string(got) != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
}

func TestLargestTakesTheFirstOfEitherBook(t *testing.T) {
	var rows []row
	for i, p := range []string{"AAA", "BBB", "CCC", "DDD", "EEE"} { // KGZ takes four
		value := string(rune('9' - i))
		rows = append(rows, row{"KGZ", p, "X", 2010, value, ""}, row{p, "KGZ", "X", 2011, string(rune('1' + i)), ""})
	}
	got := largest(rows)["KGZ"]
	for _, p := range []string{"AAA", "BBB", "CCC", "DDD", "EEE"} { // AAA in its own book of 2010, EEE in the mirror of 2011
		if !got[p] {
			t.Errorf("%s is missing", p)
		}
	}
	if got := largest(rows[:9])["KGZ"]; got["EEE"] {
		t.Error("the fifth partner is taken")
	}
}

func TestBadRowsAreErrors(t *testing.T) {
	const header = "reporter,partner,year,flow,value_musd,flag\n"
	for name, in := range map[string]string{
		"header":    "a,b,c,d,e,f\n",
		"year":      header + "CHN,RUS,MMXX,X,1,\n",
		"value":     header + "CHN,RUS,2000,X,\"1,234\",\n",
		"NaN":       header + "CHN,RUS,2000,X,NaN,\n",
		"negative":  header + "CHN,RUS,2000,X,-1,\n",
		"too short": header + "CHN,RUS,2000,X,1\n",
	} {
		if _, err := candidates(strings.NewReader(in)); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
	twice := []row{{"CHN", "RUS", "X", 2000, "1", ""}, {"CHN", "RUS", "X", 2000, "1", ""}}
	if _, err := write(twice); err == nil {
		t.Error("a row that is there twice is no error")
	}
}

const legacy = "Classification,Year,Trade Flow,Reporter ISO,Partner ISO,Commodity Code,Trade Value (US$),Flag\n"

func TestReadComtrade(t *testing.T) {
	lines, err := readComtrade(strings.NewReader(legacy +
		"H2,2002,Export,RUS,CHN,1,4675,0\nH2,2002,Re-Import,RUS,CHN,27,1,0\nH2,2002,Import,RUS,WLD,TOTAL,9,4\n"))
	if err != nil {
		t.Fatal(err)
	}
	got, err := writeComtrade(lines)
	if err != nil {
		t.Fatal(err)
	}
	want := "reporter,partner,year,flow,classification,product,value_usd,flag\nRUS,CHN,2002,X,H2,01,4675,0\nRUS,WLD,2002,M,H2,TOTAL,9,4\n"
	if string(got) != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
	for name, in := range map[string]string{
		"header": "Year\n", "value": legacy + "H2,2002,Export,RUS,CHN,1,1.5e3,0\n", "year": legacy + "H2,,Export,RUS,CHN,1,15,0\n",
	} {
		if _, err := readComtrade(strings.NewReader(in)); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

func FuzzCandidates(f *testing.F) {
	f.Add("reporter,partner,year,flow,value_musd,flag\nCHN,RUS,2000,X,1,\n")
	f.Fuzz(func(t *testing.T, in string) {
		rows, err := candidates(strings.NewReader(in))
		if err != nil {
			return
		}
		for _, r := range choose(rows) {
			if r.year < firstYear || r.year > lastYear || strings.ContainsAny(r.value, "eE") {
				t.Errorf("%+v", r)
			}
		}
	})
}

func FuzzReadComtrade(f *testing.F) {
	f.Add(legacy + "H2,2002,Export,RUS,CHN,1,4675,0\n")
	f.Fuzz(func(t *testing.T, in string) {
		lines, err := readComtrade(strings.NewReader(in))
		if err != nil {
			return
		}
		for _, l := range lines {
			if l.flow != "X" && l.flow != "M" {
				t.Errorf("%+v", l)
			}
		}
	})
}

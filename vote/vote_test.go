package vote

import (
	"context"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dyad/economy"
	"dyad/lake"
	"dyad/measure"
	"dyad/source"
	"dyad/source/idealpoints"
	"dyad/source/unga"
	"dyad/stat/breakpoint"
)

func field(t *testing.T, r *source.Reader, file source.File) (*Field, *lake.Lake, lake.Report) {
	t.Helper()
	ctx, dir := context.Background(), t.TempDir()
	d, err := r.Read([]source.File{file}, source.Options{Meta: source.Meta{Vintage: "1"}})
	if err != nil {
		t.Fatal(err)
	}
	report, err := lake.Import(ctx, dir, d, lake.ImportOptions{Tables: New(nil).Tables(), AllowRejects: true})
	if err != nil {
		t.Fatal(err)
	}
	l, err := lake.Open(ctx, dir, New(nil).Tables()...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	return New(l), l, report
}

func shared(t *testing.T, name string) source.File {
	t.Helper()
	for _, dir := range []string{os.Getenv("DYAD_DATA"), "../../shared/data"} {
		if path := filepath.Join(dir, name); dir != "" {
			if _, err := os.Stat(path); err == nil {
				return source.File{Path: path}
			}
		}
	}
	t.Skip("no " + name + " in ../shared/data or DYAD_DATA")
	return source.File{}
}

func ask(t *testing.T, f *Field, name string, a, b economy.Code, set ...string) []measure.Row {
	t.Helper()
	for _, m := range f.Measures() {
		if m.Name == name {
			q := measure.Query{A: a, B: b, Params: map[string]string{}}
			for _, s := range set {
				k, v, _ := strings.Cut(s, "=")
				q.Params[k] = v
			}
			rows, err := m.Eval(context.Background(), q)
			if err != nil {
				t.Fatal(err)
			}
			return rows
		}
	}
	t.Fatal("no measure " + name)
	return nil
}

func said(rows []measure.Row) string {
	var out []string
	for _, r := range rows {
		v := fmt.Sprintf("%.4g of %d", r.Value, r.N)
		if r.Missing {
			v = "missing"
		}
		out = append(out, fmt.Sprint(r.Year, " ", v))
	}
	return strings.Join(out, "; ")
}

const rolls = `rcid,country,country_code,vote,session,date,unres,importantvote,me,hr
1,Russia,RU,yes,74,2019-10-01,R/1,1,1,0
1,China,CN,yes,74,2019-10-01,R/1,1,1,0
2,Russia,RU,no,74,2019-11-01,R/2,0,0,1
2,China,CN,abstain,74,2019-11-01,R/2,0,0,1
3,Russia,RU,1,74,2019-12-01,R/3,0,1,1
3,China,CN,3,74,2019-12-01,R/3,0,1,1
4,Russia,RU,yes,74,2019-12-02,R/4,0,0,0
4,China,CN,8,74,2019-12-02,R/4,0,0,0
5,Russia,RU,yes,76,2021-12-02,R/5,0,0,0
5,China,CN,yes,76,2021-12-02,R/5,0,0,0
6,Russia,RU,perhaps,76,2021-12-02,R/6,0,0,0
`

// Worked by hand from the lines above.
func TestByHand(t *testing.T) {
	f, _, report := field(t, unga.Reader(), source.File{Name: "rolls.csv", Data: []byte(rolls)})
	if report.Source.Rejected != 1 {
		t.Errorf("%d rejected, want the one perhaps", report.Source.Rejected)
	}
	for _, c := range []struct{ name, set, want string }{
		{"agreement", "", "2019 0.3333 of 3; 2020 missing; 2021 1 of 1"},
		{"coincidence", "", "2019 0.5 of 3; 2020 missing; 2021 1 of 1"},
		{"s", "", "2019 0 of 3; 2020 missing; 2021 1 of 1"},
		{"opposed", "", "2019 0.3333 of 3; 2020 missing; 2021 0 of 1"},
		{"agreement", "important=yes", "2019 1 of 1"},
		{"agreement", "issue=Human rights", "2019 0 of 2"},
		{"agreement", "issue=Palestinian conflict", "2019 0.5 of 2"},
	} {
		if got := said(ask(t, f, "vote."+c.name, "RUS", "CHN", c.set)); got != c.want {
			t.Errorf("%s %s: %s, want %s", c.name, c.set, got, c.want)
		}
	}
}

const points = "ccode,session,IdealPointAll,Q5%All,Q95%All,NVotesAll,iso3c,Countryname\n365,74,-0.5,-0.6,-0.4,80,RUS,Russia\n710,74,-0.75,-0.8,-0.7,81,CHN,China\n365,75,-0.5,,,,RUS,Russia\n"

const textbook = "Year,CountryAbb,CountryName,idealpoint,PctAgreeUS,PctAgreeRUSSIA\n2012,RUS,Russia,-0.25,0,1\n2012,CHN,China,-1,0,1\n"

// Worked by hand: −0.5 and −0.75 in session 74, which begins in 2019.
func TestDistanceByHand(t *testing.T) {
	for text, want := range map[string]string{points: "2019 0.25 of 80", textbook: "2012 0.75 of 0"} {
		f, _, _ := field(t, idealpoints.Reader(), source.File{Name: "points.csv", Data: []byte(text)})
		if got := said(ask(t, f, "vote.ideal_distance", "CHN", "RUS")); got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
}

// Same and all roll calls of Russia and China, 1991 to 2019, counted with
// Python's csv module over the shared file, and typed in: the break dates need no
// data.
var counted = [][2]int{{36, 67}, {30, 70}, {24, 62}, {31, 66}, {34, 76}, {45, 75}, {48, 82}, {48, 76}, {57, 88}, {56, 75}, {61, 81}, {66, 99}, {64, 89}, {66, 88}, {68, 95},
	{89, 108}, {74, 92}, {79, 97}, {67, 82}, {64, 86}, {79, 96}, {68, 90}, {45, 61}, {53, 76}, {55, 77}, {73, 108}, {100, 127}, {73, 93}, {68, 86}}

// The oracle is strucchange 1.5-3 under R 4: breakpoints(x ~ 1), its BIC by number
// of breaks, confint, and sctest(type = "Chow", point = 23), that is 2013.
func TestBreaksAsStrucchange(t *testing.T) {
	y := make([]float64, len(counted))
	for i, c := range counted {
		y[i] = float64(c[0]) / float64(c[1])
	}
	checkBreaks(t, y)
}

// The counts above are those of the file; agreement fell in 2002 while kappa rose
// (kappa, S, pi and opposed of the two years by an independent count in Python).
func TestRussiaAndChina(t *testing.T) {
	f, l, report := field(t, unga.Reader(), shared(t, "votes/unga_votes_20countries.csv.gz"))
	if report.Source.Rejected != 0 {
		t.Errorf("%d rejected", report.Source.Rejected)
	}
	var got []string
	err := l.Each(context.Background(), "SELECT choice, count(*) FROM vote GROUP BY choice ORDER BY choice", nil, func(r *lake.Row) error {
		got = append(got, fmt.Sprint(r.Text(0), " ", r.Int(1)))
		return nil
	})
	if s := strings.Join(got, ", "); err != nil || s != "abstain 14641, no 12830, yes 57422" {
		t.Errorf("%s, %v", s, err)
	}
	var y []float64
	for _, r := range ask(t, f, "vote.agreement", "RUS", "CHN") {
		if r.Year < 1991 || r.Year > 2019 {
			continue
		}
		c := counted[r.Year-1991]
		if r.N != c[1] || math.Abs(r.Value-float64(c[0])/float64(c[1])) > 1e-12 || r.Bounds == nil {
			t.Errorf("%v of %d, want %v", r, r.N, c)
		}
		y = append(y, r.Value)
	}
	checkBreaks(t, y)
	for name, want := range map[string][2]float64{
		"kappa": {0.2913385826771654, 0.29651162790697666}, "s": {0.7283950617283951, 0.6363636363636364}, "pi": {0.28318584070796504, 0.28955094052408387},
		"coincidence": {0.9655172413793104, 0.953125}, "opposed": {2.0 / 81, 3.0 / 99},
	} {
		for _, r := range ask(t, f, "vote."+name, "CHN", "RUS") {
			if r.Year == 2001 || r.Year == 2002 {
				if w := want[r.Year-2001]; math.Abs(r.Value-w) > 1e-9 {
					t.Errorf("%v, want %v", r, w)
				}
			}
		}
	}
}

func checkBreaks(t *testing.T, y []float64) {
	t.Helper()
	found, err := breakpoint.Find(y, breakpoint.Mean(), breakpoint.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for breaks, want := range []float64{-32.0054373261460, -66.0274196040639, -76.9450339083896, -74.4939006295223, -76.1982036555725, -71.2109404749191, -59.9206012641371} {
		if got := found.Partitions[breaks].BIC.V; math.Abs(got-want) > 1e-6 {
			t.Errorf("BIC of %d breaks is %v, R has %v", breaks, got, want)
		}
	}
	intervals, err := found.Intervals(found.Chosen, breakpoint.IntervalOptions{})
	if err != nil {
		t.Fatal(err)
	}
	got := ""
	for _, i := range intervals {
		got += fmt.Sprintf("%d (%d to %d) ", 1990+i.After, 1990+i.Lower, 1990+i.Upper)
	}
	if got != "1995 (1994 to 1997) 1999 (1997 to 2000) " {
		t.Errorf("breaks after %s", got)
	}
	chow, err := breakpoint.Chow(y, breakpoint.Mean(), 23)
	if err != nil || math.Abs(chow.F-1.57596751644163) > 1e-6 || math.Abs(chow.P-0.220099064992296) > 1e-6 || chow.DF1 != 1 || chow.DF2 != 27 {
		t.Errorf("Chow %+v, %v", chow, err)
	}
}

// Counted with Python's csv module over the shared files: rows with an ideal
// point and their sum. Nauru stands twice with two values in 13 years of the
// textbook's file: both are refused.
func TestIdealPoints(t *testing.T) {
	f, l, report := field(t, idealpoints.Reader(), shared(t, "diplomacy/unga_idealpoints_all_Jun2024.csv.gz"))
	var n, sum float64
	count := func() {
		t.Helper()
		if err := l.Each(context.Background(), "SELECT CAST(count(*) AS DOUBLE), sum(value) FROM ideal_point", nil, func(r *lake.Row) error {
			n, _ = r.Number(0)
			sum, _ = r.Number(1)
			return nil
		}); err != nil {
			t.Fatal(err)
		}
	}
	count()
	if n != 11238 || math.Abs(sum+1.7110905042916347e-05) > 1e-9 || report.Source.Rejected != 0 {
		t.Errorf("%v rows, sum %v, %d rejected", n, sum, report.Source.Rejected)
	}
	want := map[int]float64{2001: 0.7789247, 2002: 0.8148759, 2019: 0.45848217, 2023: 0.2690682999999999}
	for _, r := range ask(t, f, "vote.ideal_distance", "RUS", "CHN") {
		if w, ok := want[r.Year]; ok && math.Abs(r.Value-w) > 1e-9 {
			t.Errorf("%v, want %v", r, w)
		}
		delete(want, r.Year)
	}
	if len(want) > 0 {
		t.Errorf("no distance in %v", want)
	}
	_, l, report = field(t, idealpoints.Reader(), shared(t, "votes/qss_unvoting_idealpoints_1946_2012.csv"))
	count()
	if n != 9120-26 || report.Source.Rejected != 26 {
		t.Errorf("%v rows, %d rejected", n, report.Source.Rejected)
	}
}

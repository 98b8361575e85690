package project

import (
	"context"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dyad/lake"
	"dyad/measure"
	"dyad/source"
	"dyad/source/lifecycle"
	"dyad/source/registry"
)

// shared finds a file of the data beside the project.
func shared(t testing.TB, name string) string {
	t.Helper()
	for _, dir := range []string{os.Getenv("DYAD_DATA"), "../../shared/data"} {
		if path := filepath.Join(dir, name); dir != "" {
			if _, err := os.Stat(path); err == nil {
				return path
			}
		}
	}
	t.Skip("no " + name + " in ../shared/data or DYAD_DATA")
	return ""
}

// bring imports one file with a reader into the lake in dir.
func bring(t testing.TB, dir, reader, id string, f source.File) (lake.Report, error) {
	t.Helper()
	r, err := registry.Find(reader)
	if err != nil {
		t.Fatal(err)
	}
	d, err := r.Read([]source.File{f}, source.Options{Meta: source.Meta{ID: id, Vintage: "1"}})
	if err != nil {
		return lake.Report{}, err
	}
	return lake.Import(context.Background(), dir, d, lake.ImportOptions{Tables: New(nil).Tables(), AllowRejects: true})
}

func must(t testing.TB, r lake.Report, err error) lake.Report {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func openField(t testing.TB, dir string) *Field {
	t.Helper()
	l, err := lake.Open(context.Background(), dir, New(nil).Tables()...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	return New(l)
}

// counts are the projects by present stage, the sum of the values, and how many
// have one.
func counts(t testing.TB, f *Field, keep func(*Project) bool) (by map[lifecycle.Status]int, sum float64, valued int) {
	t.Helper()
	b, err := f.open(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	by = map[lifecycle.Status]int{}
	for _, p := range b.all {
		if !keep(p) {
			continue
		}
		by[p.Present().Stage]++
		if p.Value != nil {
			sum += *p.Value
			valued++
		}
	}
	return by, sum, valued
}

func every(*Project) bool { return true }

func near(a, b float64) bool { return math.Abs(a-b) <= 1e-9*math.Abs(b) }

// The oracle is a count of the file with Python's csv module: 2,962 lines, of
// which 8 have a closing before the approval (refused, with their lines); status
// Closed, Dropped, Active, Pipeline of the others, their sum of
// curr_total_commitment, and of China and Russia those Closed or Active, those
// Closed with a closing date, and those Closed without one.
func TestTheWorldBanksFile(t *testing.T) {
	dir := t.TempDir()
	r := bringFile(t, dir, "worldbank", "worldbank", "projects/WB_projects_12countries_1990_2025.csv")
	if r.Source.Rejected != 8 {
		t.Errorf("%d rows refused, want 8", r.Source.Rejected)
	}
	f := openField(t, dir)
	by, sum, valued := counts(t, f, every)
	if by[lifecycle.Completed] != 1938 || by[lifecycle.Abandoned] != 635 || by[lifecycle.Construction] != 347 || by[lifecycle.Announced] != 34 || !near(sum, 344754164384) {
		t.Errorf("%v, sum %f of %d", by, sum, valued)
	}
	lives, err := f.Durations(context.Background(), "CHN", "RUS", lifecycle.Signed, lifecycle.Completed, nil)
	if err != nil || len(lives) != 2 {
		t.Fatalf("%d portfolios, %v", len(lives), err)
	}
	for i, want := range []struct {
		group              string
		n, events, undated int
	}{{"CHN", 477, 443, 11}, {"RUS", 75, 75, 1}} {
		if l := lives[i]; l.Group != want.group || len(l.Exit) != want.n || l.Events() != want.events || l.Undated != want.undated || l.Competing() {
			t.Errorf("%s: n %d, events %d, undated %d; want %+v", l.Group, len(l.Exit), l.Events(), l.Undated, want)
		}
	}
}

func bringFile(t testing.TB, dir, reader, id, name string) lake.Report {
	t.Helper()
	r, err := bring(t, dir, reader, id, source.File{Path: shared(t, name)})
	return must(t, r, err)
}

// The oracle is a count of the file with Python's csv module: 1,588 lines, one of
// which has a capacity without a unit (refused); statuses; start years that are
// not of four digits; and the sum of the capacities in bcm a year.
func TestGlobalEnergyMonitorsFile(t *testing.T) {
	dir := t.TempDir()
	r := bringFile(t, dir, "gem", "gem", "projects/GEM_asia_gas_pipelines_lng_2024-05_utf8.csv")
	if r.Source.Rejected != 1 || len(r.Source.Notes) != 1 || !strings.Contains(r.Source.Notes[0], "start years are cut") {
		t.Errorf("%d refused, notes %v", r.Source.Rejected, r.Source.Notes)
	}
	f := openField(t, dir)
	by, _, _ := counts(t, f, every)
	if by[lifecycle.Completed] != 894+13+3 || by[lifecycle.Announced] != 307 || by[lifecycle.Construction] != 211 || by[lifecycle.Abandoned] != 92 || by[lifecycle.Suspended] != 65+2 {
		t.Errorf("%v", by)
	}
	cut, dated, bcm := 0, 0, 0.0
	b, _ := f.open(context.Background())
	for _, p := range b.all {
		if p.StartYearIsCut {
			cut++
		}
		for _, m := range p.Milestones {
			if m.Status == lifecycle.Completed && !m.Date.IsZero() {
				dated++
				if m.Date.Year < 1900 {
					t.Errorf("%s starts in %s", p.ID, m.Date)
				}
			}
		}
		for _, q := range p.Quantities {
			if q.Unit == "bcm a year" {
				bcm += *q.Value
			}
		}
	}
	joint, err := f.List(context.Background(), "CHN", "RUS", nil)
	if cut != 655 || dated != 384 || !near(bcm, 2840.129999999999) || err != nil || len(joint) != 4 {
		t.Errorf("%d cut, %d dated, %f bcm, %d of China and Russia, %v", cut, dated, bcm, len(joint), err)
	}
}

// The oracle is a count of the files with Python's csv module: lines, statuses,
// recipients Russia, sums of the amounts; firsts of a month and of a year among
// the commitment dates; and of the full file the records that are not to be
// aggregated and the deviations, each of which is the planned day less the actual.
func TestAidDatasFiles(t *testing.T) {
	dir := t.TempDir()
	for id, name := range map[string]string{"gcdf-17": "lending/gcdf3_geo_input_exUSSR_MNG.csv", "gcdf-21": "lending/gcdf3_21col_RUS_KAZ_etc_over10m.csv", "gcdf": "lending/gcdf3_all126col_african_loans_first120.csv"} {
		if r := bringFile(t, dir, "gcdf", id, name); r.Source.Rejected != 0 {
			t.Errorf("%s: %d refused: %v", name, r.Source.Rejected, r.Rejects)
		}
	}
	f := openField(t, dir)
	from := func(source string) func(*Project) bool { return func(p *Project) bool { return p.Source == source } }
	by, sum, valued := counts(t, f, from("gcdf-17"))
	if by[lifecycle.Completed] != 626 || by[lifecycle.Construction] != 118 || by[lifecycle.Signed] != 96 || !near(sum, 231973822123.44687) || valued != 840-244 {
		t.Errorf("17 columns: %v, %f of %d", by, sum, valued)
	}
	by, sum, valued = counts(t, f, func(p *Project) bool { return p.Source == "gcdf-17" && p.Host == "RUS" })
	if by[lifecycle.Completed] != 72 || by[lifecycle.Construction] != 34 || by[lifecycle.Signed] != 35 || !near(sum, 141975792262.2456) || valued != 104 {
		t.Errorf("Russia: %v, %f of %d", by, sum, valued)
	}
	by, sum, _ = counts(t, f, from("gcdf-21"))
	if by[lifecycle.Completed] != 107 || by[lifecycle.Construction] != 45 || by[lifecycle.Signed] != 23 || !near(sum, 157079429537.04706) {
		t.Errorf("21 columns: %v, %f", by, sum)
	}
	by, sum, valued = counts(t, f, from("gcdf"))
	if by[lifecycle.Completed] != 84 || by[lifecycle.Construction] != 35 || by[lifecycle.Announced] != 1 || !near(sum, 3090681715.6778736) || valued != 70 {
		t.Errorf("126 columns: %v, %f of %d", by, sum, valued)
	}
	years, months, days, apart, delays := 0, 0, 0, 0, 0
	b, _ := f.open(context.Background())
	for _, p := range b.all {
		if p.Source == "gcdf" && p.NotAggregated {
			apart++
		}
		for _, m := range p.Milestones {
			if m.Delay != nil {
				delays++
			}
			if p.Source == "gcdf-17" && m.Printed == "commitment date" {
				switch {
				case m.Date.Month == 0:
					years++
				case m.Date.Day == 0:
					months++
				default:
					days++
				}
			}
		}
	}
	if years != 310 || months != 81 || days != 449 || apart != 2 || delays != 22 {
		t.Errorf("%d years, %d months, %d days; %d not to be summed; %d delays", years, months, days, apart, delays)
	}
	// a cut that does not say what may be summed has no lending
	rows, err := f.lending().Eval(context.Background(), measure.Query{A: "CHN", B: "RUS", Sources: []string{"gcdf-17"}})
	if err != nil || len(rows) == 0 {
		t.Fatal(len(rows), err)
	}
	for _, r := range rows {
		if !r.Missing {
			t.Errorf("%s is summed although AidData's cut does not allow it", r)
		}
	}
}

// The oracle is a count of the workbook with openpyxl: 1,909 lines, their sum, and
// Russia's debt of 2017.
func TestHornReinhartTrebesch(t *testing.T) {
	dir := t.TempDir()
	if r := bringFile(t, dir, "hrt", "hrt", "lending/HRT_ChinaDebtStockDatabase.xlsx"); r.Source.Rows != 1909 || r.Source.Rejected != 0 {
		t.Errorf("%+v", r.Source)
	}
	f := openField(t, dir)
	rows, err := f.debt().Eval(context.Background(), measure.Query{A: "CHN", B: "RUS", Years: measure.Years{From: 2017, To: 2017}})
	if err != nil || len(rows) != 1 || rows[0].Value != 35.18e9 || rows[0].Label != "RUS owes CHN" {
		t.Errorf("%v, %v", rows, err)
	}
	var sum float64
	err = f.lake.Each(context.Background(), "SELECT sum(value) FROM debt_stock", nil, func(r *lake.Row) error { sum, _ = r.Number(0); return nil })
	if err != nil || !near(sum, 2399872427529.458) {
		t.Errorf("the sum is %f, %v", sum, err)
	}
}

// The oracle is the example's own XML, which the standard publishes: status 2, dates
// of types 1 to 3, two recipients of 25 % each, a funder BB-BBB-123456789 (BB is Barbados).
func TestTheExampleOfIATI(t *testing.T) {
	dir := t.TempDir()
	bringFile(t, dir, "iati", "iati", "projects/IATI_activity_example.xml")
	ps, records, err := openField(t, dir).Show(context.Background(), "AA-AAA-123456789-ABC123")
	if err != nil {
		t.Fatal(err)
	}
	if *records[0].Status != "construction" || *records[0].StatusDate != "2012-04-28" || len(ps[0].Parties) != 3 || !ps[0].Has("BRB") || *ps[0].Parties[0].Share != 25 {
		t.Errorf("%+v", records[0])
	}
}

const iatiText = `<?xml version="1.0"?>
<iati-activities version="2.03"><iati-activity default-currency="EUR">
<iati-identifier>GB-GOV-1-7</iati-identifier><title><narrative>A bridge</narrative></title>
<participating-org ref="GB-GOV-1" role="1"><narrative>FCDO</narrative></participating-org>
<participating-org ref="XM-DAC-5" role="1"><narrative>A bank</narrative></participating-org>
<activity-status code="4"/><activity-date iso-date="2012-04-28" type="2"/><activity-date iso-date="2015-12-31" type="4"/>
<recipient-country code="KZ"/>
<transaction><transaction-type code="2"/><transaction-date iso-date="2012-02-01"/><value value-date="2012-02-01">100.5</value></transaction>
<transaction><transaction-type code="2"/><transaction-date iso-date="2013-02-01"/><value currency="EUR">50</value></transaction>
<transaction><transaction-type code="3"/><transaction-date iso-date="2013-02-01"/><value>9</value></transaction>
</iati-activity><iati-activity><iati-identifier>X</iati-identifier><activity-status code="9"/></iati-activity></iati-activities>`

const gcdfText = `AidData Record ID,Recommended For Aggregates,Recipient,Recipient ISO-3,Commitment Year,Title,Status,Flow Type Simplified,Amount (Constant USD 2021),Commitment Date (MM/DD/YYYY),Planned Completion Date (MM/DD/YYYY),Actual Completion Date (MM/DD/YYYY),Deviation from Planned Completion Date,Interest Rate,Maturity,Grace Period
1,Yes,Russia,RUS,2014,Early,Completion,Loan,100,05/01/2014,44713,44409,304,2,20,7
2,Yes,Russia,RUS,2014,Late,Completion,Loan,50,05/17/2014,44409.0,44713.0,-304.0,,,
3,No,Russia,RUS,2014,Pledge,Pipeline: Pledge,Loan,70,,,,,,,
4,Yes,Russia,RUS,2014,Wrong sign,Completion,Loan,50,05/17/2014,44409,44713,304,,,
5,Yes,Russia,RUS,2014,Odd,Unheard of,Loan,50,,,,,,,
`

// The oracle is the text of each file, by hand: days are counted as Excel does.
func TestSmallFilesOfEachFormat(t *testing.T) {
	dir := t.TempDir()
	r, err := bring(t, dir, "gcdf", "gcdf", source.File{Name: "g.csv", Data: []byte(gcdfText)})
	must(t, r, err)
	if r.Source.Rejected != 2 || r.Rejects[0].Line != 5 || !strings.Contains(r.Rejects[0].Reason, "-304 days") || r.Rejects[1].Line != 6 {
		t.Errorf("refused: %+v", r.Rejects)
	}
	r, err = bring(t, dir, "iati", "iati", source.File{Name: "a.xml", Data: []byte(iatiText)})
	must(t, r, err)
	if r.Source.Rejected != 1 {
		t.Errorf("refused: %+v", r.Rejects)
	}
	r, err = bring(t, dir, "worldbank", "worldbank", source.File{Name: "w.csv", Data: []byte("id,countryshortname,status,project_name,approval,effective,closing,curr_total_commitment\n" +
		"P1,China,Closed,A,1995-06-06,1995-07-18,2002-06-30,1e+07\nP2,China,Dropped,B,1991-06-30,,,\nP3,China,Active,C,2020-01-01,,2037-01-01,5\nP4,China,Closed,D,2020-01-01,,2019-01-01,5\n")})
	must(t, r, err)
	r, err = bring(t, dir, "gem", "gem", source.File{Name: "e.csv", Data: []byte("project,unit,type,parent,countries,status_tabular,start_year,capacity,units,url\n" +
		"P,,gas_pipeline,Gazprom [51.00%]; Unknown [unknown %],\"Russia, China\",operating,2019,38.0,bcm/y,u\nP,,gas_pipeline,,\"Russia, China\",proposed,2,,,u\nQ,,gas_pipeline,,China,proposed,,3,furlongs,u\n")})
	must(t, r, err)
	f := openField(t, dir)
	for key, want := range map[string]string{"gcdf:1": "completed 2021-08", "gcdf:3": "announced ", "iati:GB-GOV-1-7": "completed 2015-12-31", "worldbank:P1": "completed 2002-06-30",
		"worldbank:P2": "abandoned ", "worldbank:P3": "construction ", "gem:gas_pipeline_p": "completed 2019", "gem:gas_pipeline_p_2": "announced "} {
		_, rec, err := f.Show(context.Background(), key)
		if err != nil {
			t.Errorf("%s: %v", key, err)
			continue
		}
		if got := fmt.Sprint(textOf(rec[0].Status), " ", textOf(rec[0].StatusDate)); got != want {
			t.Errorf("%s stands at %q, want %q", key, got, want)
		}
	}
	ps, _, err := f.Show(context.Background(), "iati:GB-GOV-1-7")
	if err != nil || *ps[0].Value != 150.5 || ps[0].Currency != "EUR" || len(ps[0].Parties) != 2 || !ps[0].Has("GBR") || !ps[0].Has("KAZ") {
		t.Errorf("%+v, %v", ps, err)
	}
	for id, want := range map[string]float64{"gcdf:1": -304, "gcdf:2": 304} { // positive deviation: ahead, so a negative delay
		ps, _, err := f.Show(context.Background(), id)
		if err != nil {
			t.Fatal(err)
		}
		found := false
		for _, m := range ps[0].Milestones {
			if m.Delay != nil {
				found = *m.Delay == want
			}
		}
		if !found {
			t.Errorf("%s is not %v days late", id, want)
		}
	}
	rows, err := f.lending().Eval(context.Background(), measure.Query{A: "CHN", B: "RUS"})
	if err != nil || len(rows) != 1 || rows[0].Value != 150 || rows[0].N != 2 || rows[0].Year != 2014 {
		t.Errorf("lending: %v, %v", rows, err)
	}
	rows, err = f.grantElement().Eval(context.Background(), measure.Query{A: "CHN", B: "RUS"})
	if err != nil || len(rows) != 1 || math.Abs(rows[0].Value-56.0077) > 6e-5 {
		t.Errorf("grant element: %v, %v", rows, err)
	}
}

func textOf(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}

package lake

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dyad/internal/hint"
	"dyad/lake/table"
	"dyad/source"
)

// A toy kind of row, filled by a toy reader: what a field and a reader bring.
var visits = &table.Table{
	Name: "visit", Title: "visits of heads of state",
	Columns: []table.Column{
		{Name: "guest", Kind: table.Economy, Required: true}, {Name: "host", Kind: table.Economy, Required: true},
		{Name: "day", Kind: table.Period, Required: true}, {Name: "days", Kind: table.Number, Unit: "days"},
		{Name: "people", Kind: table.Count}, {Name: "note", Kind: table.Text}, {Name: "flags", Kind: table.Flag},
	},
	Key: []string{"guest", "host", "day"},
}

// visitLines reads guest|host|day|days|people|note; "#" begins what is kept apart.
func visitLines(_ context.Context, in source.Input, out source.Sink) error {
	r, err := in.Open()
	if err != nil {
		return err
	}
	defer r.Close()
	w := out.Table("visit", "guest", "host", "day", "days", "people", "note")
	lines := bufio.NewScanner(r)
	for line := int64(1); lines.Scan(); line++ {
		if strings.HasPrefix(lines.Text(), "#") {
			out.Apart("comments")
			continue
		}
		f := strings.Split(lines.Text(), "|")
		if len(f) != 6 {
			out.Reject(line, "", lines.Text(), "not six fields")
			continue
		}
		if err := w.Row(line, f[0], f[1], f[2], f[3], f[4], f[5]); err != nil {
			return err
		}
	}
	return lines.Err()
}

func bringVisits(t *testing.T, dir, vintage, text string, allow bool) (Report, error) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "visits.txt")
	if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
	d := source.Dataset{Meta: source.Meta{ID: "visits", Vintage: vintage}, Table: "visit", Files: []source.File{{Path: path}}, Stream: visitLines}
	return Import(context.Background(), dir, d, ImportOptions{Tables: []*table.Table{visits}, AllowRejects: allow})
}

func visitRows(t *testing.T, dir, from string) []string {
	t.Helper()
	l, err := Open(context.Background(), dir, visits)
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	var out []string
	err = l.Each(context.Background(), "SELECT guest, host, day, day_year, days, people, note, source, vintage FROM "+from, nil, func(row *Row) error {
		out = append(out, fmt.Sprint(row.Values()...))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// The oracle is the text of the file.
func TestAStreamFillsATable(t *testing.T) {
	dir := t.TempDir()
	r, err := bringVisits(t, dir, "1", "# a list\nRUS|china|2019-06-05|3|1000|\nChina|Russian Federation|2013M03|2.5||first\nCHN|RUS|2014||12|\n", false)
	if err != nil {
		t.Fatal(err)
	}
	s := r.Source
	if r.Read != 4 || s.Rows != 3 || s.Rejected != 0 || len(s.Apart) != 1 || s.Apart[0].Rows != 1 || s.FirstYear != 2013 || s.LastYear != 2019 || s.Gaps != 1 || s.Reporters != 2 {
		t.Errorf("%+v of %d read", s, r.Read)
	}
	want := []string{"CHN RUS 2013-03 2013 2.5 <nil> first visits 1", "CHN RUS 2014 2014 <nil> 12 <nil> visits 1", "RUS CHN 2019-06-05 2019 3 1000 <nil> visits 1"}
	for i, got := range visitRows(t, dir, "visit") {
		if strings.ReplaceAll(got, "visits1", "visits 1") == "" || squeeze(got) != squeeze(want[i]) {
			t.Errorf("row %d is %q, want %q", i, got, want[i])
		}
	}
	again, err := bringVisits(t, dir, "1", "# a list\nRUS|china|2019-06-05|3|1000|\nChina|Russian Federation|2013M03|2.5||first\nCHN|RUS|2014||12|\n", false)
	if err != nil || !again.Unchanged {
		t.Errorf("the same file again: %+v, %v", again, err)
	}
}

// squeeze leaves out the blanks, which fmt.Sprint puts between numbers alone.
func squeeze(s string) string { return strings.ReplaceAll(s, " ", "") }

func TestAStreamAccountsForEachRecord(t *testing.T) {
	dir := t.TempDir()
	text := "RUS|CHN|2019|3|1|\nRUS|CHN|2019|3|1|\nRUS|CHN|2018|3|1|\nRUS|CHN|2018|4|1|\nNarnia|CHN|2017|1|1|\n|CHN|2017|1|1|\nRUS|CHN|2017-13|1|1|\n" +
		"RUS|CHN|2016|x|1|\nRUS|CHN|2016|Inf|1|\nRUS|CHN|2016|1|1.5|\nfive|fields\n#\nRUS|CHN|2015|1|1|caf\xe9\nCHN|RUS|2015|1|1|\n"
	r, err := bringVisits(t, dir, "1", text, true)
	if err != nil {
		t.Fatal(err)
	}
	s := r.Source
	if r.Read != 14 || s.Rows != 2 || s.Rejected != 11 || s.Apart[0].Rows != 1 || s.Rows+s.Rejected+s.Apart[0].Rows != r.Read || r.Duplicates != 1 || r.Conflicts != 2 {
		t.Errorf("%+v of %d read, %d duplicates, %d conflicts", s, r.Read, r.Duplicates, r.Conflicts)
	}
	if len(s.Unresolved) != 1 || s.Unresolved[0].Text != "Narnia" {
		t.Errorf("unresolved: %v", s.Unresolved)
	}
	list, err := os.ReadFile(filepath.Join(dir, s.RejectsFile))
	if err != nil {
		t.Fatal(err)
	}
	for _, piece := range []string{"visits.txt,2,", "exact duplicate", "visits.txt,3,", "visits.txt,4,", "says something else", "visits.txt,5,guest,Narnia", "visits.txt,6,guest,,",
		"visits.txt,7,day,2017-13", "visits.txt,8,days,x", "visits.txt,9,days,Inf", "visits.txt,10,people,1.5", "visits.txt,11,,five|fields,not six fields", "visits.txt,13,note", "not UTF-8"} {
		if !strings.Contains(string(list), piece) {
			t.Errorf("the list of rejects lacks %q:\n%s", piece, list)
		}
	}
	_, err = bringVisits(t, dir, "2", text, false)
	complains(t, err, hint.Data, "are refused", "--allow-rejects")
}

// Files of one release add up; a part that is there is refused, naming both.
func TestFilesOfOneReleaseJoin(t *testing.T) {
	dir := t.TempDir()
	must := func(r Report, err error) Report {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	must(bringVisits(t, dir, "1", "RUS|CHN|2018|3|1|\n", false))
	r := must(bringVisits(t, dir, "1", "RUS|CHN|2019|4|1|\n", false))
	if r.Source.Rows != 2 || len(r.Source.Inputs) != 2 || len(r.Source.Files) != 2 || r.Source.FirstYear != 2018 || r.Source.LastYear != 2019 {
		t.Errorf("joined: %+v", r.Source)
	}
	if n := len(visitRows(t, dir, "visit")); n != 2 {
		t.Errorf("%d rows answer", n)
	}
	before := contents(t, dir)
	_, err := bringVisits(t, dir, "1", "RUS|CHN|2020|4|1|\nRUS|CHN|2019|5|1|\n", false)
	complains(t, err, hint.Data, "visits.txt", "has guest RUS, host CHN, day 2019 already", "--vintage NAME")
	if again := must(bringVisits(t, dir, "1", "RUS|CHN|2018|3|1|\n", false)); !again.Unchanged {
		t.Error("a part that is there is not known again")
	}
	if contents(t, dir) != before {
		t.Error("the lake changed")
	}
	// A later release answers, the earlier one stays to be asked.
	must(bringVisits(t, dir, "2", "RUS|CHN|2018|9|1|\n", false))
	if now, all := visitRows(t, dir, "visit"), visitRows(t, dir, "visit_all"); len(now) != 1 || len(all) != 3 {
		t.Errorf("%d rows answer of %d", len(now), len(all))
	}
}

func TestYearFilesOfTradeJoin(t *testing.T) {
	dir := t.TempDir()
	o := optionsOf("1")
	for i, text := range []string{header + "CHN,RUS,2017,X,43\nRUS,CHN,2017,X,39\n", header + "CHN,RUS,2018,X,48\nKAZ,CHN,2018,X,6\n", header + "DEU,CHN,2017,X,97\n"} {
		r, err := bring(t, dir, text, o, ImportOptions{})
		if err != nil {
			t.Fatal(err)
		}
		if want := []int{2, 3, 4}[i]; r.Source.Reporters != want {
			t.Errorf("%d economies report, want %d", r.Source.Reporters, want)
		}
	}
	if n := len(rowsOf(t, dir, "exporter, year) AS VARCHAR) FROM trade_total")); n != 5 {
		t.Errorf("%d flows", n)
	}
	_, err := bring(t, dir, header+"CHN,RUS,2019,X,48\nCHN,RUS,2018,X,49\n", o, ImportOptions{})
	complains(t, err, hint.Data, "has the flow from CHN to RUS in 2018 in the exporter view already")
	_, err = bring(t, dir, "reporter,partner,year,flow,product,value\nCHN,RUS,2018,X,27,1\n", o, ImportOptions{})
	complains(t, err, hint.Data, "has the flow from CHN to RUS in 2018 in the exporter view already")
}

// A source that another contains is the same witness: the part is left out.
func TestAPartOfAnotherSourceIsLeftOut(t *testing.T) {
	dir := t.TempDir()
	part, whole := optionsOf("1"), optionsOf("1")
	part.Meta.ID, whole.Meta.ID = "extract", "whole"
	if _, err := bring(t, dir, header+"CHN,RUS,2017,X,43\n", part, ImportOptions{}); err != nil {
		t.Fatal(err)
	}
	if n := len(rowsOf(t, dir, "exporter) AS VARCHAR) FROM trade_total")); n != 1 {
		t.Fatal("the extract alone does not answer")
	}
	whole.Meta.Contains = []string{"extract"}
	if _, err := bring(t, dir, header+"CHN,RUS,2017,X,44\nCHN,RUS,2016,X,37\n", whole, ImportOptions{}); err != nil {
		t.Fatal(err)
	}
	if got := rowsOf(t, dir, "source, year) AS VARCHAR) FROM trade_total"); len(got) != 2 || strings.Contains(strings.Join(got, " "), "extract") {
		t.Errorf("answers come from %v", got)
	}
	if n := len(rowsOf(t, dir, "source) AS VARCHAR) FROM trade_all")); n != 3 {
		t.Errorf("%d rows in all", n)
	}
}

func TestAFaultyReaderIsToldApart(t *testing.T) {
	for _, c := range []struct {
		columns []string
		values  []any
		piece   string
	}{
		{[]string{"guest", "host", "hour"}, []any{"RUS", "CHN", "x"}, `no column "hour"`},
		{[]string{"guest", "host"}, []any{"RUS", "CHN"}, "gives no day"},
		{[]string{"guest", "host", "day"}, []any{"RUS", "CHN"}, "2 values for 3 columns"},
	} {
		d := source.Dataset{Meta: source.Meta{ID: "s"}, Table: "visit", Files: []source.File{{Name: "x", Data: []byte("x")}},
			Stream: func(_ context.Context, _ source.Input, out source.Sink) error {
				return out.Table("visit", c.columns...).Row(1, c.values...)
			}}
		_, err := Import(context.Background(), t.TempDir(), d, ImportOptions{Tables: []*table.Table{visits}})
		complains(t, err, hint.Fault, c.piece)
	}
}

// Year files brought one by one without a vintage add up; a year again is another
// release, which is said. The oracle is the files.
func TestYearFilesWithoutAVintageAddUp(t *testing.T) {
	dir := t.TempDir()
	var last Report
	for _, text := range []string{"CHN,RUS,2016,X,38\n", "CHN,RUS,2017,X,43\n", "CHN,RUS,2018,X,48\n"} {
		var err error
		if last, err = bring(t, dir, header+text, optionsOf(""), ImportOptions{}); err != nil {
			t.Fatal(err)
		}
	}
	if got := rowsOf(t, dir, "year, value_usd) AS VARCHAR) FROM trade_total ORDER BY year"); strings.Join(got, ";") != "2016 38.0;2017 43.0;2018 48.0" {
		t.Errorf("the years are %v", got)
	}
	if last.Source.Rows != 3 || len(last.Source.Notes) != 0 {
		t.Errorf("%+v", last.Source)
	}
	again, err := bring(t, dir, header+"CHN,RUS,2017,X,44\n", optionsOf(""), ImportOptions{})
	if err != nil || len(again.Source.Notes) != 1 || !strings.Contains(again.Source.Notes[0], "another release and answers in its place") || again.Source.Vintage == last.Source.Vintage {
		t.Errorf("a year again: %+v, %v", again.Source, err)
	}
	if got := rowsOf(t, dir, "year, value_usd) AS VARCHAR) FROM trade_total ORDER BY year"); strings.Join(got, ";") != "2017 44.0" {
		t.Errorf("after another release: %v", got)
	}
	// A release with a name is never joined by files without one.
	if _, err := bring(t, dir, header+"CHN,RUS,2019,X,50\n", optionsOf("named"), ImportOptions{}); err != nil {
		t.Fatal(err)
	}
	r, err := bring(t, dir, header+"CHN,RUS,2020,X,51\n", optionsOf(""), ImportOptions{})
	if err != nil || r.Source.Vintage == "named" || r.Source.Rows != 1 {
		t.Errorf("beside a named release: %+v, %v", r.Source, err)
	}
}

// A table may call its columns what it likes, also what the lake's own queries do.
func TestColumnsOfAnyName(t *testing.T) {
	odd := &table.Table{Name: "odd", Columns: []table.Column{{Name: "first", Kind: table.Text}, {Name: "same", Kind: table.Text}, {Name: "select", Kind: table.Text}}, Key: []string{"first", "same"}}
	d := source.Dataset{Meta: source.Meta{ID: "s"}, Table: "odd", Files: []source.File{{Name: "x", Data: []byte("x")}}, Stream: func(_ context.Context, _ source.Input, out source.Sink) error {
		w := out.Table("odd", "first", "same", "select")
		for i, v := range []string{"a", "a", "b"} {
			if err := w.Row(int64(i+1), v, v, "z"); err != nil {
				return err
			}
		}
		return nil
	}}
	r, err := Import(context.Background(), t.TempDir(), d, ImportOptions{Tables: []*table.Table{odd}, AllowRejects: true})
	if err != nil || r.Source.Rows != 2 || r.Duplicates != 1 {
		t.Errorf("%+v, %v", r, err)
	}
}

// A source that says it contains another and does not reach as far leaves that
// one to answer; none contains itself.
func TestAPartThatReachesFurtherAnswers(t *testing.T) {
	dir := t.TempDir()
	one, two := optionsOf("1"), optionsOf("1")
	one.Meta.ID, two.Meta.ID, two.Meta.Contains = "one", "two", []string{"one"}
	if _, err := bring(t, dir, header+"CHN,RUS,2010,X,100\nCHN,RUS,2011,X,120\n", one, ImportOptions{}); err != nil {
		t.Fatal(err)
	}
	if _, err := bring(t, dir, header+"CHN,RUS,2010,X,101\n", two, ImportOptions{}); err != nil {
		t.Fatal(err)
	}
	if got := rowsOf(t, dir, "source, year) AS VARCHAR) FROM trade_total ORDER BY source, year"); strings.Join(got, ";") != "one 2010;one 2011;two 2010" {
		t.Errorf("what answers is %v", got)
	}
	two.Meta.Contains = []string{"two"}
	_, err := bring(t, dir, header+"CHN,RUS,2012,X,101\n", two, ImportOptions{})
	complains(t, err, hint.Usage, "cannot contain or supersede itself")
}

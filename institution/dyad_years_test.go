package institution

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dyad/economy"
	"dyad/lake"
	"dyad/measure"
	"dyad/source"
	"dyad/source/atop"
	"dyad/source/cowigo"
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
		if path := filepath.Join(dir, "institutions", name); dir != "" {
			if _, err := os.Stat(path); err == nil {
				return source.File{Path: path}
			}
		}
	}
	t.Skip("no " + name + " in ../shared/data or DYAD_DATA")
	return source.File{}
}

func said(t *testing.T, f *Field, name string, a, b economy.Code) string {
	t.Helper()
	var out []string
	for _, m := range f.Measures() {
		if m.Name != name {
			continue
		}
		rows, err := m.Eval(context.Background(), measure.Query{A: a, B: b})
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range rows {
			v := fmt.Sprintf("%g %s", r.Value, r.Note)
			if r.Missing {
				v = "missing"
			}
			out = append(out, strings.TrimSpace(fmt.Sprint(r.Year, " ", v)))
		}
	}
	return strings.Join(out, "; ")
}

const igos = "ccode1,ccode2,year,dyadigos\n365,710,1950,2\n710,365,2001,51\n365,710,2003,53\n365,365,2003,9\n365,710,2004,many\n"

const treaties = "ccode1,ccode2,year,atop_defense,atop_offense,atop_neutral,atop_nonagg,atop_consul\n365,710,2001,0,0,1,1,1\n710,365,2001,0,0,1,1,1\n365,710,2002,0,0,0,1,0\n365,710,2003,0,0,0,2,0\n"

// The oracle is the text: numbers of the Correlates of War mean the Soviet Union
// in 1950, both directions are one dyad, a left-out year is missing.
func TestByHand(t *testing.T) {
	f, _, report := field(t, cowigo.Reader(), source.File{Name: "igos.csv", Data: []byte(igos)})
	if got := said(t, f, "institution.overlap", "RUS", "CHN"); got != "2001 51; 2002 missing; 2003 53" || report.Source.Rejected != 2 {
		t.Errorf("%s, %d rejected", got, report.Source.Rejected)
	}
	if got := said(t, f, "institution.overlap", "SUN", "CHN"); got != "1950 2" {
		t.Errorf("the Soviet Union: %s", got)
	}
	f, _, report = field(t, atop.Reader(), source.File{Name: "atop.csv", Data: []byte(treaties)})
	if got := said(t, f, "institution.obligations", "CHN", "RUS"); got != "2001 3 neutrality, nonaggression, consultation; 2002 1 nonaggression" || report.Source.Rejected-report.Duplicates != 1 {
		t.Errorf("%s, %d rejected, %d of them twice", got, report.Source.Rejected, report.Duplicates)
	}
}

// Counted with Python's csv module over the shared files: of 44,201 rows with
// 821,385 organisations those 1,488 with 1,208 are refused that name one of the 15
// states that the list of states ends before 1945 (Hanover, Korea, Austria-Hungary
// …), which the catalogue does not have; what ATOP lists in both directions is
// one row of its 389 dyad-years.
func TestSharedFiles(t *testing.T) {
	f, l, report := field(t, cowigo.Reader(), shared(t, "cow_igo_ndy_rus_chn_usa.csv"))
	counted := func(sql, want string) {
		t.Helper()
		if err := l.Each(context.Background(), sql, nil, func(r *lake.Row) error {
			if got := fmt.Sprint(r.Int(0), " ", r.Int(1)); got != want {
				t.Errorf("%s gives %s, want %s (%d rejected)", sql, got, want, report.Source.Rejected)
			}
			return nil
		}); err != nil {
			t.Error(err)
		}
	}
	counted("SELECT count(*), CAST(sum(organisations) AS BIGINT) FROM shared_igo", "42713 820177")
	if report.Source.Rejected != 1488 {
		t.Errorf("%d rejected, want 1488", report.Source.Rejected)
	}
	got := said(t, f, "institution.overlap", "RUS", "CHN")
	for _, want := range []string{"1992 36", "2000 50", "2001 51", "2014 55"} {
		if !strings.Contains(got, want) {
			t.Errorf("%s has no %s", got, want)
		}
	}
	_, l, report = field(t, atop.Reader(), shared(t, "atop_rus_chn_extract.csv"))
	counted("SELECT count(*), count(*) FILTER (one = 'CHN' AND other IN ('RUS', 'SUN')) FROM obligation", "389 76")
}

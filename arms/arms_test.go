package arms

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
	"dyad/source/sipri"
	"dyad/source/sipritiv"
)

// field imports one file and opens the field over it.
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
		if path := filepath.Join(dir, "arms", name); dir != "" {
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

// said is each row as text.
func said(rows []measure.Row) string {
	var out []string
	for _, r := range rows {
		v := fmt.Sprintf("%.6g", r.Value)
		if r.Missing {
			v = "missing"
		}
		if r.Bounds != nil {
			v += fmt.Sprintf("[%g,%g]", r.Bounds.Lower, r.Bounds.Upper)
		}
		out = append(out, strings.Join(strings.Fields(fmt.Sprint(r.Year, " ", r.Label, " ", v)), " "))
	}
	return strings.Join(out, "; ")
}

const preamble = "Transfers of major conventional arms\nA '?' in a column indicates uncertain data.\n\n"

const perDeal = preamble + `Recipient,Supplier,Year of order, ,Number ordered, ,Weapon designation,Weapon description,Number delivered, ,Year(s) of delivery,status,Comments,SIPRI TIV per unit,SIPRI TIV for total order,SIPRI TIV of delivered weapons
China,Russia,2015,?,4,,A,tank,4,,2018; 2019,New,,2,8,8
China,Russia,2015,,3,,B,SAM,3,?,2018,New,,1,3,3
China,Russia,2016,,5,,C,SAM,5,,2021,New,,1,5,5
China,Soviet Union,1980,,5,,D,SAM,5,,1981,New,,1,5,5
China,Russia,2023,,5,,E,SAM,0,,,New,,1,5,0
China,Russia,2023,broken
China,Russia,2023,x,5,,E,SAM,1,,2023,New,,1,5,1
`

const header17 = "SIPRI AT Database ID,Supplier,Recipient,Designation,Description,Armament category,Order date,Order date is estimate,Numbers delivered,Numbers delivered is estimate,Delivery year,Delivery year is estimate,Status,SIPRI estimate,TIV deal unit,TIV delivery values,Local production\n"

const perYear = preamble + header17 +
	"1,Russia,China,A,tank,Armoured vehicles,2015,Yes,4,No,2018,No,New,2,2,8,No\n" +
	"1,Russia,China,A,tank,Armoured vehicles,2015,Yes,1,No,2020,No,New,2,2,2,No\n" +
	"2,Russia,China,B,engine,Engines,2016,No,3,No,2018,No,New,1,1,3,Yes\n" +
	"3,Russia,India,B,engine,Engines,2016,No,11,No,2018,No,New,1,1,11,Yes\n" +
	"4,Soviet Union,China,C,ship,Ships,1989,No,1,No,1990,No,New,40,40,40,No\n" +
	"5,France,China,C,ship,Ships,2016,No,1,No,2018,No,New,9,9,9,No\n" +
	"6,Russia,unknown rebel group*,C,gun,Artillery,2016,No,1,No,2018,No,Second hand,4,2,2,No\n"

// Worked by hand from the rows above.
func TestTransfersByHand(t *testing.T) {
	f, _, report := field(t, sipri.Reader(), source.File{Name: "deals.csv", Data: []byte(perDeal)})
	if report.Source.Rejected != 2 {
		t.Errorf("%d rejected, want the broken line and the displaced one", report.Source.Rejected)
	}
	rows := ask(t, f, "arms.transfers", "RUS", "CHN")
	got := said(rows)
	if want := "2018 missing[3,11]; 2019 missing[0,8]; 2020 0; 2021 5; 2019 delivered 2018–2019 8"; !strings.HasSuffix(got, want) || !strings.HasPrefix(got, "1981 missing; ") || !strings.Contains(got, "1991 missing; 1992 0; ") {
		t.Errorf("by delivery: %s\nwant %s", got, want)
	}
	if got, want := said(ask(t, f, "arms.transfers", "RUS", "CHN", "year=order")), "2015 11; 2016 5"; got != want {
		t.Errorf("by order: %s, want %s", got, want)
	}

	f, _, _ = field(t, sipri.Reader(), source.File{Name: "years.csv", Data: []byte(perYear)})
	for _, c := range []struct {
		set, want string
	}{
		{"year=delivery", "2018 11; 2019 0; 2020 2"},
		{"year=order", "2015 10; 2016 3"},
		{"by=category", "2018 Armoured vehicles 8; 2019 Armoured vehicles 0; 2020 Armoured vehicles 2"},
		{"by=category", "2018 Engines 3; 2019 Engines 0; 2020 Engines 0"},
		{"by=licensed", "2018 licensed production 3; 2019 licensed production 0; 2020 licensed production 0"},
	} {
		if got := said(ask(t, f, "arms.transfers", "RUS", "CHN", c.set)); !strings.Contains(got, c.want) {
			t.Errorf("%s: %s, want %s", c.set, got, c.want)
		}
	}
	if got := said(ask(t, f, "arms.transfers", "RUS", "CHN", "ussr=with")); !strings.HasPrefix(got, "1990 40; 1991 0") {
		t.Errorf("with the Soviet Union: %s", got)
	}
	// Nobody published a zero for a state that was not there.
	if got := said(ask(t, f, "arms.transfers", "SUN", "CHN")); strings.Contains(got, "1992 0") || !strings.Contains(got, "2018 missing") {
		t.Errorf("the Soviet Union after its end: %s", got)
	}
	if rows := ask(t, f, "arms.transfers", "SUN", "CHN"); rows[0].Value != 40 || rows[0].Unit != "TIV" {
		t.Errorf("the Soviet Union alone: %v", rows[0])
	}
	for _, m := range f.Measures() {
		if m.Name == "arms.transfers" {
			if _, err := m.Eval(context.Background(), measure.Query{A: "CHN", B: "RUS"}); err == nil || !strings.Contains(err.Error(), "no register in the lake has") {
				t.Errorf("nothing delivered: %v", err)
			}
		}
	}
}

// The file above with eighteen suppliers more, so that it is no extract: Russia
// supplied 11 of 24 to China in 2018 (8 + 3 of 8 + 3 + 11 + 2), China received 11
// of 20 from Russia. What went to a rebel group counts in the sum.
func TestSharesByHand(t *testing.T) {
	f, _, _ := field(t, sipri.Reader(), source.File{Name: "extract.csv", Data: []byte(perYear)})
	for _, r := range ask(t, f, "arms.share", "RUS", "CHN") {
		if !r.Missing || !strings.Contains(r.Why, "an extract") {
			t.Errorf("a share of an extract: %v", r)
		}
	}
	var more strings.Builder
	for i, s := range strings.Fields("Italy Spain Germany Poland Norway Sweden Finland Israel Canada Brazil India Japan Austria Greece Belgium Denmark Ireland Portugal") {
		fmt.Fprintf(&more, "%d,%s,Kenya,X,gun,Artillery,2016,No,1,No,2018,No,New,1,1,1,No\n", 100+i, s)
	}
	f, _, _ = field(t, sipri.Reader(), source.File{Name: "whole.csv", Data: []byte(perYear + more.String())})
	got := said(ask(t, f, "arms.share", "RUS", "CHN"))
	for _, want := range []string{"2018 CHN in exports of RUS 45.8333", "2018 RUS in imports of CHN 55;", "2018 RUS in imports of CHN 55; 2020 RUS in imports of CHN 100"} {
		if !strings.Contains(got+";", want) {
			t.Errorf("%s, want %s", got, want)
		}
	}
	if got, want := said(ask(t, f, "arms.asymmetry", "RUS", "CHN")), "1990 missing; 2018 9.16667; 2020 0"; got != want {
		t.Errorf("asymmetry %s, want %s", got, want)
	}
}

// Counted with Python's csv module over the shared file, Russia to China: the
// sum of "TIV delivery values" by "Delivery year" and by "Order date", and of
// those with "Local production"; and that number times unit is the value.
func TestRussiaToChina(t *testing.T) {
	f, l, _ := field(t, sipri.Reader(), shared(t, "sipri_trade_register_new17col_RUS_CHN_2000on.csv"))
	want := []float64{2205, 2463.25, 2509, 2072.75, 2883, 3066, 2444.5, 1359.55, 1483.4, 1092.75, 683.25, 760.5, 626.5, 661, 560.5, 765.5, 771.95, 1229.75, 1686.05, 1094.95, 547, 466.75, 579.5, 371.5}
	rows := ask(t, f, "arms.transfers", "RUS", "CHN")
	if len(rows) != len(want) {
		t.Fatalf("%d rows, want %d", len(rows), len(want))
	}
	n := 0
	for i, r := range rows {
		if r.Year != 2000+i || math.Abs(r.Value-want[i]) > 1e-9 {
			t.Errorf("%v, want %g", r, want[i])
		}
		n += r.N
	}
	if n != 290 {
		t.Errorf("%d deliveries, want 290", n)
	}
	sum := 0.0
	for _, r := range ask(t, f, "arms.transfers", "RUS", "CHN", "year=order") {
		sum += r.Value
		if r.Year == 1996 && math.Abs(r.Value-4207.5) > 1e-9 {
			t.Errorf("ordered in 1996: %v", r)
		}
	}
	licensed := 0.0
	for _, r := range ask(t, f, "arms.transfers", "RUS", "CHN", "by=licensed") {
		if r.Label == "licensed production" {
			licensed += r.Value
		}
	}
	if math.Abs(sum-32383.9) > 1e-6 || math.Abs(licensed-6095) > 1e-6 {
		t.Errorf("by order %g, licensed %g; want 32383.9, 6095", sum, licensed)
	}
	seen := 0
	err := l.Each(context.Background(), "SELECT number, unit_value, value FROM arms WHERE supplier = 'RUS' ORDER BY ALL", nil, func(r *lake.Row) error {
		n, _ := r.Number(0)
		u, _ := r.Number(1)
		v, known := r.Number(2)
		if seen++; !known || math.Abs(n*u-v) > 1e-9 {
			t.Errorf("%g × %g = %g", n, u, v)
		}
		return nil
	})
	if err != nil || seen != 290 {
		t.Errorf("%d rows, %v", seen, err)
	}
}

// Counted with Python's csv module over the shared files: rows, sums of TIV, the
// eight broken lines, the 1,164 orders without a delivery; shares of 2005 and 2018.
func TestWholeRegisters(t *testing.T) {
	check := func(l *lake.Lake, sql string, want ...float64) {
		t.Helper()
		err := l.Each(context.Background(), sql, nil, func(r *lake.Row) error {
			for i, w := range want {
				if v, _ := r.Number(i); math.Abs(v-w) > 1e-9*math.Abs(w) {
					t.Errorf("%s: column %d is %v, want %v", sql, i, v, w)
				}
			}
			return nil
		})
		if err != nil {
			t.Error(err)
		}
	}
	f, l, report := field(t, sipri.Reader(), shared(t, "sipri_trade_register_all_legacy_2025-03-13.csv.gz"))
	check(l, "SELECT CAST(count(*) AS DOUBLE), sum(value) FROM arms", 28347, 2092199.2)
	check(l, "SELECT CAST(count(*) AS DOUBLE), sum(value) FROM arms WHERE supplier = 'RUS' AND recipient = 'CHN'", 97, 38156.15)
	check(l, "SELECT sum(value) FROM arms WHERE supplier = 'SUN' AND recipient = 'CHN'", 32979.84)
	if report.Source.Rejected != 8 {
		t.Errorf("%d rejected, want 8", report.Source.Rejected)
	}
	sum := 0.0
	for _, r := range ask(t, f, "arms.transfers", "RUS", "CHN") {
		if !r.Missing {
			sum += r.Value
		}
		if r.Year == 2004 && r.Label == "" && (!r.Missing || r.Bounds == nil || r.Bounds.Lower != 1443.5) {
			t.Errorf("2004 of the old layout: %v", r)
		}
	}
	whole := 0.0
	for _, r := range ask(t, f, "arms.transfers", "RUS", "CHN", "year=order") {
		whole += r.Value
	}
	if math.Abs(whole-38156.15) > 1e-6 || sum > whole {
		t.Errorf("by order %g, by delivery and span %g", whole, sum)
	}

	f, l, report = field(t, sipri.Reader(), shared(t, "sipri_trade_register_new17col_all_2000on_2025-01-03.csv.gz"))
	check(l, "SELECT CAST(count(*) AS DOUBLE), sum(value), CAST(count(DISTINCT supplier_name) AS DOUBLE) FROM arms", 20480, 613035.74, 103)
	if report.Source.Rejected != 0 {
		t.Errorf("%d rejected", report.Source.Rejected)
	}
	want := map[string]float64{"2005 CHN in exports of RUS": 59.49551066979993, "2005 RUS in imports of CHN": 88.16247660071254,
		"2018 CHN in exports of RUS": 24.432214208809537, "2018 RUS in imports of CHN": 83.11397022577147}
	for _, r := range ask(t, f, "arms.share", "RUS", "CHN") {
		k := fmt.Sprint(r.Year, " ", r.Label)
		if w, ok := want[k]; ok && math.Abs(r.Value-w) > 1e-9 {
			t.Errorf("%s is %v, want %v", k, r.Value, w)
		}
		delete(want, k)
	}
	if len(want) > 0 {
		t.Errorf("not answered: %v", want)
	}

	_, l, _ = field(t, sipritiv.Reader(), shared(t, "sipri_tiv_export_values_by_supplier_1950_2024.csv"))
	check(l, "SELECT CAST(count(*) AS DOUBLE), sum(value), CAST(count(*) FILTER (flags = 'below_half') AS DOUBLE) FROM arms_total WHERE direction = 'exports'", 2668, 2065118, 86)
	_, l, _ = field(t, sipritiv.Reader(), shared(t, "sipri_tiv_import_values_by_recipient_1950_2024.csv"))
	check(l, "SELECT CAST(count(*) AS DOUBLE), sum(value), CAST(count(*) FILTER (flags = 'below_half') AS DOUBLE) FROM arms_total WHERE direction = 'imports'", 7976, 2065239, 247)
}

package trade_test

import (
	"bufio"
	"compress/gzip"
	"context"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"

	"dyad/economy"
	"dyad/lake"
	"dyad/measure"
	"dyad/source"
	"dyad/source/tidy"
	"dyad/trade"
)

// dataDir is where real data are, or the test is skipped.
func dataDir(t testing.TB) string {
	dir := os.Getenv("DYAD_DATA")
	if dir == "" {
		dir = "../../shared/data"
	}
	if _, err := os.Stat(filepath.Join(dir, "imf-dots")); err != nil {
		t.Skip("no real data at ", dir, "; DYAD_DATA names another place")
	}
	return dir
}

// imported brings CSV texts into a new lake, one source each: the IMF's in USD
// million, others in USD.
func imported(t testing.TB, sources map[string]string) *lake.Lake {
	t.Helper()
	dir := t.TempDir()
	for name, text := range sources {
		path := filepath.Join(t.TempDir(), name+".csv")
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		scale := "1"
		if name == "imf" {
			scale = "1e6"
		}
		d, err := tidy.Open([]source.File{{Path: path}}, tidy.Options{Meta: source.Meta{ID: name, Title: name}, Scale: scale})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := lake.Import(context.Background(), dir, d, lake.ImportOptions{AllowRejects: true}); err != nil {
			t.Fatal(err)
		}
	}
	l, err := lake.Open(context.Background(), dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	return l
}

var imfOnce struct {
	sync.Once
	text string
}

// imf is the IMF's Direction of Trade for four years, as a lake.
func imf(t testing.TB) *lake.Lake {
	t.Helper()
	imfOnce.Do(func() {
		var b strings.Builder
		b.WriteString("reporter,partner,year,flow,value,flag\n")
		scanIMF(t, func(_, year, _, line string) {
			if year == "1995" || year == "2003" || year == "2004" || year == "2018" {
				b.WriteString(line + "\n")
			}
		})
		imfOnce.text = b.String()
	})
	dataDir(t)
	return imported(t, map[string]string{"imf": imfOnce.text})
}

// scanIMF hands over the lines of the IMF's file: reporter, partner, year, flow,
// value in USD million, flag.
func scanIMF(t testing.TB, visit func(reporter, year, partner, line string)) {
	t.Helper()
	f, err := os.Open(filepath.Join(dataDir(t), "imf-dots", "dots_iso3.csv.gz"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	sc := bufio.NewScanner(z)
	for n := 0; sc.Scan(); n++ {
		if w := strings.SplitN(sc.Text(), ",", 4); n > 0 {
			visit(w[0], w[2], w[1], sc.Text())
		}
	}
}

func catalogue(t testing.TB, l trade.Ledger) *measure.Catalogue {
	t.Helper()
	c, err := measure.NewCatalogue(trade.New(l).Measures())
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// number asks the lake for one number.
func number(t testing.TB, l *lake.Lake, sql string) (float64, bool) {
	t.Helper()
	var v float64
	known := false
	if err := l.Each(context.Background(), sql, nil, func(row *lake.Row) error {
		v, known = row.Values()[0].(float64)
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	return v, known
}

// Oracle: the engine, asked by SQL that shares nothing with the package.
func TestAgainstSQL(t *testing.T) {
	l := imf(t)
	ctx := context.Background()
	c := catalogue(t, trade.FromLake(l))
	one := func(x, m, view string, year int) string {
		return fmt.Sprintf("(SELECT value_usd FROM trade_total WHERE exporter = '%s' AND importer = '%s' AND view = '%s' AND year = %d)", x, m, view, year)
	}
	plain := "flags NOT LIKE '%aggregate%'"
	for _, d := range [][2]string{{"CHN", "RUS"}, {"RUS", "CHN"}, {"DEU", "POL"}, {"USA", "MEX"}, {"KAZ", "UZB"}, {"TKM", "TUR"}, {"FJI", "TON"}} {
		for _, year := range []int{1995, 2018} {
			a, b := d[0], d[1]
			ownShare := func(a, b string) string {
				return fmt.Sprintf("(%s + %s) / (%s + %s)", one(a, b, "exporter", year), one(b, a, "importer", year), one(a, "WLD", "exporter", year), one("WLD", a, "importer", year))
			}
			partner := fmt.Sprintf(`(SELECT CASE WHEN exporter = '%s' THEN importer ELSE exporter END AS p, sum(value_usd) AS v FROM trade_total
				WHERE year = %d AND %s AND (exporter = '%s' AND view = 'exporter' OR importer = '%s' AND view = 'importer') GROUP BY 1)`, a, year, plain, a, a)
			for _, q := range []struct{ name, view, sql string }{
				{"trade.dependence", "", "SELECT 100 * " + ownShare(a, b)},
				{"trade.asymmetry", "own", "SELECT " + ownShare(a, b) + " / (" + ownShare(b, a) + ")"},
				{"trade.mirror_gap", "both", fmt.Sprintf("SELECT 100 * (%s / %s - 1)", one(a, b, "importer", year), one(a, b, "exporter", year))},
				{"trade.balance", "", "SELECT " + one(a, b, "exporter", year) + " - " + one(b, a, "importer", year)},
				{"trade.rank", "", fmt.Sprintf("SELECT CAST(1 + count(*) AS DOUBLE) FROM %s r WHERE v > (SELECT %s + %s)", partner, one(a, b, "exporter", year), one(b, a, "importer", year))},
				{"trade.concentration", "", fmt.Sprintf("SELECT sum(v * v) / ((%s + %s) * (%s + %s)) FROM %s r", one(a, "WLD", "exporter", year), one("WLD", a, "importer", year),
					one(a, "WLD", "exporter", year), one("WLD", a, "importer", year), partner)},
				{"trade.intensity", "", fmt.Sprintf("SELECT (%s / %s) / (%s / (%s - %s))", one(a, b, "exporter", year), one(a, "WLD", "exporter", year),
					one("WLD", b, "importer", year), one("WLD", "WLD", "importer", year), one("WLD", a, "importer", year))},
			} {
				rows, err := c.Eval(ctx, q.name, measure.Query{A: economy.Code(a), B: economy.Code(b), Years: measure.Years{From: year, To: year}})
				if err != nil {
					t.Fatal(err)
				}
				want, known := number(t, l, q.sql)
				found := false
				for _, r := range rows {
					if q.view == "" && r.Reporter != a || q.view != "" && string(r.View) != q.view {
						continue
					}
					found = true
					if r.Missing && known && q.name != "trade.rank" && q.name != "trade.concentration" || !r.Missing && math.Abs(r.Value-want) > 1e-9*math.Abs(want) {
						t.Errorf("%v, SQL says %v (%v)", r, want, known)
					}
				}
				if !found && known && q.name != "trade.rank" && q.name != "trade.concentration" {
					t.Errorf("%s %s %s %d has no row, SQL says %v", q.name, a, b, year, want)
				}
			}
		}
	}
}

// ownSQL are the figures of 2018 that are their reporters' own: not marked as
// estimates, nor 1.06 times the partner's as printed of a reporter and view of
// whose figures a tenth or, of importers, a half or more are so made (where
// both do, in 2018 the exporter's part is by far the larger). One
// is told by its digits, looked up by hand: Zimbabwe's imports of 0.01272 m from
// Barbados, whose own report is 0.012 m.
const ownSQL = `WITH flow AS (
	SELECT exporter, importer,
		max(CASE WHEN view = 'exporter' THEN value_usd END) AS x, max(CASE WHEN view = 'importer' THEN value_usd END) AS m,
		bool_or(view = 'exporter' AND contains(flags, 'estimate')) AS xe, bool_or(view = 'importer' AND contains(flags, 'estimate')) AS me
	FROM trade_total WHERE year = 2018 AND flags NOT LIKE '%aggregate%' GROUP BY exporter, importer),
multiple AS (SELECT *, x > 0 AND m > 0 AND NOT xe AND NOT me AND abs(m / x / 1.06 - 1) < 1.1e-5
	AND (abs(x / round(x, 3 - CAST(floor(log10(greatest(x, 1))) AS INTEGER)) - 1) > 1e-9 OR abs(m / round(m, 3 - CAST(floor(log10(greatest(m, 1))) AS INTEGER)) - 1) > 1e-9
		OR abs(x / round(x, 2 - CAST(floor(log10(greatest(x, 1))) AS INTEGER)) - 1) > 1e-9 OR abs(m / round(m, 2 - CAST(floor(log10(greatest(m, 1))) AS INTEGER)) - 1) > 1e-9) AS made FROM flow),
hollow AS (
	SELECT exporter AS who, 'exporter' AS view FROM multiple WHERE x > 0 GROUP BY 1 HAVING count(*) >= 3 AND count(*) FILTER (xe OR made) >= 0.1 * count(*)
	UNION ALL
	SELECT importer, 'importer' FROM multiple WHERE m > 0 GROUP BY 1 HAVING count(*) >= 3 AND count(*) FILTER (me OR made) >= 0.5 * count(*)),
own AS (
	SELECT exporter, importer, CASE WHEN NOT xe AND NOT (coalesce(made, false) AND (exporter, 'exporter') IN (SELECT (who, view) FROM hollow)) THEN x END AS x,
		CASE WHEN NOT me AND NOT (coalesce(made, false) AND (importer, 'importer') IN (SELECT (who, view) FROM hollow)
				AND (exporter, 'exporter') NOT IN (SELECT (who, view) FROM hollow))
			AND exporter || importer <> 'BRBZWE' THEN m END AS m FROM multiple)
`

// The percentile's universe is that of SQL.
func TestWorldAgainstSQL(t *testing.T) {
	l := imf(t)
	c := catalogue(t, trade.FromLake(l))
	for name, sql := range map[string]string{
		"trade.exports":    ownSQL + "SELECT CAST(count(x) AS DOUBLE) FROM own",
		"trade.mirror_gap": ownSQL + "SELECT CAST(count(*) AS DOUBLE) FROM own WHERE x > 0 AND m IS NOT NULL",
		"trade.dependence": ownSQL + "SELECT CAST(count(*) AS DOUBLE) FROM own x JOIN own m ON x.exporter = m.importer AND x.importer = m.exporter WHERE x.x IS NOT NULL AND m.m IS NOT NULL",
		// Each of the two with both directions in its own account, and the second's not zero.
		"trade.asymmetry": ownSQL + `, account AS (SELECT x.exporter AS a, x.importer AS b, x.x + m.m AS v FROM own x
			JOIN own m ON x.exporter = m.importer AND x.importer = m.exporter WHERE x.x IS NOT NULL AND m.m IS NOT NULL)
			SELECT CAST(count(*) AS DOUBLE) FROM account p JOIN account q ON p.a = q.b AND p.b = q.a WHERE q.v > 0`,
	} {
		rows, err := c.Eval(context.Background(), name, measure.Query{A: "CHN", B: "RUS", World: true, Years: measure.Years{From: 2018, To: 2018}})
		if err != nil {
			t.Fatal(err)
		}
		want, _ := number(t, l, sql)
		row := rows[0]
		for _, r := range rows {
			if r.View == "own" || r.Reporter == "CHN" {
				row = r
			}
		}
		if w := row.World; w == nil || float64(w.N) != want {
			t.Errorf("%s stands among %+v, SQL counts %v", name, w, want)
		}
	}
}

// A ledger that asks the lake and one that holds it in memory say the same, and
// so do many at a time.
func TestWarmSaysTheSame(t *testing.T) {
	l := imf(t)
	ctx := context.Background()
	cold, warm := trade.FromLake(l), trade.FromLake(l)
	if err := trade.Warm(ctx, warm); err != nil {
		t.Fatal(err)
	}
	cc, cw := catalogue(t, cold), catalogue(t, warm)
	var all sync.WaitGroup
	for _, d := range [][2]economy.Code{{"CHN", "RUS"}, {"EU", "CHN"}, {"RUS", "EU"}, {"BEL", "DEU"}, {"TKM", "UZB"}, {"USA", "EAEU"}} {
		all.Go(func() {
			for _, name := range cc.Names() {
				for _, world := range []bool{false, true} {
					q := measure.Query{A: d[0], B: d[1], World: world}
					if name == "trade.multiple" {
						q.Params = map[string]string{"base": "1995"}
					}
					a, errA := cc.Eval(ctx, name, q)
					b, errB := cw.Eval(ctx, name, q)
					if (errA == nil) != (errB == nil) {
						t.Errorf("%s %v: %v, warm %v", name, d, errA, errB)
					}
					if !reflect.DeepEqual(a, b) {
						t.Errorf("%s %v (world %v): cold and warm differ", name, d, world)
					}
				}
			}
		})
	}
	all.Wait()
}

const small = `reporter,partner,year,flow,product,value
RUS,CHN,2018,X,TOTAL,100
RUS,CHN,2018,X,27,60
RUS,CHN,2018,X,2709,50
RUS,CHN,2018,X,4403,25
RUS,CHN,2018,X,4407,5
RUS,CHN,2018,X,440710,4
RUS,CHN,2018,X,84,NA
RUS,DEU,2018,X,27,30
RUS,DEU,2018,X,44,10
RUS,WLD,2018,X,TOTAL,140
CHN,RUS,2018,M,TOTAL,110
CHN,RUS,2018,M,27,65
CHN,DEU,2018,M,84,35
`

// Oracle: the lines above, by hand.
func TestLinesFromLake(t *testing.T) {
	l := imported(t, map[string]string{"s": small})
	ctx := context.Background()
	for _, ledger := range []trade.Ledger{trade.FromLake(l), trade.FromLake(l)} {
		flows, err := ledger.Chapters(ctx, 2018)
		if err != nil {
			t.Fatal(err)
		}
		got := map[string]string{}
		for _, f := range flows {
			v := fmt.Sprint(f.Value)
			if f.Missing {
				v = "gap"
			}
			got[f.Exporter+f.Importer+f.Product+string(f.View)] = v
		}
		for k, want := range map[string]string{"RUSCHN27exporter": "60", "RUSCHN44exporter": "30", "RUSCHN84exporter": "gap", "RUSCHNTOTALexporter": "100",
			"RUSDEUTOTALexporter": "40", "RUSCHN27importer": "65", "RUSDEU44exporter": "10"} {
			if got[k] != want {
				t.Errorf("chapters: %s = %q, want %q", k, got[k], want)
			}
		}
		c := catalogue(t, ledger)
		rows, err := c.Eval(ctx, "trade.structure", measure.Query{A: "RUS", B: "CHN", Params: map[string]string{"basket": "wood"}})
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range rows {
			if r.View == measure.ByExporter && r.Value != 30 {
				t.Errorf("wood = %v, want 30: 4403 with 4407, and not 440710 again", r)
			}
		}
		if err := trade.Warm(ctx, ledger); err != nil { // the second time round the lines are in memory
			t.Fatal(err)
		}
	}
	structures, err := trade.FromLake(l).Structures(ctx, "RUS")
	if err != nil {
		t.Fatal(err)
	}
	sum := map[string]float64{}
	for _, f := range structures {
		if f.View == measure.ByExporter {
			sum[f.Exporter+f.Importer+f.Product+f.Flags] += f.Value
		}
	}
	if sum["RUSWLD27computed"] != 90 || sum["RUSWLD44computed"] != 40 {
		t.Errorf("structures = %v, want 27: 60 + 30, 44: 30 + 10", sum)
	}
	world, err := trade.FromLake(l).WorldLines(ctx)
	if err != nil {
		t.Fatal(err)
	}
	for _, w := range world {
		if w.Chapter == "27" && (w.Value != 90 || w.Reporters != 1) {
			t.Errorf("the world's chapter 27 = %+v, want 90 of one exporter", w)
		}
	}
	if len(world) == 0 {
		t.Error("no world lines")
	}
}

// Oracle: the flags of the lines below, by eye. Each chapter has those of its own
// lines, once and in the order of the alphabet; a basket those of the total and of
// its lines, and none of another chapter's.
func TestFlagsOfLines(t *testing.T) {
	l := imported(t, map[string]string{"s": `reporter,partner,year,flow,product,value,flag
RUS,CHN,2018,X,TOTAL,100,p
RUS,CHN,2018,X,2701,10,e
RUS,CHN,2018,X,2709,50,c
RUS,CHN,2018,X,2711,5,e
RUS,CHN,2018,X,4403,30,
RUS,CHN,2018,X,8471,5,e
RUS,DEU,2018,X,2709,20,e
RUS,DEU,2018,X,4403,10,
RUS,WLD,2017,X,TOTAL,70,
RUS,WLD,2017,X,2709,50,e
RUS,WLD,2017,X,4403,20,c
CHN,WLD,2017,M,TOTAL,40,
CHN,WLD,2017,M,2709,40,p
`})
	ctx := context.Background()
	flagsOf := func(flows []trade.Flow, year int) map[string]string {
		got := map[string]string{}
		for _, f := range flows {
			if f.Year == year && f.View == measure.ByExporter {
				got[f.Exporter+f.Importer+f.Product] = f.Flags
			}
		}
		return got
	}
	ledger := trade.FromLake(l)
	chapters, err := ledger.Chapters(ctx, 2018)
	if err != nil {
		t.Fatal(err)
	}
	got := flagsOf(chapters, 2018)
	for k, want := range map[string]string{"RUSCHN27": "confidential,estimate", "RUSCHN44": "", "RUSCHN84": "estimate", "RUSCHNTOTAL": "provisional", "RUSDEU27": "estimate"} {
		if f, ok := got[k]; !ok || f != want {
			t.Errorf("chapters: %s has the flags %q (%v), want %q", k, f, ok, want)
		}
	}
	structures, err := ledger.Structures(ctx, "RUS")
	if err != nil {
		t.Fatal(err)
	}
	got = flagsOf(structures, 2018)
	for k, want := range map[string]string{"RUSWLD27": "computed,confidential,estimate", "RUSWLD44": "computed", "RUSWLD84": "computed,estimate"} {
		if f, ok := got[k]; !ok || f != want {
			t.Errorf("structures: %s has the flags %q (%v), want %q", k, f, ok, want)
		}
	}
	for _, warm := range []bool{false, true} {
		if warm {
			if err := trade.Warm(ctx, ledger); err != nil {
				t.Fatal(err)
			}
		}
		c := catalogue(t, ledger)
		flags := func(name, b, basket string, params map[string]string) string {
			t.Helper()
			p := map[string]string{}
			if basket != "" {
				p["basket"] = basket
			}
			for k, v := range params {
				p[k] = v
			}
			rows, err := c.Eval(ctx, name, measure.Query{A: "RUS", B: economy.Code(b), Years: measure.Years{From: 2018, To: 2018}, Params: p})
			if err != nil {
				t.Fatal(err)
			}
			for _, r := range rows {
				if r.View == measure.ByExporter {
					slices.Sort(r.Flags)
					return strings.Join(r.Flags, ",")
				}
			}
			t.Fatalf("%s RUS %s %s: no row", name, b, basket)
			return ""
		}
		for _, q := range []struct {
			name, b, basket string
			params          map[string]string
			want            string
		}{
			{"trade.structure", "CHN", "hydrocarbons", nil, "confidential,estimate,provisional"},
			{"trade.structure", "CHN", "wood", nil, "provisional"},
			{"trade.structure", "CHN", "wood", map[string]string{"denominator": "disclosed"}, "confidential,estimate,provisional"},
			{"trade.structure", "DEU", "wood", nil, "estimate"}, // the whole is the sum of the lines
			{"trade.exports", "DEU", "wood", nil, ""},
			{"trade.exports", "DEU", "hydrocarbons", nil, "estimate"},
			{"trade.concentration", "CHN", "", map[string]string{"over": "products", "flow": "exports"}, "confidential,estimate,provisional"},
		} {
			if f := flags(q.name, q.b, q.basket, q.params); f != q.want {
				t.Errorf("%s RUS %s %s %v (warm %v): flags %q, want %q", q.name, q.b, q.basket, q.params, warm, f, q.want)
			}
		}
	}
	rows, err := catalogue(t, ledger).Eval(ctx, "trade.complementarity", measure.Query{A: "RUS", B: "CHN", Years: measure.Years{From: 2017, To: 2017}})
	if err != nil {
		t.Fatal(err)
	}
	if len(rows) != 1 || rows[0].Missing {
		t.Fatalf("complementarity: %v", rows)
	}
	slices.Sort(rows[0].Flags)
	if f := strings.Join(rows[0].Flags, ","); f != "confidential,estimate,provisional" {
		t.Errorf("complementarity has the flags %q", f)
	}
	if err := l.Each(ctx, rows[0].Query, nil, func(*lake.Row) error { return nil }); err != nil {
		t.Errorf("the query cannot be run by hand: %v", err)
	}
}

package recompute

import (
	"encoding/csv"
	"io"
	"math"
	"slices"
	"strconv"
	"testing"

	"dyad/economy"
)

// The two views of a flow: as its exporter and as its importer reports it.
const (
	byExporter = iota
	byImporter
)

// mark says how a figure came about, where it is not its reporter's own.
type mark uint8

const (
	estimate mark = 1 << iota // the publisher's
	derived                   // a multiple of the other report
	either                    // it or the other report is
)

// table is every whole flow of a file: by view a cube of year, exporter and
// importer, in USD, NaN where there is no row.
type table struct {
	codes []string // in order
	num   map[string]int
	plain []bool // a single economy
	world int    // the number of WLD
	first int    // year
	years int
	value [2][]float64
	mark  [2][]mark

	lines map[flowKey]*report // product lines, where the file has them
	kept  map[string][]float64
}

type flowKey struct {
	view, year         int
	exporter, importer string
}

// report is what one reporter says of a flow by product.
type report struct {
	total float64
	value map[string]float64 // USD by code
}

func nan() float64 { return math.NaN() }

func is(v float64) bool { return !math.IsNaN(v) }

// read takes in a CSV of reporter, partner, year, flow, value in millions, flag
// and perhaps product. Sums over economies other than the world are left out, as
// are negative values.
func read(t *testing.T, in io.Reader) *table {
	t.Helper()
	r := csv.NewReader(in)
	r.ReuseRecord = true
	head, err := r.Read()
	if err != nil {
		t.Fatal(err)
	}
	at := map[string]int{"product": -1}
	for i, h := range head {
		at[h] = i
	}
	type row struct {
		x, m    string
		year    int16
		view    uint8
		mark    mark
		value   float64
		product string
	}
	var rows []row
	of := &table{num: map[string]int{}, lines: map[flowKey]*report{}, kept: map[string][]float64{}, first: 9999}
	known := map[string]string{}
	last := 0
	for {
		f, err := r.Read()
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		year, err1 := strconv.Atoi(f[at["year"]])
		million, err2 := strconv.ParseFloat(f[at["value_musd"]], 64)
		if err1 != nil || err2 != nil {
			t.Fatal(f, err1, err2)
		}
		code := func(label string) string {
			c, ok := known[label]
			if !ok {
				e, is := economy.Lookup(economy.Code(label))
				if is && (label == "WLD" || e.Kind == economy.State || e.Kind == economy.Territory || e.Kind == economy.Former) {
					c = string(e.Code)
				}
				known[label] = c
			}
			return c
		}
		who, partner := code(f[at["reporter"]]), code(f[at["partner"]])
		if who == "" || partner == "" || million < 0 {
			continue
		}
		o := row{who, partner, int16(year), byExporter, 0, million * 1e6, "TOTAL"}
		if f[at["flow"]] == "M" {
			o.x, o.m, o.view = partner, who, byImporter
		}
		if f[at["flag"]] == "e" {
			o.mark = estimate
		}
		if i := at["product"]; i >= 0 {
			o.product = string([]byte(f[i]))
		}
		rows = append(rows, o)
		of.first, last = min(of.first, year), max(last, year)
	}
	for _, c := range known {
		if c != "" {
			of.codes = append(of.codes, c)
		}
	}
	slices.Sort(of.codes)
	of.world = -1
	for i, c := range of.codes {
		of.num[c] = i
		of.plain = append(of.plain, c != "WLD")
		if c == "WLD" {
			of.world = i
		}
	}
	of.years = last - of.first + 1
	n := len(of.codes)
	for v := range of.value {
		of.value[v] = slices.Repeat([]float64{nan()}, of.years*n*n)
		of.mark[v] = make([]mark, of.years*n*n)
	}
	for _, o := range rows {
		if o.product != "TOTAL" {
			k := flowKey{int(o.view), int(o.year), o.x, o.m}
			if of.lines[k] == nil {
				of.lines[k] = &report{total: nan(), value: map[string]float64{}}
			}
			of.lines[k].value[o.product] = o.value
			continue
		}
		i := of.at(of.num[o.x], of.num[o.m], int(o.year))
		of.value[o.view][i], of.mark[o.view][i] = o.value, o.mark
	}
	for k, l := range of.lines {
		l.total = of.flow(k.view, k.exporter, k.importer, k.year)
	}
	of.markDerived()
	return of
}

func (t *table) at(x, m, year int) int { return ((year-t.first)*len(t.codes)+x)*len(t.codes) + m }

// flow is one report of a flow; NaN for none, and for what an economy sends
// itself.
func (t *table) flow(view int, x, m string, year int) float64 {
	i, ok := t.num[x]
	j, also := t.num[m]
	if !ok || !also || year < t.first || year >= t.first+t.years || x == m && x != "WLD" {
		return nan()
	}
	return t.value[view][t.at(i, j, year)]
}

func (t *table) marks(view int, x, m string, year int) mark {
	i, ok := t.num[x]
	j, also := t.num[m]
	if !ok || !also || year < t.first || year >= t.first+t.years {
		return 0
	}
	return t.mark[view][t.at(i, j, year)]
}

// eachYear visits the years of the file.
func (t *table) eachYear(visit func(year int)) {
	for y := t.first; y < t.first+t.years; y++ {
		visit(y)
	}
}

package gravity

import (
	"fmt"
	"math"
	"sort"

	"dyad/economy"
	"dyad/internal/hint"
	"dyad/regress"
	"dyad/regress/frame"
)

// Flow is one observation of directed trade in a year. A flow that nobody
// observed is not in the panel, or has the value NaN; it is never zero.
type Flow struct {
	Exporter, Importer string
	Year               int
	Value              float64
}

// panel is a checked list of flows with small integers for names.
type panel struct {
	names     []string // economies, sorted
	exporter  []int32
	importer  []int32
	year      []int
	value     []float64
	left      []regress.Dropped // flows left out, and why
	codes     []economy.Code
	positions map[string]int32
}

// newPanel checks flows; those without a value are left out but for the ones
// keep asks for (nil: none), which stay with the value NaN.
func newPanel(flows []Flow, keep func(Flow) bool) (*panel, error) {
	p := &panel{positions: map[string]int32{}}
	for _, f := range flows {
		p.positions[f.Exporter], p.positions[f.Importer] = 0, 0
	}
	group := map[string]bool{}
	for name := range p.positions {
		_, kind := identify(name)
		if group[name] = kind == economy.Group || kind == economy.Region || kind == economy.Aggregate; !group[name] {
			p.names = append(p.names, name)
		}
	}
	sort.Strings(p.names)
	for i, name := range p.names {
		p.positions[name] = int32(i)
		code, _ := identify(name)
		p.codes = append(p.codes, code)
	}
	var domestic, groups, missing, negative int
	type key struct {
		exporter, importer int32
		year               int
	}
	seen := make(map[key]bool, len(flows))
	for _, f := range flows {
		where := func() string { return fmt.Sprintf("%s to %s in %d", f.Exporter, f.Importer, f.Year) }
		switch {
		case f.Exporter == f.Importer:
			domestic++
			continue
		case group[f.Exporter] || group[f.Importer]:
			groups++
			continue
		case math.IsNaN(f.Value) && (keep == nil || !keep(f)):
			missing++
			continue
		case math.IsInf(f.Value, 0):
			return nil, hint.New(hint.Data, where(), "trade is infinite", "correct the value at its source, or choose other years")
		case f.Value < 0:
			negative++
			continue
		}
		k := key{p.positions[f.Exporter], p.positions[f.Importer], f.Year}
		if seen[k] {
			return nil, hint.New(hint.Data, where(), "the panel has this flow twice", "choose one view and one source")
		}
		seen[k] = true
		p.exporter, p.importer = append(p.exporter, k.exporter), append(p.importer, k.importer)
		p.year, p.value = append(p.year, f.Year), append(p.value, f.Value)
	}
	for _, d := range []regress.Dropped{{Why: "an economy and itself", N: domestic}, {Why: "groups, regions and aggregates, which hold others", N: groups}, {Why: "no value", N: missing}, {Why: "negative value", N: negative}} {
		if d.N > 0 {
			p.left = append(p.left, d)
		}
	}
	if len(p.value) == 0 {
		return nil, hint.New(hint.Data, "", "the panel has no flows between two economies", "import trade data first")
	}
	return p, nil
}

// identify finds an economy's code in the catalogue; a name it does not know
// stays as it is and counts as an economy.
func identify(name string) (economy.Code, economy.Kind) {
	if e, ok := economy.Lookup(economy.Code(name)); ok {
		return e.Code, e.Kind
	}
	if e, err := economy.Resolve(name); err == nil {
		return e.Code, e.Kind
	}
	return economy.Code(name), 0
}

// account adds the flows left out to what an estimate says of its rows.
func (p *panel) account(e *regress.Estimate) { e.LeftOut(p.left, panelPlaces{p}) }

// trades checks that two names are different economies of the panel.
func trades(flows []Flow, a, b string) error {
	if a == b {
		return hint.New(hint.Usage, a, "a dyad is two economies", "name another one")
	}
	known := map[string]bool{}
	for _, f := range flows {
		known[f.Exporter], known[f.Importer] = true, true
	}
	for _, name := range []string{a, b} {
		if _, kind := identify(name); kind == economy.Group || kind == economy.Region || kind == economy.Aggregate {
			return hint.New(hint.Usage, "", fmt.Sprintf("%s is a %s; a gravity model is of economies that are not parts of each other", name, kind), "a single economy, as CHN or DEU")
		}
		if known[name] {
			continue
		}
		var names []string
		for n := range known {
			names = append(names, n)
		}
		sort.Strings(names)
		first, last := yearsOf(flows)
		what := "the panel has no trade of this economy"
		if first > 0 {
			what += fmt.Sprintf(" in %s", yearSpan(first, last))
		}
		try := Absent(name, names, first, last)
		if try == "" {
			try = "another view (--view exporter), other years or another source; `dyad sources` lists what is there"
		}
		return hint.New(hint.Data, name, what, try)
	}
	return nil
}

// yearsOf are the first and the last year of flows with a value, zeros without.
func yearsOf(flows []Flow) (first, last int) {
	for _, f := range flows {
		if math.IsNaN(f.Value) {
			continue
		}
		if first == 0 || f.Year < first {
			first = f.Year
		}
		last = max(last, f.Year)
	}
	return first, last
}

func yearSpan(first, last int) string {
	if first == last {
		return fmt.Sprint(first)
	}
	return fmt.Sprintf("%d to %d", first, last)
}

// of tells whether row k is trade between i and j, in either direction.
func (p *panel) of(k int, i, j int32) bool {
	return p.exporter[k] == i && p.importer[k] == j || p.exporter[k] == j && p.importer[k] == i
}

// dyadCode numbers undirected dyads: row k's, as lower and higher name.
func (p *panel) dyadCode(k int) int64 {
	a, b := p.exporter[k], p.importer[k]
	if a > b {
		a, b = b, a
	}
	return int64(a)*int64(len(p.names)) + int64(b)
}

// columns are what every model of the panel needs: value, exporter, importer,
// year, and dyad, the undirected pair, the unit that errors are clustered by.
func (p *panel) columns() []frame.Column {
	n := len(p.value)
	years, dyads := make([]float64, n), make([]int32, n)
	var levels []string
	index := map[int64]int32{}
	for k := range n {
		years[k] = float64(p.year[k])
		code := p.dyadCode(k)
		id, ok := index[code]
		if !ok {
			id = int32(len(levels))
			index[code] = id
			levels = append(levels, p.names[code/int64(len(p.names))]+"-"+p.names[code%int64(len(p.names))])
		}
		dyads[k] = id
	}
	return []frame.Column{
		{Name: "value", Numbers: p.value},
		{Name: "exporter", Codes: p.exporter, Levels: p.names},
		{Name: "importer", Codes: p.importer, Levels: p.names},
		{Name: "year", Numbers: years},
		{Name: "dyad", Codes: dyads, Levels: levels},
	}
}

// directed numbers directed pairs and names them exporter-importer.
func (p *panel) directed() ([]int32, []string) {
	codes := make([]int32, len(p.value))
	var levels []string
	index := map[[2]int32]int32{}
	for k := range codes {
		key := [2]int32{p.exporter[k], p.importer[k]}
		id, ok := index[key]
		if !ok {
			id = int32(len(levels))
			index[key] = id
			levels = append(levels, p.names[key[0]]+"-"+p.names[key[1]])
		}
		codes[k] = id
	}
	return codes, levels
}

// years of the panel, ascending.
func (p *panel) years() []int {
	seen := map[int]bool{}
	var out []int
	for _, y := range p.year {
		if !seen[y] {
			seen[y] = true
			out = append(out, y)
		}
	}
	sort.Ints(out)
	return out
}

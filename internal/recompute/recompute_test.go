package recompute

import (
	"compress/gzip"
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"dyad/economy"
	"dyad/internal/program"
)

// Every measure of trade over random dyads of an invented file; the oracle is the
// second implementation of this package.
func TestInvented(t *testing.T) {
	r := random(t)
	text := invented(r)
	file := filepath.Join(t.TempDir(), "invented.csv")
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	compare(t, r, file, read(t, strings.NewReader(text)), true)
}

// The same over the whole IMF file.
func TestIMF(t *testing.T) {
	home := os.Getenv("DYAD_DATA")
	if home == "" {
		home = filepath.Join("..", "..", "..", "shared", "data")
	}
	file := filepath.Join(home, "imf-dots", "dots_iso3.csv.gz")
	in, err := os.Open(file)
	if err != nil {
		t.Skipf("real data is not here (DYAD_DATA names the place): %v", err)
	}
	defer in.Close()
	if testing.Short() {
		t.Skip("reads 2.6 million rows twice")
	}
	z, err := gzip.NewReader(in)
	if err != nil {
		t.Fatal(err)
	}
	compare(t, random(t), file, read(t, z), false)
}

func random(t *testing.T) *rand.Rand {
	t.Helper()
	seed := uint64(time.Now().UnixNano())
	if s := os.Getenv("DYAD_SEED"); s != "" {
		n, err := strconv.ParseUint(s, 10, 64)
		if err != nil {
			t.Fatal(err)
		}
		seed = n
	}
	t.Logf("seed %d; DYAD_SEED=%d repeats this run", seed, seed)
	return rand.New(rand.NewPCG(seed, 1))
}

// run is one comparison of the program with the table.
type run struct {
	*testing.T
	p       *program.Program
	of      *table
	counted map[string]int
	wrong   int
}

func compare(t *testing.T, r *rand.Rand, file string, of *table, withProducts bool) {
	p := program.On(t)
	p.Must(t, "import", "tidy", file, "--source", "s", "--map", "value=value_musd", "--scale", "1e6", "--vintage", "v")
	p.Serve(t)
	c := &run{T: t, p: p, of: of, counted: map[string]int{}}
	pairs := draw(r, of)
	baskets := structureBaskets(t)
	for _, d := range pairs {
		a, b := d[0], d[1]
		c.values("trade.exports", a, b, "", of.flows(a, b, false))
		c.values("trade.imports", a, b, "", of.flows(a, b, true))
		c.values("trade.total", a, b, "", of.accounts(a, b, plus))
		c.values("trade.balance", a, b, "", of.accounts(a, b, minus))
		c.values("trade.growth", a, b, "", of.growth(a, b))
		c.values("trade.multiple", a, b, "", of.multiple(a, b, 0))
		c.values("trade.mirror_gap", a, b, "", of.gap(a, b))
		share := of.byBook(a, func(k *book, _ int) float64 { return k.share(b) })
		c.values("trade.share", a, b, "", share)
		c.values("trade.dependence", a, b, "", share)
		c.values("trade.rank", a, b, "", of.byBook(a, func(k *book, _ int) float64 { return k.rank(b) }))
		c.values("trade.asymmetry", a, b, "", of.asymmetry(a, b))
		c.values("trade.concentration", a, b, "", of.byBook(a, func(k *book, _ int) float64 { return k.concentration() }))
		c.values("trade.intensity", a, b, "", of.byBook(a, func(k *book, way int) float64 { return k.intensity(b, of.book(b, way, k.year), way) }))
		if !withProducts {
			continue
		}
		c.values("trade.structure", a, b, "", of.structure(a, b, baskets))
		c.values("trade.structural_change", a, b, "", of.structuralChange(a, b))
		c.values("trade.concentration", a, b, "over=products&set=flow=exports", of.productConcentration(a, b))
		if !isGroup(a) && !isGroup(b) {
			c.values("trade.complementarity", a, b, "", of.complementarity(a, b))
		}
		if !isGroup(a) {
			c.values("trade.rca", a, b, "", of.advantage(a, baskets))
		}
	}
	for range 3 { // a year costs a pass over all dyads, on both sides
		year := of.first + 1 + r.IntN(of.years-1)
		base := of.first + r.IntN(of.years-1)
		for _, m := range []string{"exports", "imports", "total", "balance", "growth", "multiple", "mirror_gap", "share", "dependence", "rank", "asymmetry", "concentration", "intensity"} {
			for _, d := range pairs {
				switch m {
				case "growth":
					c.places("trade."+m, d[0], d[1], "", year, year-1)
				case "multiple":
					c.places("trade."+m, d[0], d[1], "base="+strconv.Itoa(base), year, base)
				default:
					c.places("trade."+m, d[0], d[1], "", year, 0)
				}
			}
		}
	}
	names := make([]string, 0, len(c.counted))
	total := 0
	for n, k := range c.counted {
		names, total = append(names, fmt.Sprintf("%s %d", n, k)), total+k
	}
	slices.Sort(names)
	t.Logf("%d values compared over %d dyads and groups, %d not equal: %s", total, len(pairs), c.wrong, strings.Join(names, ", "))
	if total < 1000 {
		t.Errorf("only %d values were compared: that proves nothing", total)
	}
}

// draw gives forty dyads of single economies, most of which trade, and ten with a
// group on one side or on both.
func draw(r *rand.Rand, of *table) [][2]string {
	one := func() string {
		for {
			if i := r.IntN(len(of.codes)); of.plain[i] {
				return of.codes[i]
			}
		}
	}
	var out [][2]string
	for tries := 0; len(out) < 40; tries++ {
		a, b := one(), one()
		if a == b || tries < 2000 && len(out) < 35 && len(of.flows(a, b, false)) == 0 {
			continue
		}
		out = append(out, [2]string{a, b})
	}
	groups := []string{"EU", "EU", "ASEAN", "MERCOSUR", "NAFTA", "EFTA", "EAEU", "CIS", "G7"}
	ever := func(c string) []string {
		if !isGroup(c) {
			return []string{c}
		}
		var all []string
		for _, m := range economy.Memberships(economy.Code(c)) {
			all = append(all, string(m.Member))
		}
		return all
	}
	for len(out) < 50 {
		a, b := groups[r.IntN(len(groups))], one()
		if r.IntN(4) == 0 {
			b = groups[r.IntN(len(groups))]
		}
		if slices.ContainsFunc(ever(a), func(c string) bool { return slices.Contains(ever(b), c) }) {
			continue // what both sides hold is told of in package trade's own tests
		}
		if r.IntN(2) == 0 {
			a, b = b, a
		}
		out = append(out, [2]string{a, b})
	}
	return out
}

// answer is a row of the API.
type answer struct {
	Year                  int
	View, Reporter, Label string
	Value                 *float64
	Flags                 []string
	World                 *struct {
		Percentile  float64
		Dyads, Rank int
	}
}

func (c *run) ask(name, a, b, set, more string) []answer {
	c.Helper()
	at := "/api/v1/measures/" + name + "/rows?a=" + url.QueryEscape(a) + "&b=" + url.QueryEscape(b) + more
	if set != "" {
		at += "&set=" + set
	}
	text := c.p.Get(c.T, at)
	if rest, refused := strings.CutPrefix(text, "status "); refused {
		// Years outside of the data are refused with the years that there are.
		if !strings.Contains(rest, "no source in the lake") && !strings.Contains(rest, "has no value in the years asked for") {
			c.Fatalf("%s: %s", at, text)
		}
		return nil
	}
	var rows []answer
	if err := json.Unmarshal([]byte(text), &rows); err != nil {
		c.Fatalf("%s: %v", at, err)
	}
	return rows
}

// values holds every row of a measure against the second implementation: the same
// values in the same years by the same sayers, and none besides.
func (c *run) values(name, a, b, set string, want answers) {
	c.Helper()
	got := answers{}
	conflict := map[int]bool{}
	for _, r := range c.ask(name, a, b, set, "") {
		if slices.Contains(r.Flags, "sign_conflict") {
			conflict[r.Year] = true
		}
		if r.Value != nil {
			got[said{r.Year, r.View, r.Reporter, r.Label}] = *r.Value
		}
	}
	scale := 0.0
	switch name {
	case "trade.growth", "trade.mirror_gap", "trade.structure":
		scale = 100 // per cent, of a difference
	case "trade.structural_change", "trade.complementarity":
		scale = 1
	}
	for k, w := range want {
		s := scale
		if name == "trade.balance" {
			for of, who := range []string{a, b} {
				if x, m, _ := c.of.account(a, b, of, k.year, k.year); who == k.reporter {
					s = x + m
				}
			}
		}
		g, ok := got[k]
		if !ok {
			g = nan()
		}
		c.equal(name, a, b, k.String(), g, w, s)
	}
	for k, g := range got {
		if _, ok := want[k]; !ok {
			c.equal(name, a, b, k.String(), g, nan(), 0)
		}
	}
	if name == "trade.balance" {
		expected := c.of.conflicts(a, b)
		c.of.eachYear(func(y int) {
			c.counted["trade.balance sign_conflict"]++
			if expected[y] != conflict[y] {
				c.fault("%s %s %s %d: sign conflict %v, recomputed %v", name, a, b, y, conflict[y], expected[y])
			}
		})
	}
}

// places holds the place among all dyads in one year against the second
// implementation's, which sorts them all.
func (c *run) places(name, a, b, set string, year, base int) {
	c.Helper()
	for _, r := range c.ask(name, a, b, set, fmt.Sprintf("&years=%d:%d&world=1", year, year)) {
		if r.Value == nil {
			continue
		}
		role := r.View
		switch r.Reporter {
		case "":
		case a:
			role = "a"
		default:
			role = "b"
		}
		all := c.of.universe(name, role, year, base)
		without := slices.ContainsFunc(r.Flags, func(f string) bool { return f == "partial" || f == "estimate" || f == "mirror_imputed" })
		what := fmt.Sprintf("%d %s", year, role)
		if r.World == nil {
			if !without && len(all) > 1 {
				c.fault("%s %s %s %s: no place among %d dyads (%v)", name, a, b, what, len(all), r.Flags)
			}
			continue
		}
		percentile, rank, at := r.World.Percentile, r.World.Rank, place(all, *r.Value)
		if name == "trade.rank" { // the first place is the highest, and is the value itself
			percentile, rank = 100-percentile, at.above+1
		}
		c.counted[name+" percentile"]++
		right := at.is(percentile, rank)
		if name == "trade.rank" {
			right = at.isBut(percentile, 2)
		}
		if r.World.Dyads != len(all) || !right {
			c.fault("%s %s %s %s: percentile %v, rank %d of %d; recomputed %+v of %d", name, a, b, what, r.World.Percentile, r.World.Rank, r.World.Dyads, at, len(all))
		}
	}
}

// equal allows for the order in which doubles are added.
func (c *run) equal(name, a, b, what string, got, want, scale float64) {
	c.Helper()
	c.counted[name]++
	if is(got) && is(want) && math.Abs(got-want) <= 1e-9*max(math.Abs(got), math.Abs(want), scale) {
		return
	}
	c.fault("%s %s %s %s: %v, recomputed %v", name, a, b, what, got, want)
}

func (c *run) fault(format string, args ...any) {
	c.Helper()
	if c.wrong++; c.wrong <= 40 {
		c.Errorf(format, args...)
	} else {
		c.Fail()
	}
}

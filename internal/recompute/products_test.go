package recompute

import (
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
)

type basket struct {
	Name      string
	HS        []string
	Structure bool
}

// structureBaskets cover every chapter once.
func structureBaskets(t *testing.T) []basket {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("..", "..", "trade", "baskets.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	var file struct{ Baskets []basket }
	if err := yaml.Unmarshal(text, &file); err != nil {
		t.Fatal(err)
	}
	return slices.DeleteFunc(file.Baskets, func(b basket) bool { return !b.Structure })
}

// chapter is the value of a chapter: its own line, or the sum of its shortest.
func (r *report) chapter(c string) float64 {
	shortest, sum := 99, nan()
	for code, v := range r.value {
		switch {
		case !strings.HasPrefix(code, c) || len(code) > shortest:
		case len(code) < shortest:
			shortest, sum = len(code), v
		default:
			sum += v
		}
	}
	return sum
}

// chapters are all of a report's.
func (r *report) chapters() map[string]float64 {
	out := map[string]float64{}
	for code := range r.value {
		out[code[:2]] = r.chapter(code[:2])
	}
	return out
}

func total(m map[string]float64) float64 {
	sum := 0.0
	for _, c := range slices.Sorted(maps.Keys(m)) {
		sum += m[c]
	}
	return sum
}

// reports are the product reports of the flows between two sides.
func (t *table) reports(view int, from, to string, year int) []*report {
	var out []*report
	of := func(x, m string) *report { return t.lines[flowKey{view, year, x, m}] }
	exporters, importers := members(from, year), members(to, year)
	found, _ := pick(exporters, func(x string) bool {
		return slices.ContainsFunc(importers, func(m string) bool { s, _ := standIn(m, importers); return of(x, m) != nil || of(x, s) != nil })
	})
	for _, x := range found {
		ms, _ := pick(importers, func(m string) bool { return x != m && of(x, m) != nil })
		for _, m := range ms {
			out = append(out, of(x, m))
		}
	}
	return out
}

// byReport asks the reports of each year and view.
func (t *table) byReport(a, b string, ask func(s said, rs []*report)) {
	for view, who := range []string{a, b} {
		t.eachYear(func(y int) {
			if rs := t.reports(view, a, b, y); len(rs) > 0 {
				ask(said{y, viewName[view], who, ""}, rs)
			}
		})
	}
}

func (t *table) structure(a, b string, baskets []basket) answers {
	out := answers{}
	t.byReport(a, b, func(s said, rs []*report) {
		whole, open := 0.0, 0.0
		for _, r := range rs {
			whole += r.total
			open += total(r.chapters())
		}
		if whole <= 0 {
			return
		}
		for _, k := range baskets {
			sum, known := 0.0, false
			for _, r := range rs {
				chapters := r.chapters()
				complete := r.total > 0 && (r.total-total(chapters))/r.total < 0.005 // what has no line is nil
				lines, said := 0.0, complete
				for _, c := range k.HS {
					if v, ok := chapters[c]; ok {
						lines, said = lines+v, true
					}
				}
				if said {
					sum, known = sum+lines, true
				}
			}
			if known {
				out[said{s.year, s.view, s.reporter, k.Name}] = 100 * sum / whole
			}
		}
		out[said{s.year, s.view, s.reporter, "undisclosed"}] = 100 * (whole - open) / whole
	})
	return out
}

// shares are the chapters' parts of the whole, what is not disclosed as one more;
// nil where the whole is nothing.
func shares(rs []*report) map[string]float64 {
	whole, open := 0.0, 0.0
	for _, r := range rs {
		whole += r.total
		open += total(r.chapters())
	}
	if whole <= 0 {
		return nil
	}
	out := map[string]float64{}
	for _, r := range rs {
		for c, v := range r.chapters() {
			out[c] += v / whole
		}
	}
	if rest := 1 - open/whole; rest > 0 {
		out["rest"] = rest
	}
	return out
}

func apart(a, b map[string]float64) float64 {
	all := map[string]float64{}
	for c, v := range a {
		all[c] += v
	}
	for c, v := range b {
		all[c] -= v
	}
	sum := 0.0
	for _, v := range all {
		sum += max(v, -v)
	}
	return sum / 2
}

func (t *table) structuralChange(a, b string) answers {
	out, base := answers{}, map[string][]*report{}
	t.byReport(a, b, func(s said, rs []*report) {
		if base[s.view] == nil {
			base[s.view] = rs
		}
		if now, then := shares(rs), shares(base[s.view]); now != nil && then != nil {
			out[s] = apart(now, then)
		}
	})
	return out
}

func (t *table) productConcentration(a, b string) answers {
	out := answers{}
	t.byReport(a, b, func(s said, rs []*report) {
		if now := shares(rs); now != nil {
			sum := 0.0
			for c, v := range now {
				if c != "rest" {
					sum += v * v
				}
			}
			out[s] = sum
		}
	})
	return out
}

// world is an economy's trade with the world by chapter, by its own report: as
// published, else summed over its partners; nil where there is none, or where the
// lines make up less than three quarters of its trade.
func (t *table) withWorld(a string, imports bool, year int) map[string]float64 {
	of := func(p string) *report {
		if imports {
			return t.lines[flowKey{byImporter, year, p, a}]
		}
		return t.lines[flowKey{byExporter, year, a, p}]
	}
	out := map[string]float64{}
	if r := of("WLD"); r != nil {
		out = r.chapters()
	} else {
		for p, code := range t.codes {
			if r := of(code); t.plain[p] && r != nil {
				for c, v := range r.chapters() {
					out[c] += v
				}
			}
		}
	}
	whole, _ := t.book(a, own, year).whole(!imports, imports)
	if len(out) == 0 || is(whole) && total(out)/whole < 0.75 || total(out) <= 0 {
		return nil
	}
	return out
}

func parts(m map[string]float64) map[string]float64 {
	whole, out := total(m), map[string]float64{}
	for c, v := range m {
		out[c] = v / whole
	}
	return out
}

func (t *table) complementarity(a, b string) answers {
	out := answers{}
	t.eachYear(func(y int) {
		if x, m := t.withWorld(a, false, y), t.withWorld(b, true, y); x != nil && m != nil {
			out[said{y, "own", "", ""}] = 1 - apart(parts(x), parts(m))
		}
	})
	return out
}

// worldExports adds up every exporter's chapters, published or else summed; nil
// where fewer than fifty exporters have any.
func (t *table) worldExports(year int) map[string]float64 {
	out, exporters := map[string]float64{}, 0
	for x, code := range t.codes {
		if !t.plain[x] {
			continue
		}
		published, summed := map[string]float64{}, map[string]float64{}
		for p, partner := range t.codes {
			r := t.lines[flowKey{byExporter, year, code, partner}]
			if r == nil {
				continue
			}
			for c, v := range r.chapters() {
				if p == t.world {
					published[c] += v
				} else {
					summed[c] += v
				}
			}
		}
		if len(published)+len(summed) > 0 {
			exporters++
		}
		maps.Copy(summed, published)
		for c, v := range summed {
			out[c] += v
		}
	}
	if exporters < 50 {
		return nil
	}
	return out
}

func (t *table) advantage(a string, baskets []basket) answers {
	out := answers{}
	t.eachYear(func(y int) {
		mine, world := t.withWorld(a, false, y), t.worldExports(y)
		if mine == nil || world == nil {
			return
		}
		for _, k := range baskets {
			x, w := 0.0, 0.0
			for _, c := range k.HS {
				x, w = x+mine[c], w+world[c]
			}
			if w > 0 {
				out[said{y, "", a, k.Name}] = (x / total(mine)) / (w / total(world))
			}
		}
	})
	return out
}

package trade

import (
	"context"
	"fmt"
	"slices"
	"sort"
	"strings"

	"dyad/economy"
	"dyad/measure"
)

// members of an economy in a year: itself, or a group's members of that year.
func members(c economy.Code, year int) []economy.Code {
	if isGroup(c) {
		return economy.Members(c, year)
	}
	return []economy.Code{c}
}

func isGroup(c economy.Code) bool {
	e, ok := economy.Lookup(c)
	return ok && e.Kind == economy.Group
}

// everMembers is what to ask the ledger for: every economy that ever stood in c.
func everMembers(c economy.Code) []economy.Code {
	if !isGroup(c) {
		return []economy.Code{c}
	}
	var out []economy.Code
	for _, m := range economy.Memberships(c) {
		if !slices.Contains(out, m.Member) {
			out = append(out, m.Member)
		}
	}
	return out
}

// flowsBetween asks for both directions, whole flows or product lines.
func (t *Trade) flowsBetween(ctx context.Context, q measure.Query, basket string) ([]Flow, error) {
	as, bs := everMembers(q.A), everMembers(q.B)
	if basket != "" {
		return t.ledger.Products(ctx, as, bs)
	}
	return t.ledger.Between(ctx, as, bs)
}

// directed gives the flow from → to as each view of each source has it. For a
// basket it sums the basket's product lines.
func directed(flows []Flow, from, to economy.Code, basket *Basket) []series {
	if basket != nil {
		flows = basket.sum(flows)
	}
	if !isGroup(from) && !isGroup(to) {
		return single(flows, string(from), string(to))
	}
	return grouped(flows, from, to)
}

type sourceView struct {
	source, vintage string
	view            measure.View
}

func single(flows []Flow, from, to string) []series {
	by := map[sourceView]*series{}
	for i := range flows {
		f := &flows[i]
		if f.Exporter != from || f.Importer != to {
			continue
		}
		k := sourceView{f.Source, f.Vintage, f.View}
		s := by[k]
		if s == nil {
			s = &series{sayer: sayer{f.Source, f.Vintage, f.View, f.Reporter(), ""}, cells: map[int]cell{}}
			by[k] = s
		}
		s.cells[f.Year] = f.cell()
	}
	return inOrder(by)
}

func (f *Flow) cell() cell {
	if f.Missing {
		return cell{missing: true, why: fmt.Sprintf("%s publishes a gap: %s", f.Source, f.what()), flags: f.flags()}
	}
	c := cell{value: f.Value, flags: f.flags(), inputs: []measure.Input{f.input()}}
	return c
}

// what names the observation, as "RUS's exports to CHN in 1995 as RUS reports".
func (f *Flow) what() string { return what(f.Exporter, f.Importer, f.Year, f.View) }

func what(exporter, importer string, year int, v measure.View) string {
	s := fmt.Sprintf("exports of %s to %s in %d", exporter, importer, year)
	switch v {
	case measure.ByExporter:
		return s + ", as " + exporter + " reports"
	case measure.ByImporter:
		return s + ", as " + importer + " reports"
	}
	return s + ", " + string(v)
}

// grouped sums over the members of each year. A year in which some pair of
// members has no observation is partial and names up to five of them.
func grouped(flows []Flow, from, to economy.Code) []series {
	type pair struct{ x, m string }
	by := map[sourceView]map[int]map[pair]*Flow{}
	for i := range flows {
		f := &flows[i]
		k := sourceView{f.Source, f.Vintage, f.View}
		if by[k] == nil {
			by[k] = map[int]map[pair]*Flow{}
		}
		if by[k][f.Year] == nil {
			by[k][f.Year] = map[pair]*Flow{}
		}
		by[k][f.Year][pair{f.Exporter, f.Importer}] = f
	}
	out := map[sourceView]*series{}
	for k, byYear := range by {
		s := &series{sayer: sayer{k.source, k.vintage, k.view, "", ""}, cells: map[int]cell{}}
		switch k.view {
		case measure.ByExporter:
			s.Reporter = string(from)
		case measure.ByImporter:
			s.Reporter = string(to)
		}
		for year, pairs := range byYear {
			var c cell
			var absent []string
			present := 0
			for _, x := range members(from, year) {
				for _, m := range members(to, year) {
					if x == m {
						continue
					}
					f := pairs[pair{string(x), string(m)}]
					if f == nil || f.Missing {
						absent = append(absent, string(x)+"→"+string(m))
						continue
					}
					present++
					c.value += f.Value
					c.flags = join(c.flags, f.flags())
					if present <= 40 {
						c.inputs = append(c.inputs, f.input())
					}
				}
			}
			if present == 0 {
				continue
			}
			if len(absent) > 0 {
				sort.Strings(absent)
				c.flags = join(c.flags, []string{measure.Partial})
				shown := absent
				if len(shown) > 5 {
					shown = shown[:5]
				}
				c.note = fmt.Sprintf("a part: %d of %d flows have no observation (%s%s)", len(absent),
					len(absent)+present, strings.Join(shown, ", "), map[bool]string{true: " …"}[len(absent) > 5])
			}
			s.cells[year] = c
		}
		if len(s.cells) > 0 {
			out[k] = s
		}
	}
	return inOrder(out)
}

func inOrder(by map[sourceView]*series) []series {
	out := make([]series, 0, len(by))
	for _, s := range by {
		out = append(out, *s)
	}
	sort.Slice(out, func(i, j int) bool {
		a, b := out[i], out[j]
		if a.Source != b.Source {
			return a.Source < b.Source
		}
		if a.Vintage != b.Vintage {
			return a.Vintage < b.Vintage
		}
		return a.View < b.View
	})
	return out
}

func absentFlow(from, to economy.Code) func(series, int) string {
	return func(s series, year int) string {
		return "no observation: " + what(string(from), string(to), year, s.View) + " (" + s.Source + ")"
	}
}

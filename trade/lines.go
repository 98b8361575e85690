package trade

import (
	"fmt"
	"slices"
	"sort"
	"strings"

	"dyad/measure"
)

// lines are the product lines of one report of one flow in one year.
type lines struct {
	flow     Flow // the report, with the published total where there is one
	hasTotal bool
	value    map[string]float64  // by code
	marks    map[string][]string // the flags of the lines that have some, by code
	all      []string            // the flags of all that the report's structure rests on
	gaps     []string            // codes published without a value
	chapters []string            // in order
}

// bundle sorts flows into reports. Lines of several classifications are not
// mixed: a report keeps the first in the order of their names (H0 before H4),
// as the totals do that a lake computes. A report without lines is left out.
func bundle(flows []Flow) []*lines {
	type key struct {
		x, m, s, v string
		view       measure.View
		year       int
	}
	by := map[key]*lines{}
	var order []*lines
	system := map[key]string{}
	for i := range flows {
		if f := &flows[i]; f.Product != Total {
			k := key{f.Exporter, f.Importer, f.Source, f.Vintage, f.View, f.Year}
			if s, ok := system[k]; !ok || f.Classification < s {
				system[k] = f.Classification
			}
		}
	}
	for i := range flows {
		f := &flows[i]
		k := key{f.Exporter, f.Importer, f.Source, f.Vintage, f.View, f.Year}
		s, ok := system[k]
		if !ok || f.Product != Total && f.Classification != s {
			continue
		}
		l := by[k]
		if l == nil {
			l = &lines{flow: *f, value: map[string]float64{}, marks: map[string][]string{}}
			l.flow.Value, l.flow.Product, l.flow.Missing, l.flow.Note, l.flow.Flags = 0, Total, false, "", ""
			by[k] = l
			order = append(order, l)
		}
		switch {
		case f.Product == Total && !f.Missing:
			l.flow.Value, l.hasTotal, l.flow.Flags = f.Value, true, f.Flags
		case f.Product == Total:
		case f.Missing:
			l.gaps = append(l.gaps, f.Product)
		default:
			l.value[f.Product] = f.Value
			if f.Flags != "" {
				l.marks[f.Product] = f.flags()
			}
		}
	}
	var out []*lines
	for _, l := range order {
		if len(l.value) > 0 {
			l.seal()
			out = append(out, l)
		}
	}
	return out
}

func (l *lines) seal() {
	seen := map[string]bool{}
	for c := range l.value {
		if len(c) >= 2 && !seen[c[:2]] {
			seen[c[:2]] = true
			l.chapters = append(l.chapters, c[:2])
		}
	}
	slices.Sort(l.chapters)
	slices.Sort(l.gaps)
	l.all = l.flow.flags()
	if len(l.marks) > 0 {
		for _, c := range l.chapters {
			l.all = join(l.all, l.marked(l.under(c)))
		}
	}
}

// marked are the flags of some lines.
func (l *lines) marked(codes []string) []string {
	var out []string
	if len(l.marks) > 0 {
		for _, c := range codes {
			out = join(out, l.marks[c])
		}
	}
	return out
}

// under lists the codes that make up a prefix: the shortest ones that begin
// with it, so that a chapter is not counted again with its own headings.
func (l *lines) under(prefix string) []string {
	var out []string
	for c := range l.value {
		if !strings.HasPrefix(c, prefix) {
			continue
		}
		if len(out) > 0 && len(c) < len(out[0]) {
			out = out[:0]
		}
		if len(out) == 0 || len(c) == len(out[0]) {
			out = append(out, c)
		}
	}
	sort.Strings(out)
	return out
}

// sum adds up the codes that make up a prefix.
func (l *lines) sum(prefix string) float64 {
	sum := 0.0
	for _, c := range l.under(prefix) {
		sum += l.value[c]
	}
	return sum
}

// disclosed is the sum over the chapters.
func (l *lines) disclosed() float64 {
	sum := 0.0
	for _, c := range l.chapters {
		sum += l.sum(c)
	}
	return sum
}

// total is the published total, or the sum of what is disclosed.
func (l *lines) total() float64 {
	if l.hasTotal {
		return l.flow.Value
	}
	return l.disclosed()
}

// hidden is the share of what is listed under a code, or of the whole flow for
// the code "", that its own finer lines do not explain.
func (l *lines) hidden(code string) float64 {
	if code == "" {
		return ratioOrOne(l.total()-l.disclosed(), l.total())
	}
	finer := 0.0
	for c, v := range l.value {
		if strings.HasPrefix(c, code) && len(c) == len(code)+2 {
			finer += v
		}
	}
	return ratioOrOne(l.value[code]-finer, l.value[code])
}

func ratioOrOne(part, whole float64) float64 {
	if whole <= 0 {
		return 1
	}
	return part / whole
}

// enclosing is the finest listed code that a code lies within, "" for none.
func (l *lines) enclosing(code string) string {
	for n := len(code) - 2; n >= 2; n -= 2 {
		if _, ok := l.value[code[:n]]; ok {
			return code[:n]
		}
	}
	return ""
}

// nilRecorded says whether a code without a line means no trade: the lines
// beside it make up all but half a per cent of what it lies within. Else it may
// hide in the remainder.
func (l *lines) nilRecorded(code string) bool {
	return !slices.ContainsFunc(l.gaps, func(g string) bool { return strings.HasPrefix(code, g) || strings.HasPrefix(g, code) }) &&
		l.hidden(l.enclosing(code)) < 0.005
}

// of is the value of a basket in this report, with the flags of the total and of
// the lines it is made of.
func (l *lines) of(b *Basket) cell {
	c := cell{said: true, flags: l.flow.flags()}
	var absent []string
	for _, p := range b.HS {
		found := l.under(p)
		c.flags = join(c.flags, l.marked(found))
		for _, code := range found {
			f := l.flow
			f.Product, f.Value, f.Flags = code, l.value[code], strings.Join(l.marks[code], ",")
			c.inputs = append(c.inputs, f.input())
			c.value += f.Value
		}
		gap := slices.ContainsFunc(l.gaps, func(g string) bool {
			return strings.HasPrefix(g, p) && !(len(found) > 0 && len(found[0]) < len(g))
		})
		if gap || len(found) == 0 && !l.nilRecorded(p) {
			absent = append(absent, p)
		}
	}
	if len(absent) == 0 {
		return c
	}
	why := fmt.Sprintf("no line of HS %s, and %.1f %% of the flow is not disclosed by chapter", first(absent, 8), 100*l.hidden(""))
	if len(c.inputs) == 0 {
		if e := l.enclosing(absent[0]); e != "" {
			why = fmt.Sprintf("no line of HS %s, and HS %s is not listed more finely", first(absent, 8), e)
		}
		return gap("%s: %s (%s)", l.flow.what(), why, l.flow.Source)
	}
	c.flags = join(c.flags, partial)
	c.note = "a part: " + why
	return c
}

// flows turns product lines into flows of the basket.
func (b *Basket) flows(all []Flow) *Flows {
	var out []Flow
	for _, l := range bundle(all) {
		c := l.of(b)
		f := l.flow
		f.Product, f.Value, f.Missing, f.Classification = b.Name, c.value, c.missing, ""
		f.Flags, f.Note = strings.Join(c.flags, ","), c.note+c.why
		out = append(out, f)
	}
	return NewFlows(out)
}

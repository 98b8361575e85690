package named

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"dyad/economy"
	"dyad/figure"
	"dyad/internal/hint"
	"dyad/measure"
	"dyad/period"
)

// Ask is what a figure is made for. Source is "" for the source that says most;
// Then and Now are the two years of a comparison, 0 for the first and the last
// that the data have.
type Ask struct {
	Catalogue *measure.Catalogue
	A, B      economy.Code
	Years     measure.Years
	Freq      period.Unit // by the year where it is none
	Source    string
	Then, Now int
	Members   string // with which members groups count, as the measures' parameter; "" for each year's
	// Cite turns a source's id into the line under the figure.
	Cite func(source string) string
	// Caveats gives a source's caveats that travel with every number.
	Caveats func(source string) []string
	// Title is what a reader calls a basket of goods.
	Title func(basket string) string
}

// Maker makes one figure. Rows are the measure's rows the figure shows, for
// those who want to trace them.
type Maker struct {
	Name  string
	About string // one line for lists and completion
	Needs string // which data would fill it
	Make  func(ctx context.Context, a Ask) (figure.Chart, []measure.Row, error)
}

// All lists the figures in the order of an account.
func All() []Maker {
	return []Maker{
		total, monthly, flows, balance, structureExports, structureImports, dependence, asymmetry, ranks, mirrorGap, world,
		expected, expectedWorld, pipeline, completion,
	}
}

// Get finds a figure by name.
func Get(name string) (Maker, error) {
	var names []string
	for _, m := range All() {
		if m.Name == name {
			return m, nil
		}
		names = append(names, m.Name)
	}
	try := "figures: " + strings.Join(names, ", ")
	if near := hint.Suggest(name, names); len(near) > 0 {
		try = "did you mean " + strings.Join(near, " or ") + "? " + try
	}
	return Maker{}, hint.New(hint.Usage, "", fmt.Sprintf("unknown figure %q", name), try)
}

// rowsOf asks a measure and keeps one source: the one asked for, or the one
// that says most. others names the further sources that speak.
func (a Ask) rowsOf(ctx context.Context, name string, params map[string]string, swap bool) (rows []measure.Row, source string, others []string, err error) {
	q := measure.Query{A: a.A, B: a.B, Years: a.Years, Freq: a.Freq, Params: params}
	if swap {
		q.A, q.B = q.B, q.A
	}
	all, err := a.Catalogue.Eval(ctx, name, q)
	if err != nil {
		return nil, "", nil, err
	}
	names := measure.Sources(all)
	if a.Source != "" {
		return measure.From(all, a.Source), a.Source, nil, nil
	}
	if len(names) == 0 {
		return nil, "", nil, nil
	}
	return measure.From(all, names[0]), names[0], names[1:], nil
}

// bothWays asks a measure of A and B and of B and A, and keeps one source: the
// one asked for, or the one that says most of both together, for a source may
// have the books of one of them alone.
func (a Ask) bothWays(ctx context.Context, name string) (ab, ba []measure.Row, source string, others []string, err error) {
	q := measure.Query{A: a.A, B: a.B, Years: a.Years}
	if ab, err = a.Catalogue.Eval(ctx, name, q); err != nil {
		return nil, nil, "", nil, err
	}
	q.A, q.B = q.B, q.A
	if ba, err = a.Catalogue.Eval(ctx, name, q); err != nil {
		return nil, nil, "", nil, err
	}
	source = a.Source
	if source == "" {
		names := measure.Sources(slices.Concat(ab, ba))
		if len(names) == 0 {
			return nil, nil, "", nil, nil
		}
		source, others = names[0], names[1:]
	}
	return measure.From(ab, source), measure.From(ba, source), source, others, nil
}

// frame is the frame every figure of a dyad begins with.
// Rows are those that it draws: what a name stood for in their years is said.
func (a Ask) frame(name, source string, others []string, needs string, rows ...measure.Row) figure.Frame {
	f := figure.Frame{Name: name + "-" + string(a.A) + "-" + string(a.B), Absent: needs, Breaks: a.breaks()}
	if words := a.members(); words != "" {
		f.Caveats = append(f.Caveats, words)
	}
	f.Breaks, f.Caveats = a.territories(f.Breaks, f.Caveats, rows)
	f.Caveats = append(f.Caveats, derived(rows)...)
	if source != "" {
		f.Sources = []string{a.cite(source)}
		f.Caveats = append(f.Caveats, a.shortCaveats(source)...)
	}
	if source == "" {
		f.Sources = []string{"no source in the lake has these data"}
	}
	if len(others) > 0 {
		f.Caveats = append(f.Caveats, "The lake has further reports that are not drawn here: "+strings.Join(others, ", "))
	}
	return f
}

// captionCaveats is how many of a source's caveats a caption has room for; the
// rest are a word away, with the source.
const captionCaveats = 2

func (a Ask) shortCaveats(source string) []string {
	if a.Caveats == nil {
		return nil
	}
	all := a.Caveats(source)
	if len(all) <= captionCaveats+1 {
		return all
	}
	return append(append([]string(nil), all[:captionCaveats]...),
		fmt.Sprintf("%d more caveats stand with the source %s", len(all)-captionCaveats, source))
}

func (a Ask) cite(source string) string {
	if a.Cite != nil {
		return a.Cite(source)
	}
	return source
}

// place is the figure's place of an economy: A first, B second, else neutral.
func (a Ask) place(code string) figure.Economy {
	switch code {
	case string(a.A):
		return figure.First
	case string(a.B):
		return figure.Second
	}
	return figure.Neutral
}

func label(code string) string { return economy.Label(economy.Code(code)) }

// points turns the rows of one sayer into points; a partial sum is shown as
// what it is.
// at is the place of a period on an axis of years.
func at(p period.Period) float64 { return float64(p.Year) + float64(max(p.Month, 1)-1)/12 }

func points(rows []measure.Row) []figure.Point {
	out := make([]figure.Point, 0, len(rows))
	for _, r := range rows {
		p := figure.Point{X: at(r.Period), Y: r.Value, Missing: r.Missing, Note: strings.Join(r.FlagTexts(), ", ")}
		if r.Missing {
			p.Note = r.Why
		}
		out = append(out, p)
	}
	return out
}

// bySayer groups rows by who says them, in the order they come.
func bySayer(rows []measure.Row) [][]measure.Row {
	at := map[string]int{}
	var out [][]measure.Row
	for _, r := range rows {
		i, ok := at[r.Key()]
		if !ok {
			i = len(out)
			at[r.Key()] = i
			out = append(out, nil)
		}
		out[i] = append(out[i], r)
	}
	return out
}

// known drops sayers without any value.
func known(groups [][]measure.Row) [][]measure.Row {
	var out [][]measure.Row
	for _, g := range groups {
		for _, r := range g {
			if !r.Missing {
				out = append(out, g)
				break
			}
		}
	}
	return out
}

// period is the span of years with values, as "2000–2020".
func covering(groups [][]measure.Row) string {
	var first, last period.Period
	for _, g := range groups {
		for _, r := range g {
			if r.Missing {
				continue
			}
			if first.IsZero() || period.Compare(r.Period, first) < 0 {
				first = r.Period
			}
			if last.IsZero() || period.Compare(r.Period, last) > 0 {
				last = r.Period
			}
		}
	}
	switch {
	case first.IsZero():
		return "no years"
	case first == last:
		return first.Label()
	case first.Unit() == period.Year:
		return first.Label() + "–" + last.Label()
	}
	return first.Label() + " – " + last.Label()
}

// ConflictYears lists the years flagged sign_conflict, in order.
func ConflictYears(rows []measure.Row) []int {
	var out []int
	seen := map[int]bool{}
	for _, r := range rows {
		if r.Has(measure.SignConflict) && !seen[r.Year] {
			seen[r.Year] = true
			out = append(out, r.Year)
		}
	}
	return out
}

// Words writes years as "1988–1990, 2009 and 2020".
func Words(years []int) string {
	var spans []string
	for i := 0; i < len(years); {
		j := i
		for j+1 < len(years) && years[j+1] == years[j]+1 {
			j++
		}
		switch {
		case j == i:
			spans = append(spans, fmt.Sprint(years[i]))
		case j == i+1:
			spans = append(spans, fmt.Sprint(years[i]), fmt.Sprint(years[j]))
		default:
			spans = append(spans, fmt.Sprintf("%d–%d", years[i], years[j]))
		}
		i = j + 1
	}
	if n := len(spans); n > 1 {
		return strings.Join(spans[:n-1], ", ") + " and " + spans[n-1]
	}
	return strings.Join(spans, "")
}

func bands(years []int) []figure.Band {
	var out []figure.Band
	for _, y := range years {
		out = append(out, figure.Band{From: float64(y), To: float64(y), Label: fmt.Sprint(y)})
	}
	return out
}

const needsTrade = "annual exports and imports of the two economies, as either reports them"

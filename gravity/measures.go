package gravity

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"

	"dyad/economy"
	"dyad/internal/hint"
	"dyad/internal/numeral"
	"dyad/measure"
	"dyad/period"
)

// InSample is the flag of a number from an estimate in which the dyad itself
// took part.
const InSample = "in_sample"

var viewParam = measure.Param{Name: "view", Default: "", Choices: []string{"", string(measure.ByImporter), string(measure.ByExporter), string(measure.Reconciled)},
	Doc: "whose reports the estimate rests on; by default the importers', or what the source has"}

// Measures is the catalogue's part on gravity.
func Measures(x *Fields) []*measure.Measure {
	params := []measure.Param{
		{Name: "flow", Default: "total", Choices: []string{"total", "exports", "imports"}, Doc: "both directions together, what A sells to B, or what A buys from B"},
		viewParam,
		{Name: "limit", Default: "", Choices: []string{"", "lower", "upper"}, Doc: "the limits at 95 % in place of the value: of the estimate, not of the scatter of single dyads"},
	}
	const model = "PPML on all dyads: value ~ log(dist) + contig | exporter^year + importer^year"
	const absent = "missing where distance or border is not known or an economy has no other trade in the panel; a flow nobody observed is not zero and takes no part"
	expected := &measure.Measure{
		Name:    "gravity.expected",
		Zero:    "a year of no trade is fitted as 0, never left out",
		Groups:  "not answered for groups",
		Example: measure.Example{Ask: "gravity.expected CHN RUS --years 2017", Says: "the panel is too narrow"},
		Title:   "Expected trade", Unit: "USD", Params: params,
		Formula: model + "; expected = exp(xβ + exporter's effect + importer's effect)",
		Defined: "What the average tie of two economies of this size and these other ties, at this distance, amounts to. In sample: the dyad takes part in the estimate, which pulls a large dyad's expectation towards its trade; " +
			"`dyad gravity expect` leaves it out. A description, not a norm.",
		Reference: "Anderson and van Wincoop (2003), American Economic Review 93(1); Santos Silva and Tenreyro (2006), Review of Economics and Statistics 88(4); Head and Mayer (2014), Handbook of International Economics 4",
		Missing:   absent,
	}
	ratio := &measure.Measure{
		Name:    "gravity.ratio",
		Zero:    "a year of no trade is 0 ×; where the model separates the pair there is no ratio",
		Groups:  "not answered for groups",
		Example: measure.Example{Ask: "gravity.ratio CHN RUS --years 2017", Says: "the panel is too narrow"},
		Title:   "Actual over expected trade", Unit: "×", Params: params,
		Formula:   "actual trade / gravity.expected, of the same source and view",
		Defined:   "How many times its expectation a dyad trades; expectation in sample, see gravity.expected.",
		Reference: expected.Reference,
		Missing:   absent + "; missing too where the dyad's own trade was not observed",
	}
	expected.Eval, expected.World = x.eval(expected, false), x.world(expected, false)
	ratio.Eval, ratio.World = x.eval(ratio, true), x.world(ratio, true)
	return append([]*measure.Measure{expected, ratio}, counterfactualMeasures(x)...)
}

// fieldsOf are the fields a question is about: that of each source asked for,
// or of the one with most totals.
func (x *Fields) fieldsOf(ctx context.Context, m *measure.Measure, q measure.Query) ([]*Field, error) {
	sources := q.Sources
	if len(sources) == 0 {
		sources = []string{""}
	}
	var out []*Field
	for _, source := range sources {
		f, err := x.Field(ctx, Panel{Source: source, View: measure.View(m.Param(q, "view"))})
		var h *hint.Error
		if errors.As(err, &h) && h.Code == hint.Data {
			return nil, err
		}
		if err != nil {
			return nil, err
		}
		out = append(out, f)
	}
	return out, nil
}

func (x *Fields) eval(m *measure.Measure, ratio bool) func(context.Context, measure.Query) ([]measure.Row, error) {
	return func(ctx context.Context, q measure.Query) ([]measure.Row, error) {
		known := map[*Field]map[int]ExpectedYear{}
		var failed error
		rows, err := x.rows(ctx, m, q, func(f *Field, year int) measure.Row {
			if known[f] == nil {
				years, err := f.remembered(string(q.A), string(q.B))
				if err != nil {
					failed = err
				}
				known[f] = map[int]ExpectedYear{}
				for _, y := range years {
					known[f][y.Year] = y
				}
			}
			y, ok := known[f][year]
			if !ok {
				y = blankYear(year)
			}
			return f.row(m, q, y, ratio)
		})
		if failed != nil {
			return nil, failed
		}
		return rows, err
	}
}

// rows asks a measure of each field that a question is about, in its years; a
// field without the trade of one of the two has none.
func (x *Fields) rows(ctx context.Context, m *measure.Measure, q measure.Query, row func(f *Field, year int) measure.Row) ([]measure.Row, error) {
	if len(q.Reporters) > 0 {
		return nil, hint.New(hint.Usage, "", m.Name+" rests on the reports of all economies", "leave out the reporter, or choose --set view=exporter")
	}
	for _, code := range []economy.Code{q.A, q.B} {
		if e, ok := economy.Lookup(code); ok && (e.Kind == economy.Group || e.Kind == economy.Region || e.Kind == economy.Aggregate) {
			return x.absentRows(m, q, fmt.Sprintf("%s is a %s; a gravity model is of economies that are not parts of each other", code, e.Kind)), nil
		}
	}
	fields, err := x.fieldsOf(ctx, m, q)
	var h *hint.Error
	if errors.As(err, &h) && h.Code == hint.Data {
		return x.absentRows(m, q, h.What), nil
	}
	if err != nil {
		return nil, err
	}
	var out []measure.Row
	for _, f := range fields {
		if !f.has(string(q.A)) || !f.has(string(q.B)) {
			continue
		}
		for _, year := range f.Wide {
			if err := ctx.Err(); err != nil {
				return nil, err
			}
			if q.Years.Has(year) {
				out = append(out, row(f, year))
			}
		}
	}
	if len(fields) > 0 && len(out) == 0 && q.Years == (measure.Years{}) {
		return x.absentRows(m, q, fmt.Sprintf("%s has no trade of %s or of %s with enough others", fields[0].Panel.Source, q.A, q.B)), nil
	}
	return out, nil
}

// has says whether an economy takes part in the field.
func (f *Field) has(name string) bool {
	_, ok := slices.BinarySearch(f.m.p.names, name)
	return ok
}

// absentRows is one missing row that says what is lacking, in the last year
// asked for or else of the trade in the lake.
func (x *Fields) absentRows(m *measure.Measure, q measure.Query, why string) []measure.Row {
	year := q.Years.To
	if year == 0 && x != nil && x.lake != nil {
		for _, s := range x.lake.Latest() {
			if s.Table == "trade" {
				year = max(year, s.LastYear)
			}
		}
	}
	return []measure.Row{{Measure: m.Name, A: string(q.A), B: string(q.B), Period: period.Of(year), Unit: m.Unit, Missing: true, Why: why, Flags: []string{InSample}}}
}

// row is one year as the catalogue has it.
func (f *Field) row(m *measure.Measure, q measure.Query, y ExpectedYear, ratio bool) measure.Row {
	r := measure.Row{Measure: m.Name, A: string(q.A), B: string(q.B), Period: period.Of(y.Year), Unit: m.Unit, View: f.Panel.View, Source: f.Panel.Source, Vintage: f.Vintage,
		Flags: []string{InSample}, Query: f.Panel.SQL()}
	actual, expected, lower, upper := y.Actual, y.Expected, y.Lower, y.Upper
	switch m.Param(q, "flow") {
	case "exports":
		actual, expected, lower, upper = y.AToB.limits()
	case "imports":
		actual, expected, lower, upper = y.BToA.limits()
	}
	r.Value = expected
	if ratio {
		r.Value, lower, upper = actual/expected, actual/upper, actual/lower
	}
	if math.IsNaN(r.Value) {
		r.Value, r.Missing, r.Why = 0, true, y.Why
		if r.Why == "" {
			r.Why = "not observed"
		}
		return r
	}
	r.Note = f.Note()
	if !math.IsNaN(lower) {
		r.Note = fmt.Sprintf("95 %% limits of the estimate %s to %s; %s", measure.Format(lower, m.Unit), measure.Format(upper, m.Unit), r.Note)
	}
	switch m.Param(q, "limit") {
	case "lower":
		r.Value, r.Label = lower, "lower limit"
	case "upper":
		r.Value, r.Label = upper, "upper limit"
	}
	if math.IsNaN(r.Value) {
		r.Value, r.Missing, r.Why = 0, true, "the estimate has no limits here"
	}
	return r
}

func (d Direction) limits() (actual, expected, lower, upper float64) {
	const critical = 1.959963984540054 // of 95 %
	return d.Actual, d.Expected, d.Expected * math.Exp(-critical*d.LogError), d.Expected * math.Exp(critical*d.LogError)
}

// Note names the model behind the field's numbers.
func (f *Field) Note() string {
	return fmt.Sprintf("PPML %s, %s observations, %s view, in sample", f.Estimate.Formula, numeral.Thousands(f.Estimate.N), f.Panel.View)
}

func (x *Fields) world(m *measure.Measure, ratio bool) func(context.Context, measure.Query, int) ([]measure.WorldValue, error) {
	return func(ctx context.Context, q measure.Query, year int) ([]measure.WorldValue, error) {
		fields, err := x.fieldsOf(ctx, m, q)
		var h *hint.Error
		if errors.As(err, &h) && h.Code == hint.Data {
			return nil, nil
		}
		if err != nil {
			return nil, err
		}
		flow := m.Param(q, "flow")
		var out []measure.WorldValue
		for _, f := range fields {
			if flow == "total" {
				for _, d := range f.ratios[year] {
					v := measure.WorldValue{A: d.A, B: d.B, Role: string(f.Panel.View), Source: f.Panel.Source, Value: d.Expected}
					if ratio {
						v.Value = d.Ratio()
					}
					mine := d.A == string(q.B) && d.B == string(q.A)
					if !mine {
						out = append(out, v)
					}
					if mine || q.A == "" { // who asks for no dyad finds each in either order
						v.A, v.B = v.B, v.A
						out = append(out, v)
					}
				}
				continue
			}
			for _, r := range f.limits.rows[year] {
				a, b := f.m.p.names[f.m.p.exporter[r.row]], f.m.p.names[f.m.p.importer[r.row]]
				if flow == "imports" {
					a, b = b, a
				}
				v := measure.WorldValue{A: a, B: b, Role: string(f.Panel.View), Source: f.Panel.Source, Value: r.mu}
				if ratio {
					v.Value = f.m.p.value[r.row] / r.mu
				}
				out = append(out, v)
			}
		}
		return out, nil
	}
}

// LastYear is the last year in which the field has a ratio.
func (f *Field) LastYear() int {
	if len(f.Wide) == 0 {
		return 0
	}
	return slices.Max(f.Wide)
}

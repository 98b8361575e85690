package gravity

import (
	"context"
	"fmt"
	"math"

	"dyad/internal/hint"
	"dyad/regress"
	"dyad/regress/formula"
	"dyad/regress/frame"
)

// ExpectOptions steer Expect.
type ExpectOptions struct {
	Covariates *Covariates // more terms beside distance and border, or nil
	InSample   bool        // let the dyad take part in its own expectation
	Level      float64     // of the limits, per cent; 0 means 95
	Threads    int

	Tolerance        float64 // of convergence; 0 is the estimator's default
	AllowUnconverged bool    // give an answer without convergence, marked as such
}

// Direction is one directed flow of a dyad in a year.
type Direction struct {
	Actual   float64 // NaN: nobody observed it
	Expected float64 // NaN: see ExpectedYear.Why
	LogError float64 // standard error of ln Expected
}

// ExpectedYear compares a dyad's trade in a year, exports plus imports, with
// what the model expects. Missing numbers are NaN; Why says why.
type ExpectedYear struct {
	Year          int
	Actual        float64
	Expected      float64
	Lower, Upper  float64 // limits of Expected: the uncertainty of the estimate
	Ratio         float64 // Actual / Expected
	RatioLower    float64 // Actual / Upper
	RatioUpper    float64 // Actual / Lower
	LogError      float64 // standard error of ln Expected
	AToB, BToA    Direction
	InSampleRatio float64 // with the dyad in the estimation, as all others have it
	Percentile    float64 // of InSampleRatio among all dyads of the year, 0–100
	Dyads         int     // how many dyads that is
	Why           string
}

// Expectation is how much two economies should trade. Amounts are in the money
// of the panel.
type Expectation struct {
	A        string            `json:"a"`
	B        string            `json:"b"`
	LeftOut  bool              `json:"left_out"` // the dyad took no part in Estimate
	Level    float64           `json:"level"`    // of the limits, per cent
	Years    []ExpectedYear    `json:"years"`
	Coverage []Coverage        `json:"coverage,omitempty"` // gaps of the covariates given
	Origin   *Origin           `json:"panel,omitempty"`    // set by who read the panel from a lake
	Estimate *regress.Estimate `json:"estimate"`           // which Expected comes from
	InSample *regress.Estimate `json:"in_sample"`          // which Percentile comes from
}

// Expect estimates, by Poisson pseudo-maximum-likelihood on the trade of all
// dyads,
//
//	value ~ log(dist) + contig + covariates | exporter^year + importer^year
//
// with the great-circle distance between capitals, a common land border, and
// any covariates given, and compares the trade of a and b with what it
// expects. The effects stand for size and for multilateral resistance (Feenstra
// 2016; Head and Mayer 2014); the rest is distance and ties. Only observed
// flows take part.
//
// The dyad's own flows, in all years and both directions, are left out of the
// estimation, so that Expected is what the rest of the world's trade implies:
// a large dyad would otherwise pull the effects of its two economies, and with
// them its own expectation, towards itself. With InSample it takes part. The
// percentile compares like with like: every dyad, this one too, by an
// estimation in which all take part.
//
// The limits of Expected are of the estimate (delta method on coefficients and
// effects together, errors clustered by dyad), not of the scatter of single
// dyads about their expectation; for that look at the percentile.
func Expect(ctx context.Context, flows []Flow, a, b string, o ExpectOptions) (*Expectation, error) {
	if o.Level == 0 {
		o.Level = 95
	}
	if !(o.Level > 0 && o.Level < 100) {
		return nil, hint.New(hint.Usage, "level", fmt.Sprintf("%g is no percentage between 0 and 100", o.Level), "95")
	}
	if err := trades(flows, a, b); err != nil {
		return nil, err
	}
	p, err := newPanel(completeDyad(flows, a, b), func(f Flow) bool { return isDyad(f, a, b) })
	if err != nil {
		return nil, err
	}
	i, j := p.positions[a], p.positions[b]
	m, err := newExpectModel(p, o)
	if err != nil {
		return nil, err
	}
	m.indexDyad(i, j)
	gaps := o.Covariates.coverage(p)
	all, err := m.fit(ctx, "")
	if err != nil {
		return nil, sparse(err, gaps)
	}
	out := &Expectation{A: a, B: b, LeftOut: !o.InSample, Level: o.Level, Coverage: gaps, Estimate: all, InSample: all}
	if !o.InSample {
		lo, hi := min(a, b), max(a, b)
		if out.Estimate, err = m.fit(ctx, fmt.Sprintf("dyad != '%s-%s'", lo, hi)); err != nil {
			return nil, sparse(err, gaps)
		}
	}
	samples := m.samples(out.Estimate)
	for _, year := range p.years() {
		out.Years = append(out.Years, m.compare(out.Estimate, samples[year], year, i, j))
	}
	limits := newLimits(m, out.Estimate, samples)
	for k := range out.Years {
		m.limit(limits, &out.Years[k], out.Level, i, j)
	}
	m.percentiles(out, i, j)
	return out, nil
}

func isDyad(f Flow, a, b string) bool {
	return f.Exporter == a && f.Importer == b || f.Exporter == b && f.Importer == a
}

// completeDyad adds the dyad's unobserved flows as missing values, so that an
// expectation can be given for them too.
func completeDyad(flows []Flow, a, b string) []Flow {
	type key struct {
		exporter string
		year     int
	}
	seen, years := map[key]bool{}, map[int]bool{}
	for _, f := range flows {
		years[f.Year] = true
		if isDyad(f, a, b) {
			seen[key{f.Exporter, f.Year}] = true
		}
	}
	out := flows[:len(flows):len(flows)]
	for year := range years {
		for _, f := range []Flow{{a, b, year, math.NaN()}, {b, a, year, math.NaN()}} {
			if !seen[key{f.Exporter, year}] && a != b {
				out = append(out, f)
			}
		}
	}
	return out
}

// expectModel is the panel with its covariates and the formula.
type expectModel struct {
	p       *panel
	data    *frame.Frame
	formula string
	options regress.FitOptions  // beside data, formula, condition and clusters
	x       []regress.Regressor // the covariates on every row of the panel
	own     map[dyadRow]int     // the dyad's rows
}

type dyadRow struct {
	year     int
	exporter int32
}

// sample is a row of the panel that took part in an estimation: its number
// there and what was fitted.
type sample struct {
	row, at int
	mu      float64
}

func (m *expectModel) indexDyad(i, j int32) {
	m.own = map[dyadRow]int{}
	for k := range m.p.value {
		if m.p.of(k, i, j) {
			m.own[dyadRow{m.p.year[k], m.p.exporter[k]}] = k
		}
	}
}

// samples sorts the rows that took part by year.
func (m *expectModel) samples(e *regress.Estimate) map[int][]sample {
	out := map[int][]sample{}
	for at, mu := range e.Result.Fitted {
		row := at
		if e.Rows != nil {
			row = int(e.Rows[at])
		}
		if !math.IsNaN(mu) {
			out[m.p.year[row]] = append(out[m.p.year[row]], sample{row, at, mu})
		}
	}
	return out
}

func newExpectModel(p *panel, o ExpectOptions) (*expectModel, error) {
	m := &expectModel{p: p, options: regress.FitOptions{Threads: o.Threads, Tolerance: o.Tolerance, AllowUnconverged: o.AllowUnconverged}}
	columns := p.columns()
	distance, border := geography(p)
	text := "log(dist) + contig"
	if c := o.Covariates; c != nil {
		for _, t := range c.terms {
			if name := t.String(); name != "log(dist)" && name != "contig" { // there already; the table's values take their place
				text += " + " + name
			}
		}
		for _, name := range c.names {
			values := c.column(name, p)
			switch name {
			case "dist":
				distance = values
			case "contig":
				border = values
			default:
				columns = append(columns, frame.Column{Name: name, Numbers: values})
			}
		}
	}
	columns = append(columns, frame.Column{Name: "dist", Numbers: distance}, frame.Column{Name: "contig", Numbers: border})
	m.formula = "value ~ " + text + " | exporter^year + importer^year"
	var err error
	if m.data, err = frame.New("the panel", columns...); err != nil {
		return nil, err
	}
	f, err := formula.Parse(m.formula)
	if err != nil {
		return nil, err
	}
	m.x, err = regress.Columns(f.Terms, m.data, nil)
	return m, err
}

func (m *expectModel) fit(ctx context.Context, where string) (*regress.Estimate, error) {
	o := m.options
	o.Data, o.Formula, o.Where, o.Cluster, o.KeepEffects = "the panel", m.formula, where, []string{"dyad"}, true
	e, err := regress.Fit(ctx, m.data, o)
	if err == nil {
		m.p.account(e)
	}
	return e, err
}

// compare puts actual and expected trade of a year side by side.
func (m *expectModel) compare(e *regress.Estimate, rows []sample, year int, i, j int32) ExpectedYear {
	y := blankYear(year)
	effects := m.effectsOf(e, rows)
	for _, d := range []struct {
		from, to int32
		out      *Direction
	}{{i, j, &y.AToB}, {j, i, &y.BToA}} {
		row, ok := m.own[dyadRow{year, d.from}]
		if !ok {
			continue
		}
		d.out.Actual = m.p.value[row]
		expected, why := m.predict(e, effects, m.at(row), d.from, d.to)
		d.out.Expected = expected
		if why != "" {
			y.Why = why
		}
	}
	y.sum()
	return y
}

func blankYear(year int) ExpectedYear {
	nan := math.NaN()
	return ExpectedYear{Year: year, Actual: nan, Expected: nan, Lower: nan, Upper: nan, Ratio: nan, RatioLower: nan, RatioUpper: nan, LogError: nan,
		AToB: Direction{nan, nan, nan}, BToA: Direction{nan, nan, nan}, InSampleRatio: nan, Percentile: nan}
}

// sum adds the two directions.
func (y *ExpectedYear) sum() {
	y.Actual = y.AToB.Actual + y.BToA.Actual
	y.Expected = y.AToB.Expected + y.BToA.Expected
	y.Ratio = y.Actual / y.Expected
	if math.IsNaN(y.Actual) && y.Why == "" {
		y.Why = "trade was not observed in both directions"
	}
}

// at are the covariates of a row.
func (m *expectModel) at(row int) []float64 {
	out := make([]float64, len(m.x))
	for k, x := range m.x {
		out[k] = x.X[row]
	}
	return out
}

// limit adds the limits of a year, whose rows are the dyad's own.
func (m *expectModel) limit(l *limits, y *ExpectedYear, level float64, i, j int32) {
	there, ok := m.own[dyadRow{y.Year, i}]
	back, also := m.own[dyadRow{y.Year, j}]
	if ok && also {
		l.fill(y, level, [2][]float64{l.covariates(m.at(there)), l.covariates(m.at(back))}, i, j)
	}
}

package scenario

import (
	"fmt"
	"math"

	"dyad/gravity/equilibrium"
	"dyad/internal/numeral"
	"dyad/regress/formula"
)

// check finds what is wrong with a scenario before any data is read.
func (s *Scenario) check() error {
	switch {
	case s.Data == "":
		return s.fault("$.data", "the scenario names no data", "data: panel.csv, one row for each directed pair, domestic sales included")
	case s.Sigma == 0:
		return s.fault("$.sigma", "the elasticity of substitution is missing", "sigma: 5; published estimates of aggregate trade lie between about 4 and 8")
	case !(s.Sigma > 1) || math.IsInf(s.Sigma, 0):
		return s.fault("$.sigma", fmt.Sprintf("the elasticity of substitution is %g; it must be larger than 1", s.Sigma), "sigma: 5; published estimates of aggregate trade lie between about 4 and 8")
	case s.Baseline != "fitted" && s.Baseline != "observed":
		return s.fault("$.baseline", fmt.Sprintf("%q is unknown", s.Baseline), "fitted or observed")
	case s.Closure != "ratio" && s.Closure != "deficit":
		return s.fault("$.closure", fmt.Sprintf("%q is unknown", s.Closure), "ratio or deficit")
	case len(s.Changes) == 0:
		return s.fault("$.changes", "the scenario changes nothing", "see the description of changes")
	case len(s.Dyad) != 0 && (len(s.Dyad) != 2 || s.Dyad[0] == s.Dyad[1]):
		return s.fault("$.dyad", "a dyad is two economies", "dyad: [CHN, RUS]")
	case (s.Columns.Output == "") != (s.Columns.Expenditure == ""):
		return s.fault("$.columns", "output and expenditure go together", "name both columns or neither")
	case s.Intervals.Draws < 0 || s.Intervals.Draws > 100000:
		return s.fault("$.intervals.draws", "the number of draws lies between 0 and 100000", "draws: 500")
	case !(s.Intervals.Level > 0 && s.Intervals.Level < 100):
		return s.fault("$.intervals.level", "the level is a percentage between 0 and 100", "level: 95")
	case s.Intervals.Draws > 0 && s.Intervals.Draws < leastDraws(s.Intervals.Level):
		return s.fault("$.intervals.draws", fmt.Sprintf("%d %s %s too few for limits at %g %%", s.Intervals.Draws, numeral.Plural(s.Intervals.Draws, "draw", "draws"), numeral.Plural(s.Intervals.Draws, "is", "are"), s.Intervals.Level),
			fmt.Sprintf("draws: %d or more, better %d; none for no limits", leastDraws(s.Intervals.Level), 5*leastDraws(s.Intervals.Level)))
	}
	if s.Where != "" {
		if _, err := formula.ParseExpression(s.Where, "where"); err != nil {
			return err
		}
	}
	if err := s.checkEstimate(); err != nil {
		return err
	}
	for k := range s.Changes {
		if err := s.checkChange(k); err != nil {
			return err
		}
	}
	return nil
}

// leastDraws is how many draws a level asks for: a hundred, and two beyond either
// limit at the least, so that no limit is a single extreme draw.
func leastDraws(level float64) int {
	return int(max(100, math.Ceil(4/(1-level/100)-1e-6)))
}

func (s *Scenario) checkEstimate() error {
	e := s.Estimate
	if e.Formula != "" && len(e.Coefficients) > 0 {
		return s.fault("$.estimate", "an estimate has a formula or coefficients, not both", "leave one of them out")
	}
	if e.Formula == "" && len(e.Coefficients) == 0 && s.Baseline == "fitted" {
		return s.fault("$.estimate", "a fitted baseline needs an estimate of trade costs", "estimate: {formula: ...}, or baseline: observed")
	}
	for k, c := range e.Coefficients {
		path := fmt.Sprintf("$.estimate.coefficients[%d]", k)
		if c.Name == "" {
			return s.fault(path, "the coefficient has no name", "name: lndist")
		}
		if c.StdError < 0 {
			return s.fault(path+".std_error", "a standard error is not negative", "std_error: 0.1, or none where the number is certain")
		}
	}
	if e.Formula == "" {
		return nil
	}
	f, err := formula.Parse(e.Formula)
	if err != nil {
		return err
	}
	outcome, plain := f.Outcome.(formula.Column)
	switch { // another panel may have another name for trade
	case !plain:
		return s.fault("$.estimate.formula", fmt.Sprintf("the outcome is %s; the model is of trade itself, by Poisson, not of a function of it", f.Outcome), s.Columns.Trade+" ~ …")
	case s.Estimate.Data == "" && outcome.Name != s.Columns.Trade:
		return s.fault("$.estimate.formula", fmt.Sprintf("the outcome is %s, the column of trade %s", f.Outcome, s.Columns.Trade), fmt.Sprintf("%s ~ …, or columns: {trade: %s}", s.Columns.Trade, outcome.Name))
	}
	return nil
}

func (s *Scenario) checkChange(k int) error {
	c, path := s.Changes[k], fmt.Sprintf("$.changes[%d]", k)
	ways := 0
	if len(c.Between) > 0 {
		ways++
	}
	if len(c.Pairs) > 0 {
		ways++
	}
	fromTo := c.From.all || len(c.From.list) > 0 || c.To.all || len(c.To.list) > 0
	if fromTo {
		ways++
	}
	switch {
	case ways != 1:
		return s.fault(path, "a change names its pairs in one way: between, from and to, or pairs", "between: [CAN, JPN]")
	case fromTo && !((c.From.all || len(c.From.list) > 0) && (c.To.all || len(c.To.list) > 0)):
		return s.fault(path, "from and to go together", "from: [CHN], to: all")
	case c.Both && !fromTo:
		return s.fault(path+".both", "both goes with from and to", "between takes both directions already; with pairs list both")
	}
	for i, p := range c.Pairs {
		if len(p) != 2 || p[0] == p[1] {
			return s.fault(fmt.Sprintf("%s.pairs[%d]", path, i), "a pair is an exporter and another economy, the importer", "pairs: [[CHN, DEU]]")
		}
	}
	whats := 0
	if len(c.Set) > 0 {
		whats++
	}
	if c.Cost != "" {
		whats++
		if _, ok := percentage(c.Cost); !ok {
			return s.fault(path+".cost", fmt.Sprintf("%q is not a change of costs", c.Cost), "a percentage above −100%: cost: +30%")
		}
	}
	if c.Coefficient != nil {
		whats++
		if c.Coefficient.StdError < 0 {
			return s.fault(path+".coefficient.std_error", "a standard error is not negative", "std_error: 0.1, or none where the number is certain")
		}
	}
	if whats != 1 {
		return s.fault(path, "a change does one thing: set, cost or coefficient", "cost: +30%")
	}
	if len(c.Set) > 0 && s.Estimate.Formula == "" && len(s.Estimate.Coefficients) == 0 {
		return s.fault(path+".set", "to set a column needs an estimate of what it does", "estimate: {formula: ...}")
	}
	return nil
}

func (s *Scenario) closure() equilibrium.Closure {
	if s.Closure == "deficit" {
		return equilibrium.Deficit
	}
	return equilibrium.Ratio
}

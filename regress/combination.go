package regress

import (
	"fmt"
	"math"
	"strings"

	"dyad/internal/hint"
	"dyad/regress/formula"
)

// Combine adds combinations of coefficients to the estimates that have them all:
// "total = rta + rta_lag4 + rta_lag8" is a sum with the name total. Any arithmetic
// will do, as in 100*(exp(rta) - 1); the error is by the delta method. A
// coefficient whose name is not a plain word or expression stands in backquotes:
// `year::2006:log(dist)`. A combination that no estimate can make is an error.
func Combine(estimates []*Estimate, combinations []string) error {
	for _, text := range combinations {
		name, expression, err := parseCombination(text)
		if err != nil {
			return err
		}
		var missing error
		made := false
		for _, e := range estimates {
			if err := e.unnamed(name); err != nil {
				return err
			}
			c, err := e.combine(name, expression)
			if err != nil {
				if missing == nil {
					missing = err
				}
				continue
			}
			e.Combinations = append(e.Combinations, c)
			if c.Why != "" {
				e.Notes = append(e.Notes, fmt.Sprintf("%s has no standard error: %s.", c.Name, c.Why))
			}
			made = true
		}
		if !made && missing != nil {
			return missing
		}
	}
	return nil
}

// parseCombination splits "name = expression"; without a name the expression is
// its own.
func parseCombination(text string) (string, formula.Expression, error) {
	at := equalsSign(text)
	e, err := formula.ParseExpression(text[at+1:], "--combine")
	if err != nil {
		return "", nil, err
	}
	if name := strings.TrimSpace(text[:max(at, 0)]); name != "" {
		return name, e, nil
	}
	return e.String(), e, nil
}

// equalsSign finds the = that is no part of a comparison and of no name in
// backquotes; -1 for none.
func equalsSign(text string) int {
	quoted := false
	for i := range len(text) {
		switch {
		case text[i] == '`':
			quoted = !quoted
		case quoted || text[i] != '=' || i > 0 && strings.IndexByte("=!<>", text[i-1]) >= 0 || strings.HasPrefix(text[i+1:], "="):
		default:
			return i
		}
	}
	return -1
}

func (e *Estimate) combine(name string, expression formula.Expression) (Coefficient, error) {
	position := map[string]int{}
	var names []string
	for k, c := range e.Coef {
		position[c.Name] = k
		names = append(names, c.Name)
	}
	value, slopes, err := formula.Gradient(expression, func(name string) (float64, bool) {
		k, ok := position[name]
		if !ok {
			return 0, false
		}
		return e.Coef[k].Estimate, true
	})
	if err != nil {
		return Coefficient{}, &hint.Error{Code: hint.Usage, Where: "--combine", What: fmt.Sprintf("%q", name), Err: err, Try: "coefficients there are: " + hint.Listed(names)}
	}
	if len(slopes) == 0 {
		return Coefficient{}, hint.New(hint.Usage, "--combine", fmt.Sprintf("%q has no coefficient in it", name), "coefficients there are: "+hint.Listed(names))
	}
	variance, terms := 0.0, 0.0
	for a, first := range names { // in order, so that every run rounds alike
		for b, second := range names {
			if slope := slopes[first] * slopes[second]; slope != 0 {
				variance += slope * e.Covariance[a][b]
				terms += math.Abs(slope * e.Covariance[a][b])
			}
		}
	}
	if !finite(value) || !finite(variance) && e.hasErrors(slopes) {
		return Coefficient{}, hint.New(hint.Usage, "--combine", fmt.Sprintf("%q has no value, or no finite slope, at the estimates", name), "an expression that is defined there")
	}
	return e.combined(name, value, variance, terms), nil
}

// combined tests a combination, whose variance is the sum of terms of that size
// together. One that is zero but for rounding is none: it lies in a direction
// that the clusters are too few to tell anything of.
func (e *Estimate) combined(name string, value, variance, terms float64) Coefficient {
	const rounding = 1e-12
	switch {
	case math.IsNaN(variance):
		c := e.tested(name, value, math.NaN())
		c.Why = "a coefficient in it has no standard error"
		return c
	case variance <= rounding*terms:
		c := e.tested(name, value, math.NaN())
		c.Why = "its variance is zero but for rounding"
		return c
	}
	return e.tested(name, value, math.Sqrt(variance))
}

// hasErrors says whether all coefficients with a slope have a standard error.
func (e *Estimate) hasErrors(slopes map[string]float64) bool {
	for _, c := range e.Coef {
		if slopes[c.Name] != 0 && math.IsNaN(c.StdError) {
			return false
		}
	}
	return true
}

func finite(x float64) bool { return !math.IsNaN(x) && !math.IsInf(x, 0) }

// unnamed refuses a name that the estimate has already.
func (e *Estimate) unnamed(name string) error {
	for _, c := range append(append([]Coefficient(nil), e.Coef...), e.Combinations...) {
		if c.Name == name {
			return hint.New(hint.Usage, "--combine", fmt.Sprintf("there is a row %q already", name),
				"a name of its own: total = a + b (to test whether a equals b: difference = a - b)")
		}
	}
	return nil
}

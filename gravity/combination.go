package gravity

import (
	"fmt"
	"math"
	"strings"

	"dyad/gravity/formula"
	"dyad/internal/hint"
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
			c, err := e.combine(name, expression)
			if err != nil {
				if missing == nil {
					missing = err
				}
				continue
			}
			e.Combinations = append(e.Combinations, c)
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
		return Coefficient{}, &hint.Error{Code: hint.Usage, Where: "--combine", What: fmt.Sprintf("%q", name), Err: err, Try: "coefficients there are: " + listed(names)}
	}
	if len(slopes) == 0 {
		return Coefficient{}, hint.New(hint.Usage, "--combine", fmt.Sprintf("%q has no coefficient in it", name), "coefficients there are: "+listed(names))
	}
	variance := 0.0
	for a, s := range slopes {
		for b, t := range slopes {
			variance += s * t * e.Covariance[position[a]][position[b]]
		}
	}
	return e.tested(name, value, math.Sqrt(max(0, variance))), nil
}

// listed names up to twenty.
func listed(names []string) string {
	if len(names) > 20 {
		return strings.Join(names[:20], ", ") + fmt.Sprintf(", … (%d in all)", len(names))
	}
	return strings.Join(names, ", ")
}

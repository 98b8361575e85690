package regress

import (
	"fmt"

	"dyad/regress/formula"
	"dyad/stat/ppml"
)

// logs are the functions that stand in for the logarithm of an outcome.
var logs = map[string]bool{"log": true, "log10": true, "log1p": true, "asinh": true}

// loggedOutcome warns of a Poisson model of a logarithm, which is a habit from
// OLS: the model is of the logarithm of the outcome's mean already, so it is then
// of a logarithm's logarithm. "" where the outcome is none.
func (s *specification) loggedOutcome() string {
	call, ok := s.formula.Outcome.(formula.Call)
	for ok && call.Function == "I" {
		call, ok = call.Argument.(formula.Call)
	}
	if !ok || s.family != ppml.Poisson || !logs[call.Function] {
		return ""
	}
	text := fmt.Sprintf("caution: the outcome of this Poisson model is %s: its coefficients are no elasticities of %s. Poisson has the logarithm already: write %s ~ …, zeros included; or --family ols for %s",
		call, call.Argument, call.Argument, call)
	if call.Function == "log" || call.Function == "log10" {
		text += ". Rows where it is undefined (zero) are dropped"
	}
	return text + "."
}

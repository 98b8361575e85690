package table

import (
	"dyad/internal/numeral"
	"dyad/regress"
	"fmt"
	"strings"
)

// correctionNotes say under a table that estimates are corrected, with the numbers
// before.
func correctionNotes(c *regress.BiasCorrection, digits int) []string {
	note := fmt.Sprintf("corrected for incidental parameters after Weidner and Zylkin (2021); errors are clustered by %s, %s pairs", c.Pair, numeral.Thousands(c.Pairs))
	before := "uncorrected "
	if len(c.Corrected) == 1 {
		note = "errors " + note + "; the estimates of a two-way model have no such bias"
		before += "errors "
	} else {
		note = "estimates and errors " + note
	}
	if !c.Exact {
		note += "; the leverage of the effects is by its leading terms"
	}
	var list []string
	for _, u := range c.Uncorrected {
		estimate, stdError := numeral.WithError(u.Estimate, u.StdError, digits)
		if len(c.Corrected) > 1 {
			stdError = estimate + " " + stdError
		}
		list = append(list, u.Name+" "+stdError)
	}
	return []string{note + ".", before + strings.Join(list, ", ") + "."}
}

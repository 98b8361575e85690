package ppml

import (
	"fmt"
	"math"

	"dyad/stat/internal/absorb"
)

// validate checks everything that can be told before rows are dropped.
func validate(m Model, o Options) error {
	n := len(m.Y)
	if n == 0 {
		return fault("outcome", "check the filter that chose the rows", "no rows")
	}
	if n > math.MaxInt32 {
		return fault("outcome", "", "%d rows, more than the %d that can be numbered", n, math.MaxInt32)
	}
	seen := map[string]bool{}
	for _, x := range m.X {
		if seen[x.Name] {
			return fault("regressor "+x.Name, "", "named twice")
		}
		seen[x.Name] = true
	}
	if o.Errors == Clustered && len(o.Clusters) == 0 {
		return fault("clusters", "name at least one", "clustered errors asked for without a cluster")
	}
	checks := []func() error{func() error { return finite("outcome", m.Y, n, m.Family == Poisson) }}
	if m.Weights != nil {
		checks = append(checks, func() error { return finite("weights", m.Weights, n, true) })
	}
	if m.Offset != nil {
		checks = append(checks, func() error { return finite("offset", m.Offset, n, false) })
	}
	for _, x := range m.X {
		checks = append(checks, func() error { return finite("regressor "+x.Name, x.X, n, false) })
	}
	for _, e := range m.Effects {
		checks = append(checks, func() error { return validateFactor("effect", e, n) })
	}
	if o.Errors == Clustered {
		for _, c := range o.Clusters {
			checks = append(checks, func() error { return validateFactor("cluster", c, n) })
		}
	}
	found := make([]error, len(checks))
	absorb.Parallel(o.Threads, len(checks), func(_, k int) { found[k] = checks[k]() })
	for _, err := range found {
		if err != nil {
			return err
		}
	}
	return nil
}

// finite checks that a column has n finite numbers, none negative if that is asked.
func finite(where string, column []float64, n int, nonnegative bool) error {
	if len(column) != n {
		return fault(where, "", "has %d rows, the outcome has %d", len(column), n)
	}
	for i, v := range column {
		if v-v == 0 && (v >= 0 || !nonnegative) { // neither infinite nor missing
			continue
		}
		switch {
		case v < 0 && !math.IsInf(v, 0) && where == "outcome":
			return fault(fmt.Sprintf("outcome, row %d", i), "drop the row, or use the Gaussian family", "negative value %g; a Poisson outcome is zero or more", v)
		case v < 0 && !math.IsInf(v, 0):
			return fault(fmt.Sprintf("%s, row %d", where, i), "", "negative weight %g", v)
		case math.IsNaN(v):
			return fault(fmt.Sprintf("%s, row %d", where, i), "leave out rows with missing values", "not a number")
		case math.IsInf(v, 0):
			return fault(fmt.Sprintf("%s, row %d", where, i), "the logarithm of zero is a common cause", "infinite value")
		}
	}
	return nil
}

func validateFactor(kind string, f Factor, n int) error {
	where := kind + " " + f.Name
	if len(f.ID) != n {
		return fault(where, "", "has %d rows, the outcome has %d", len(f.ID), n)
	}
	for i, g := range f.ID {
		if g < 0 || int(g) >= f.Groups {
			return fault(fmt.Sprintf("%s, row %d", where, i), "", "group %d is outside 0 to %d", g, f.Groups-1)
		}
	}
	return nil
}

// checkVariation looks for an outcome, effects and clusters that do not vary.
// Only the caller's own rows are judged: what is left after dropping separated
// rows may well be constant, and has an estimate all the same.
func checkVariation(m Model, o Options) error {
	constant := true
	for i := 1; i < len(m.Y) && constant; i++ {
		constant = m.Y[i] == m.Y[0]
	}
	if constant && len(m.Y) > 1 {
		return fault("outcome", "", "constant: all %d rows are %g, so there is nothing to explain", len(m.Y), m.Y[0])
	}
	for _, f := range m.Effects {
		if !varies(f) {
			return fault("effect "+f.Name, "leave it out", "has one group only")
		}
	}
	if o.Errors != Clustered {
		return nil
	}
	for _, f := range o.Clusters {
		if !varies(f) {
			return fault("cluster "+f.Name, "another cluster", "has one group only")
		}
	}
	return nil
}

func varies(f Factor) bool {
	for _, g := range f.ID {
		if g != f.ID[0] {
			return true
		}
	}
	return false
}

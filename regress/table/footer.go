package table

import (
	"context"
	"dyad/internal/numeral"
	"dyad/regress"
	"math"
	"slices"
	"strconv"
	"strings"
)

// footer says what the models are made of, what rows they rest on and how they
// fit.
func (t *Table) footer(estimates []*regress.Estimate) error {
	f := &footer{table: t, estimates: estimates}
	f.model()
	f.errors()
	f.sample()
	return f.fit()
}

// footer adds the rows under the coefficients.
type footer struct {
	table     *Table
	estimates []*regress.Estimate
}

// row adds a row, if any of its cells holds something.
func (f *footer) row(label string, cell func(*regress.Estimate) string) {
	r, empty := Row{Label: label}, true
	for _, e := range f.estimates {
		s := cell(e)
		empty = empty && s == ""
		r.Cells = append(r.Cells, s)
	}
	if !empty {
		f.table.Footer = append(f.table.Footer, r)
	}
}

func (f *footer) model() {
	f.row("Outcome", func(e *regress.Estimate) string { return e.Outcome })
	f.row("Estimator", func(e *regress.Estimate) string { return map[string]string{"poisson": "PPML", "ols": "OLS"}[e.Family] })
	f.row("Weights", func(e *regress.Estimate) string { return e.Weights })
	f.row("Offset", func(e *regress.Estimate) string { return e.Offset })
	var effects []string
	for _, e := range f.estimates {
		for _, x := range e.Effects {
			if !slices.Contains(effects, x.Name) {
				effects = append(effects, x.Name)
			}
		}
	}
	for _, name := range effects {
		f.row("Effects: "+name, func(e *regress.Estimate) string {
			if slices.ContainsFunc(e.Effects, func(x regress.Groups) bool { return x.Name == name }) {
				return "yes"
			}
			return "no"
		})
	}
}

func (f *footer) errors() {
	f.row("Errors", func(e *regress.Estimate) string {
		if len(e.Clusters) == 0 {
			return e.Errors
		}
		var names []string
		for _, c := range e.Clusters {
			names = append(names, c.Name)
		}
		return "by " + strings.Join(names, ", ")
	})
	f.row("Clusters", func(e *regress.Estimate) string {
		var counts []string
		for _, c := range e.Clusters {
			counts = append(counts, numeral.Thousands(c.Groups))
		}
		return strings.Join(counts, ", ")
	})
}

func (f *footer) sample() {
	chosen := slices.ContainsFunc(f.estimates, func(e *regress.Estimate) bool { return e.Where != "" })
	f.row("Sample", func(e *regress.Estimate) string {
		if chosen && e.Where == "" {
			return "all rows"
		}
		return e.Where
	})
	f.row("Rows excluded", func(e *regress.Estimate) string {
		if !chosen {
			return ""
		}
		return numeral.Thousands(e.NExcluded)
	})
	f.row("Observations", func(e *regress.Estimate) string { return numeral.Thousands(e.N) })
	f.row("Rows dropped", func(e *regress.Estimate) string {
		if e.NDropped == 0 {
			return ""
		}
		return numeral.Thousands(e.NDropped)
	})
}

func (f *footer) fit() error {
	fit := map[*regress.Estimate]regress.FitStatistics{}
	for _, e := range f.estimates {
		var err error
		if fit[e], err = e.FitStatistics(context.Background()); err != nil {
			return err
		}
	}
	// of writes a number of one family's models, nothing for the others.
	of := func(family string, number func(*regress.Estimate) float64) func(*regress.Estimate) string {
		return func(e *regress.Estimate) string {
			if e.Family != family {
				return ""
			}
			return numeral.Decimal(number(e), 4)
		}
	}
	f.row("R²", of("ols", func(e *regress.Estimate) float64 { return fit[e].R2 }))
	f.row("Adjusted R²", of("ols", func(e *regress.Estimate) float64 { return fit[e].AdjustedR2 }))
	f.row("Within R²", func(e *regress.Estimate) string {
		if len(e.Effects) == 0 {
			return ""
		}
		return of("ols", func(e *regress.Estimate) float64 { return fit[e].WithinR2 })(e)
	})
	f.row("Root MSE", of("ols", func(e *regress.Estimate) float64 { return fit[e].RootMSE }))
	f.row("Squared correlation", of("poisson", func(e *regress.Estimate) float64 { return e.SquaredCorrelation }))
	f.row("Pseudo R²", of("poisson", func(e *regress.Estimate) float64 { return fit[e].PseudoR2 }))
	f.row("Log-likelihood", func(e *regress.Estimate) string { return six(e.LogLikelihood) })
	f.row("Deviance", func(e *regress.Estimate) string { return six(e.Deviance) })
	f.row("Converged", func(e *regress.Estimate) string {
		if e.Converged {
			return ""
		}
		return "NO"
	})
	return nil
}

// six writes a number in six significant digits.
func six(x float64) string {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return numeral.Missing
	}
	return numeral.Minus(strconv.FormatFloat(x, 'g', 6, 64))
}

package table

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"dyad/internal/hint"
	"dyad/internal/numeral"
	"dyad/regress"
)

// Options steer a table of estimates.
type Options struct {
	Title   string
	Headers []string // one for each estimate; default: (1), (2), …
	Digits  int      // decimals of estimates and errors; 0 means 4
	Stars   bool     // mark p < 0.1, 0.05, 0.01 with *, **, ***
}

// Table holds estimates side by side: a row of estimates and a row
// of standard errors for each coefficient, then what the models are made of.
type Table struct {
	Title   string
	Headers []string
	Body    []Row
	Footer  []Row
	Notes   []string
}

// Row is a labelled row of cells, one for each estimate.
type Row struct {
	Label string
	Cells []string
}

// New lays estimates out; coefficients come in the order they
// are first met.
func New(estimates []*regress.Estimate, o Options) (*Table, error) {
	if len(estimates) == 0 {
		return nil, hint.New(hint.Usage, "", "a table needs an estimate", "")
	}
	if o.Headers != nil && len(o.Headers) != len(estimates) {
		return nil, hint.New(hint.Usage, "", fmt.Sprintf("%d headers for %d estimates", len(o.Headers), len(estimates)), "")
	}
	if o.Digits <= 0 {
		o.Digits = 4
	}
	t := &Table{Title: o.Title, Headers: o.Headers}
	if t.Headers == nil {
		for i := range estimates {
			t.Headers = append(t.Headers, fmt.Sprintf("(%d)", i+1))
		}
	}
	t.body(estimates, o)
	if err := t.footer(estimates); err != nil {
		return nil, err
	}
	t.notes(estimates, o)
	return t, nil
}

func (t *Table) body(estimates []*regress.Estimate, o Options) {
	var names []string
	seen := map[string]bool{}
	for _, e := range estimates {
		for _, c := range e.Coef {
			if !seen[c.Name] {
				seen[c.Name] = true
				names = append(names, c.Name)
			}
		}
		for _, c := range e.Collinear {
			if !seen[c] {
				seen[c] = true
				names = append(names, c)
			}
		}
	}
	for _, name := range names {
		t.estimates(name, estimates, o, func(e *regress.Estimate) []regress.Coefficient { return e.Coef })
	}
	seen = map[string]bool{}
	for _, e := range estimates {
		for _, c := range e.Combinations {
			if !seen[c.Name] {
				seen[c.Name] = true
				t.estimates(c.Name, estimates, o, func(e *regress.Estimate) []regress.Coefficient { return e.Combinations })
			}
		}
	}
}

// estimates adds the two rows of one name.
func (t *Table) estimates(name string, estimates []*regress.Estimate, o Options, of func(*regress.Estimate) []regress.Coefficient) {
	upper, lower := Row{Label: name}, Row{}
	for _, e := range estimates {
		a, b := "", ""
		if slices.Contains(e.Collinear, name) {
			a = "collinear"
			for _, x := range e.Separating {
				if strings.Trim(x.Name, "`") == strings.Trim(name, "`") && x.N > 0 {
					a = "separates"
				}
			}
		}
		for _, c := range of(e) {
			if c.Name != name {
				continue
			}
			a, b = numeral.WithError(c.Estimate, c.StdError, o.Digits)
			if o.Stars {
				a += stars(c.PValue)
			}
		}
		upper.Cells, lower.Cells = append(upper.Cells, a), append(lower.Cells, b)
	}
	t.Body = append(t.Body, upper)
	if slices.ContainsFunc(lower.Cells, func(cell string) bool { return cell != "" }) {
		t.Body = append(t.Body, lower)
	}
}

func (t *Table) footer(estimates []*regress.Estimate) error {
	row := func(label string, cell func(*regress.Estimate) string) {
		r, empty := Row{Label: label}, true
		for _, e := range estimates {
			s := cell(e)
			empty = empty && s == ""
			r.Cells = append(r.Cells, s)
		}
		if !empty {
			t.Footer = append(t.Footer, r)
		}
	}
	row("Outcome", func(e *regress.Estimate) string { return e.Outcome })
	row("Estimator", func(e *regress.Estimate) string { return map[string]string{"poisson": "PPML", "ols": "OLS"}[e.Family] })
	row("Weights", func(e *regress.Estimate) string { return e.Weights })
	row("Offset", func(e *regress.Estimate) string { return e.Offset })
	var effects []string
	for _, e := range estimates {
		for _, x := range e.Effects {
			if !slices.Contains(effects, x.Name) {
				effects = append(effects, x.Name)
			}
		}
	}
	for _, name := range effects {
		row("Effects: "+name, func(e *regress.Estimate) string {
			for _, x := range e.Effects {
				if x.Name == name {
					return "yes"
				}
			}
			return "no"
		})
	}
	row("Errors", func(e *regress.Estimate) string {
		if len(e.Clusters) == 0 {
			return e.Errors
		}
		var names []string
		for _, c := range e.Clusters {
			names = append(names, c.Name)
		}
		return "by " + strings.Join(names, ", ")
	})
	row("Clusters", func(e *regress.Estimate) string {
		var counts []string
		for _, c := range e.Clusters {
			counts = append(counts, numeral.Thousands(c.Groups))
		}
		return strings.Join(counts, ", ")
	})
	chosen := slices.ContainsFunc(estimates, func(e *regress.Estimate) bool { return e.Where != "" })
	row("Sample", func(e *regress.Estimate) string {
		if chosen && e.Where == "" {
			return "all rows"
		}
		return e.Where
	})
	row("Rows excluded", func(e *regress.Estimate) string {
		if !chosen {
			return ""
		}
		return numeral.Thousands(e.NExcluded)
	})
	row("Observations", func(e *regress.Estimate) string { return numeral.Thousands(e.N) })
	row("Rows dropped", func(e *regress.Estimate) string {
		if e.NDropped == 0 {
			return ""
		}
		return numeral.Thousands(e.NDropped)
	})
	fit := map[*regress.Estimate]regress.FitStatistics{}
	for _, e := range estimates {
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
	row("R²", of("ols", func(e *regress.Estimate) float64 { return fit[e].R2 }))
	row("Adjusted R²", of("ols", func(e *regress.Estimate) float64 { return fit[e].AdjustedR2 }))
	row("Within R²", func(e *regress.Estimate) string {
		if len(e.Effects) == 0 {
			return ""
		}
		return of("ols", func(e *regress.Estimate) float64 { return fit[e].WithinR2 })(e)
	})
	row("Root MSE", of("ols", func(e *regress.Estimate) float64 { return fit[e].RootMSE }))
	row("Squared correlation", of("poisson", func(e *regress.Estimate) float64 { return e.SquaredCorrelation }))
	row("Pseudo R²", of("poisson", func(e *regress.Estimate) float64 { return fit[e].PseudoR2 }))
	row("Log-likelihood", func(e *regress.Estimate) string {
		return numeral.Minus(strconv.FormatFloat(e.LogLikelihood, 'g', 6, 64))
	})
	row("Deviance", func(e *regress.Estimate) string { return strconv.FormatFloat(e.Deviance, 'g', 6, 64) })
	row("Converged", func(e *regress.Estimate) string {
		if e.Converged {
			return ""
		}
		return "NO"
	})
	return nil
}

func (t *Table) notes(estimates []*regress.Estimate, o Options) {
	conventions := map[string]string{
		"stata":   "as ppmlhdfe, G/(G−1) or N/(N−1)",
		"fixest":  "as fixest, times (N−1)/(N−K)",
		"reghdfe": "as Stata's commands: OLS times (N−1)/(N−K) after regress and reghdfe, Poisson after ppmlhdfe",
	}
	for i, e := range estimates {
		for _, note := range e.Notes {
			t.Notes = append(t.Notes, t.Headers[i]+": "+note)
		}
	}
	note := "Standard errors in brackets"
	if o.Stars {
		note += "; *** p < 0.01, ** p < 0.05, * p < 0.1"
	}
	t.Notes = append(t.Notes, note+".")
	var seen []string
	for _, e := range estimates {
		if e.Errors != "classical" && !slices.Contains(seen, e.SmallSample) {
			seen = append(seen, e.SmallSample)
			t.Notes = append(t.Notes, "Small-sample convention: "+conventions[e.SmallSample]+".")
		}
	}
	for _, e := range estimates {
		if e.Family == "ols" && e.Errors != "classical" && e.SmallSample == "stata" {
			t.Notes = append(t.Notes, "Stata's own commands for OLS, regress and reghdfe, count parameters too: --ssc reghdfe.")
			break
		}
	}
	for i, e := range estimates {
		if c := e.BiasCorrection; c != nil {
			for _, note := range correctionNotes(c, o.Digits) {
				t.Notes = append(t.Notes, t.Headers[i]+": "+note)
			}
		}
		for _, x := range e.Separating {
			t.Notes = append(t.Notes, t.Headers[i]+": "+x.Note())
		}
		for _, d := range e.Dropped {
			t.Notes = append(t.Notes, fmt.Sprintf("%s: %s rows dropped: %s.", t.Headers[i], numeral.Thousands(d.N), d.Why))
		}
	}
}

func stars(p float64) string {
	switch {
	case p < 0.01:
		return "***"
	case p < 0.05:
		return "**"
	case p < 0.1:
		return "*"
	}
	return ""
}

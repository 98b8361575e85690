package table

import (
	"fmt"
	"slices"
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

package cli

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"runtime/debug"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"dyad/internal/hint"
	"dyad/internal/numeral"
	"dyad/regress"
	"dyad/regress/table"
)

// tableFormats are those of regression tables.
var tableFormats = []string{"table", "json", "md", "tex", "html"}

// tableFlag adds --format for a regression table.
func tableFlag(c *cobra.Command, into *string) {
	c.Flags().StringVar(into, "format", "table", strings.Join(tableFormats, ", "))
	_ = c.RegisterFlagCompletionFunc("format", cobra.FixedCompletions(tableFormats, cobra.ShellCompDirectiveNoFileComp))
	c.PreRunE = func(*cobra.Command, []string) error {
		if !slices.Contains(tableFormats, *into) {
			return hint.New(hint.Usage, "", fmt.Sprintf("unknown format %q", *into), "one of "+strings.Join(tableFormats, ", "))
		}
		return nil
	}
}

func (a *app) gravityFit() *cobra.Command {
	var o regress.FitOptions
	var formulas, families, wheres, combinations []string
	var format, dropped string
	var layout table.Options
	c := &cobra.Command{
		Use:   "fit --data FILE --formula F",
		Short: "Estimate gravity models by PPML or OLS with fixed effects",
		Long: `Estimate one or several models (--formula may be given again) on a CSV or Parquet
panel and print them side by side; --family and --where are one for all of them
or one for each, in the same order. docs/gravity.md has the formula's grammar.

In a formula stand the outcome, ~, terms and, after |, effects; offset(log(x)) is a
term with coefficient one. Conditions and weights are arithmetic of columns too.

Every row read is used, excluded by --where, or dropped with a reason: a missing
value, a group of zeros, separation. --dropped FILE lists the dropped ones.`,
		Example: `  dyad gravity fit --data panel.csv.gz --formula 'trade ~ rta + log(dist) | exporter^year + importer^year + pair' --cluster pair
  dyad gravity fit --data panel.csv --formula 'trade ~ rta | exporter + importer' --where 'year == 2006' --format json
  dyad gravity fit --data panel.csv --formula 'log(trade) ~ rta' --family ols --formula 'trade ~ rta' --family poisson --format tex
  dyad gravity fit --data panel.csv --formula 'trade ~ rta | exporter^year + importer^year' --dropped dropped.csv`,
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			if len(formulas) == 0 {
				return hint.New(hint.Usage, "", "no formula is given", "add --formula 'trade ~ log(dist) | exporter^year + importer^year'")
			}
			if layout.Digits < 1 || layout.Digits > 15 {
				return hint.New(hint.Usage, "--digits", fmt.Sprintf("%d decimals", layout.Digits), "from 1 to 15")
			}
			// A panel is a few large columns without pointers: to collect often
			// costs next to nothing and keeps the peak near what is in use.
			debug.SetGCPercent(20)
			o.Announce = func(rows int, memory int64) {
				if f := a.screen; f != nil {
					fmt.Fprintf(f, "estimating on %s rows, about %d MB\n", numeral.Thousands(rows), memory>>20)
				}
			}
			for flag, list := range map[string][]string{"--family": families, "--where": wheres} {
				if n := len(list); n > 1 && n != len(formulas) {
					return hint.New(hint.Usage, flag, fmt.Sprintf("given %d times, formulas %d", n, len(formulas)), "give it once for all, or once for each formula, in the same order")
				}
			}
			o.HashData = format == "json"
			var estimates []*regress.Estimate
			for k, f := range formulas {
				o.Formula, o.Family, o.Where = f, ofEach(families, k), ofEach(wheres, k)
				e, err := regress.FitFile(c.Context(), o)
				if err != nil {
					return ofModel(err, k, len(formulas))
				}
				estimates = append(estimates, e)
			}
			if err := regress.Combine(estimates, combinations); err != nil {
				return err
			}
			if format != "table" { // where they may go unread
				for k, e := range estimates {
					for _, note := range e.Notes {
						fmt.Fprintf(a.err, "(%d): %s\n", k+1, note)
					}
				}
			}
			return a.estimates(estimates, format, dropped, layout)
		},
	}
	f := c.Flags()
	f.StringVar(&o.Data, "data", "", "panel: .csv, .csv.gz, .tsv or .parquet")
	f.StringArrayVar(&formulas, "formula", nil, "'trade ~ rta + log(dist) | exporter^year + importer^year + pair'; may be given again")
	f.StringSliceVar(&families, "family", nil, "poisson (also ppml) or ols (also gaussian); of each formula if given again (default poisson)")
	f.StringSliceVar(&o.Cluster, "cluster", nil, "cluster errors by these: pair, exporter^year; several give multi-way clusters")
	f.BoolVar(&o.Robust, "robust", false, "errors robust to heteroskedasticity (the default without clusters)")
	f.StringArrayVar(&wheres, "where", nil, "only rows where this condition on columns is true: 'exporter != importer && year % 4 == 2', 'year in (1986, 1990)'; of each formula if given again, '' for all rows")
	f.StringVar(&o.Weights, "weights", "", "weigh each row: a column or arithmetic of columns, zero or more ('population', '1/variance'); an offset is a term, offset(log(x))")
	f.BoolVar(&o.Classical, "classical", false, "errors that trust the variance: equal for all rows (OLS), equal to the mean (Poisson)")
	f.StringVar(&o.SSC, "ssc", "stata", "small-sample convention: stata (as ppmlhdfe), fixest, or reghdfe (OLS as regress and reghdfe)")
	f.StringArrayVar(&combinations, "combine", nil, "a combination of coefficients with its error: 'total = rta + rta_lag4'; may be given again")
	f.BoolVar(&o.BiasCorrect, "bias-correct", false, "correct for incidental parameters (Weidner and Zylkin 2021); the pair is the one --cluster")
	f.BoolVar(&o.DropSingletons, "drop-singletons", false, "leave out rows alone in a group, as ppmlhdfe does")
	convergenceFlags(c, &o.Tolerance, &o.AllowUnconverged)
	droppedFlag(c, &dropped)
	tableFlag(c, &format)
	f.StringVar(&layout.Title, "title", "", "title of the table")
	f.IntVar(&layout.Digits, "digits", 4, "decimals of estimates and errors in a table; more where an error needs them")
	f.BoolVar(&layout.Stars, "stars", false, "mark p < 0.1, 0.05, 0.01")
	return c
}

// ofEach is the k-th of a list, or what holds for all.
func ofEach(list []string, k int) string {
	switch len(list) {
	case 0:
		return ""
	case 1:
		return list[0]
	}
	return list[k]
}

func convergenceFlags(c *cobra.Command, tolerance *float64, unconverged *bool) {
	c.Flags().Float64Var(tolerance, "tolerance", 0, "of convergence; by default 1e-10")
	c.Flags().BoolVar(unconverged, "allow-unconverged", false, "give an answer without convergence, marked as such")
}

func droppedFlag(c *cobra.Command, into *string) {
	c.Flags().StringVar(into, "dropped", "", "write the rows dropped, and why, to this CSV file")
}

// ofModel says which of several formulas an error is about.
func ofModel(err error, k, n int) error {
	var h *hint.Error
	if n < 2 || !errors.As(err, &h) {
		return err
	}
	named := *h
	named.Where = strings.TrimSuffix(fmt.Sprintf("model %d: %s", k+1, h.Where), ": ")
	return &named
}

// estimates prints one or several estimates; one alone is one JSON object. Notes
// stand last under a table.
func (a *app) estimates(es []*regress.Estimate, format, dropped string, o table.Options, notes ...string) error {
	if dropped != "" {
		if err := a.listDropped(dropped, es); err != nil {
			return err
		}
	}
	if format == "json" {
		var v any = es
		if len(es) == 1 {
			v = es[0]
		}
		return a.json(v)
	}
	t, err := table.New(es, o)
	if err != nil {
		return err
	}
	any := false
	for k, e := range es {
		note, err := e.SeparatedNote()
		if err != nil {
			return err
		}
		if note != "" {
			t.Notes = append(t.Notes, t.Headers[k]+": "+note+".")
		}
		any = any || len(e.DroppedRows) > 0
	}
	if any && dropped == "" && format == "table" { // of use to who sits before it, not in a paper
		t.Notes = append(t.Notes, "--dropped FILE lists the rows dropped.")
	}
	t.Notes = append(t.Notes, notes...)
	text, err := t.Format(format)
	if err != nil {
		return err
	}
	_, err = fmt.Fprint(a.out, text)
	return err
}

// listDropped writes the list and says on standard error how long it is.
func (a *app) listDropped(path string, es []*regress.Estimate) error {
	var b bytes.Buffer
	if err := regress.WriteDropped(&b, es); err != nil {
		return err
	}
	if err := os.WriteFile(path, b.Bytes(), 0o644); err != nil {
		return &hint.Error{Code: hint.Usage, Where: path, What: "the rows dropped cannot be written", Err: err, Try: "--dropped FILE in a folder that exists"}
	}
	n := 0
	for _, e := range es {
		for _, rows := range e.DroppedRows {
			n += len(rows)
		}
	}
	switch n {
	case 0:
		fmt.Fprintf(a.err, "%s: no row was dropped, the list is empty\n", path)
	case 1:
		fmt.Fprintf(a.err, "%s: 1 row dropped is listed\n", path)
	default:
		fmt.Fprintf(a.err, "%s: %s rows dropped are listed\n", path, numeral.Thousands(n))
	}
	return nil
}

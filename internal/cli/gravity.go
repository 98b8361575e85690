package cli

import (
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"dyad/gravity"
	"dyad/internal/hint"
	"dyad/lake"
	"dyad/measure"
)

func (a *app) gravity() *cobra.Command {
	c := &cobra.Command{
		Use:   "gravity",
		Short: "How much two economies should trade: estimate, expect, simulate",
		Args:  cobra.NoArgs,
		RunE:  func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	c.AddCommand(a.gravityFit(), a.gravityExpect(), a.gravityEvent(), a.gravityEffects(), a.gravitySimulate())
	return c
}

// tableFormats are those of regression tables.
var tableFormats = []string{"table", "json", "md", "tex", "html"}

func (a *app) gravityFit() *cobra.Command {
	var o gravity.FitOptions
	var formulas []string
	var format, title string
	var stars bool
	c := &cobra.Command{
		Use:   "fit --data FILE --formula F",
		Short: "Estimate gravity models by PPML or OLS with fixed effects",
		Long: `Estimate one or several models (--formula may be given again) on a CSV or Parquet
panel and print them side by side. docs/gravity.md has the formula's grammar.`,
		Example: `  dyad gravity fit --data panel.csv.gz --formula 'trade ~ rta + log(dist) | exporter^year + importer^year + pair' --cluster pair
  dyad gravity fit --data panel.csv --formula 'trade ~ rta | exporter + importer' --where 'year == 2006' --format json`,
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			if !slices.Contains(tableFormats, format) {
				return hint.New(hint.Usage, "", fmt.Sprintf("unknown format %q", format), "one of "+strings.Join(tableFormats, ", "))
			}
			if len(formulas) == 0 {
				return hint.New(hint.Usage, "", "no formula is given", "add --formula 'trade ~ log(dist) | exporter^year + importer^year'")
			}
			o.Announce = func(rows int, memory int64) {
				if f, ok := a.err.(*os.File); ok && terminal(f) {
					fmt.Fprintf(f, "estimating on %s rows, about %d MB\n", count(int64(rows)), memory>>20)
				}
			}
			var estimates []*gravity.Estimate
			for _, f := range formulas {
				o.Formula = f
				e, err := gravity.FitFile(c.Context(), o)
				if err != nil {
					return err
				}
				estimates = append(estimates, e)
			}
			return a.estimates(estimates, format, gravity.TableOptions{Title: title, Stars: stars})
		},
	}
	f := c.Flags()
	f.StringVar(&o.Data, "data", "", "panel: .csv, .csv.gz, .tsv or .parquet")
	f.StringArrayVar(&formulas, "formula", nil, "'trade ~ rta + log(dist) | exporter^year + importer^year + pair'; may be given again")
	f.StringVar(&o.Family, "family", "poisson", "poisson or ols")
	f.StringSliceVar(&o.Cluster, "cluster", nil, "cluster errors by these: pair, exporter^year; several give multi-way clusters")
	f.BoolVar(&o.Robust, "robust", false, "errors robust to heteroskedasticity (the default without clusters)")
	f.StringVar(&o.Where, "where", "", "only rows where this is true: 'exporter != importer && year % 4 == 2'")
	f.StringVar(&o.Weights, "weights", "", "weights: a column or an arithmetic expression")
	f.StringVar(&o.SSC, "ssc", "stata", "small-sample convention: stata (as ppmlhdfe) or fixest")
	f.BoolVar(&o.BiasCorrect, "bias-correct", false, "correct for incidental parameters (Weidner and Zylkin 2021); the pair is the one --cluster")
	f.Float64Var(&o.Tolerance, "tolerance", 0, "of convergence; by default 1e-10")
	f.BoolVar(&o.DropSingletons, "drop-singletons", false, "leave out rows alone in a group, as ppmlhdfe does")
	f.BoolVar(&o.AllowUnconverged, "allow-unconverged", false, "give an answer without convergence, marked as such")
	f.StringVar(&format, "format", "table", strings.Join(tableFormats, ", "))
	f.StringVar(&title, "title", "", "title of the table")
	f.BoolVar(&stars, "stars", false, "mark p < 0.1, 0.05, 0.01")
	return c
}

// estimates prints one or several estimates; one alone is one JSON object.
func (a *app) estimates(es []*gravity.Estimate, format string, o gravity.TableOptions) error {
	if format == "json" {
		var v any = es
		if len(es) == 1 {
			v = es[0]
		}
		return a.json(v)
	}
	t, err := gravity.NewRegressionTable(es, o)
	if err != nil {
		return err
	}
	text, err := t.Format(format)
	if err != nil {
		return err
	}
	_, err = fmt.Fprint(a.out, text)
	return err
}

func (a *app) json(v any) error {
	e := json.NewEncoder(a.out)
	e.SetEscapeHTML(false)
	e.SetIndent("", " ")
	return e.Encode(v)
}

// listing prints a result's table, its notes under it.
func (a *app) listing(format string, l gravity.Listing, record any) error {
	if err := write(a.out, format, grid{columns: l.Header, right: l.Header[1:], rows: l.Rows}, record); err != nil {
		return err
	}
	if format == "table" || format == "md" {
		for _, n := range l.Notes {
			a.say("%s", n)
		}
	}
	return nil
}

// panelFlags choose the flows that a model is estimated on.
type panelFlags struct{ source, view, years string }

func (f *panelFlags) add(c *cobra.Command) {
	c.Flags().StringVar(&f.source, "source", "", "source of the panel; by default the one with most rows")
	c.Flags().StringVar(&f.view, "view", "importer", "whose reports: importer, exporter or reconciled")
	c.Flags().StringVar(&f.years, "years", "", "years of the panel, as 2000:2017")
}

func (a *app) panel(c *cobra.Command, f panelFlags) ([]gravity.Flow, error) {
	years, err := parseYears(f.years)
	if err != nil {
		return nil, err
	}
	l, err := lake.Open(c.Context(), a.lakeDir)
	if err != nil {
		return nil, err
	}
	defer l.Close()
	flows, p, err := gravity.FromLake(c.Context(), l, gravity.Panel{Source: f.source, View: measure.View(f.view), Years: years})
	if err == nil {
		fmt.Fprintf(a.err, "panel: %s flows of %s, %s view\n", count(int64(len(flows))), p.Source, p.View)
	}
	return flows, err
}

func (a *app) gravityExpect() *cobra.Command {
	var f panelFlags
	var format, table, terms string
	var o gravity.ExpectOptions
	c := &cobra.Command{
		Use:               "expect A B",
		Short:             "Expected against actual trade of a dyad by year, and its place among all dyads",
		Example:           "  dyad gravity expect CHN RUS --years 2000:2017\n  dyad gravity expect CHN RUS --covariates gravity.csv --terms 'comlang_off + fta_wto'",
		Args:              exactly("A", "B"),
		ValidArgsFunction: completes("economy", "economy"),
		RunE: func(c *cobra.Command, args []string) error {
			x, y, err := pair(args)
			if err != nil {
				return err
			}
			if (table == "") != (terms == "") {
				return hint.New(hint.Usage, "", "--covariates and --terms go together", "--covariates gravity.csv --terms 'comlang_off + fta_wto'")
			}
			if table != "" {
				if o.Covariates, err = gravity.ReadCovariates(table, terms); err != nil {
					return err
				}
			}
			flows, err := a.panel(c, f)
			if err != nil {
				return err
			}
			e, err := gravity.Expect(c.Context(), flows, string(x), string(y), o)
			if err != nil {
				return err
			}
			return a.listing(format, e.Listing(), e)
		},
	}
	formatFlag(c, &format)
	f.add(c)
	c.Flags().StringVar(&table, "covariates", "", "a CEPII-style table of pairs: iso3_o, iso3_d[, year] and more columns")
	c.Flags().StringVar(&terms, "terms", "", "which of its columns to use, as a formula's right side")
	c.Flags().BoolVar(&o.InSample, "in-sample", false, "let the dyad take part in its own expectation")
	c.Flags().Float64Var(&o.Level, "level", 95, "of the limits, per cent")
	return c
}

func (a *app) gravityEvent() *cobra.Command {
	var f panelFlags
	var format string
	var o gravity.EventOptions
	var year int
	c := &cobra.Command{
		Use:               "event A B --year YEAR",
		Short:             "The dyad's trade around an event, beyond what both trade with all others",
		Example:           "  dyad gravity event CHN RUS --year 2014",
		Args:              exactly("A", "B"),
		ValidArgsFunction: completes("economy", "economy"),
		RunE: func(c *cobra.Command, args []string) error {
			x, y, err := pair(args)
			if err != nil {
				return err
			}
			if year == 0 {
				return hint.New(hint.Usage, "", "no year of the event", "add --year 2014")
			}
			if f.years == "" {
				f.years = fmt.Sprintf("%d:%d", year-o.Before, year+o.After)
			}
			flows, err := a.panel(c, f)
			if err != nil {
				return err
			}
			e, err := gravity.EventStudy(c.Context(), flows, string(x), string(y), year, o)
			if err != nil {
				return err
			}
			return a.listing(format, e.Listing(), e)
		},
	}
	formatFlag(c, &format)
	f.add(c)
	c.Flags().IntVar(&year, "year", 0, "year of the event; the year before is the reference")
	c.Flags().IntVar(&o.Before, "before", 5, "years before it")
	c.Flags().IntVar(&o.After, "after", 5, "years after it")
	return c
}

func (a *app) gravityEffects() *cobra.Command {
	var f panelFlags
	var format string
	c := &cobra.Command{
		Use:     "effects FILE",
		Short:   "Effects of agreements or sanctions, given as a dated list a,b,from,to,name",
		Example: "  dyad gravity effects agreements.csv --years 1990:2020",
		Args:    exactly("FILE"),
		RunE: func(c *cobra.Command, args []string) error {
			if !slices.Contains(tableFormats, format) {
				return hint.New(hint.Usage, "", fmt.Sprintf("unknown format %q", format), "one of "+strings.Join(tableFormats, ", "))
			}
			list, err := gravity.ReadAgreements(args[0])
			if err != nil {
				return err
			}
			flows, err := a.panel(c, f)
			if err != nil {
				return err
			}
			r, err := gravity.AgreementEffects(c.Context(), flows, list, 0)
			if err != nil {
				return err
			}
			if err := a.estimates([]*gravity.Estimate{r.Estimate}, format, gravity.TableOptions{}); err != nil {
				return err
			}
			if format != "json" {
				for _, t := range r.Treated {
					a.say("%s holds for %s observations of %d directed pairs", t.Name, count(int64(t.Observations)), t.Pairs)
				}
			}
			return nil
		},
	}
	f.add(c)
	c.Flags().StringVar(&format, "format", "table", strings.Join(tableFormats, ", "))
	return c
}

func (a *app) gravitySimulate() *cobra.Command {
	var format string
	c := &cobra.Command{
		Use:     "simulate FILE",
		Short:   "What if: a scenario in general equilibrium, country by country",
		Example: "  dyad gravity simulate scenario.yaml",
		Args:    exactly("FILE"),
		RunE: func(c *cobra.Command, args []string) error {
			s, err := gravity.SimulateFile(c.Context(), args[0])
			if err != nil {
				return err
			}
			return a.listing(format, s.Listing(), s)
		},
	}
	formatFlag(c, &format)
	return c
}

// estimating tells a terminal what it waits for.
func (a *app) estimating(p gravity.Panel, flows int) {
	if f, ok := a.err.(*os.File); ok && terminal(f) {
		fmt.Fprintf(f, "estimating expected trade on %s flows of %s, %s view …\n", count(int64(flows)), p.Source, p.View)
	}
}

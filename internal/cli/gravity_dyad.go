package cli

import (
	"fmt"

	"github.com/spf13/cobra"

	"dyad/gravity"
	"dyad/internal/hint"
)

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
			flows, origin, err := a.panel(c, f)
			if err != nil {
				return err
			}
			e, err := gravity.Expect(c.Context(), flows, string(x), string(y), o)
			if err != nil {
				return err
			}
			e.Origin = &origin
			return a.listing(format, e)
		},
	}
	formatFlag(c, &format)
	f.add(c)
	c.Flags().StringVar(&table, "covariates", "", "a CEPII-style table of pairs: iso3_o, iso3_d[, year] and more columns")
	c.Flags().StringVar(&terms, "terms", "", "which of its columns to use, as a formula's right side")
	convergenceFlags(c, &o.Tolerance, &o.AllowUnconverged)
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
			if o.Before < 1 || o.After < 0 {
				return hint.New(hint.Usage, "", "an event study needs a year before the event", "--before 1 or more, --after 0 or more")
			}
			if f.years == "" {
				f.years = fmt.Sprintf("%d:%d", year-o.Before, year+o.After)
			}
			flows, origin, err := a.panel(c, f)
			if err != nil {
				return err
			}
			e, err := gravity.EventStudy(c.Context(), flows, string(x), string(y), year, o)
			if err != nil {
				return err
			}
			e.Origin = &origin
			return a.listing(format, e)
		},
	}
	formatFlag(c, &format)
	f.add(c)
	convergenceFlags(c, &o.Tolerance, &o.AllowUnconverged)
	c.Flags().IntVar(&year, "year", 0, "year of the event; the year before is the reference")
	c.Flags().IntVar(&o.Before, "before", 5, "years before it")
	c.Flags().IntVar(&o.After, "after", 5, "years after it")
	return c
}

package cli

import (
	"fmt"

	"github.com/spf13/cobra"

	"dyad/gravity"
	"dyad/regress"
	"dyad/regress/table"
)

func (a *app) gravityEffects() *cobra.Command {
	var f panelFlags
	var format, dropped string
	var o gravity.AgreementOptions
	c := &cobra.Command{
		Use:   "effects FILE",
		Short: "Effects of agreements or sanctions, given as a dated list a,b,from,to,name",
		Long: `Estimate what agreements or sanctions did to trade: one coefficient for each name
in a list with the columns a,b,from,to,name, in a model with exporter-year,
importer-year and pair effects.

  a,b,from,to,name
  RUS,KAZ,2015,,union              an empty "to" is still in force
  EU,RUS,2014-07-31,,sanctions     EU: its members of each year

Economies are codes, names, or groups. Dates count as whole years, the first and
the last included: 2014-07-31 counts for all of 2014. A group has the members of
31 December of each year. Lines that hold for no observation are listed.`,
		Example: "  dyad gravity effects agreements.csv --years 1990:2020",
		Args:    exactly("FILE"),
		RunE: func(c *cobra.Command, args []string) error {
			list, err := gravity.ReadAgreements(args[0])
			if err != nil {
				return err
			}
			flows, origin, err := a.panel(c, f)
			if err != nil {
				return err
			}
			r, err := gravity.AgreementEffects(c.Context(), flows, list, o)
			if err != nil {
				return err
			}
			r.Estimate.Annex("panel", origin)
			return a.effects(r, origin, format, dropped)
		},
	}
	f.add(c)
	convergenceFlags(c, &o.Tolerance, &o.AllowUnconverged)
	droppedFlag(c, &dropped)
	tableFlag(c, &format)
	return c
}

// effects prints the estimate; what the list holds for and where the numbers come
// from go with it in every format. Beside JSON, which has both, what the list
// does not do goes to standard error.
func (a *app) effects(r *gravity.AgreementResult, origin gravity.Origin, format, dropped string) error {
	e := r.Estimate
	one := []*regress.Estimate{e}
	if format != "json" {
		return a.estimates(one, format, dropped, table.Options{}, append(r.Notes(), origin.String())...)
	}
	if err := a.estimates(one, format, dropped, table.Options{}); err != nil {
		return err
	}
	for _, note := range r.Notes()[len(r.Treated):] {
		fmt.Fprintln(a.err, note)
	}
	return nil
}

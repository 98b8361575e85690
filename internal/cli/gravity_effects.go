package cli

import (
	"fmt"

	"github.com/spf13/cobra"

	"dyad/gravity"
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
the last included: 2014-07-31 counts for all of 2014.`,
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
			r.Estimate.Origin = &origin
			if err := a.estimates([]*gravity.Estimate{r.Estimate}, format, dropped, gravity.TableOptions{}); err != nil {
				return err
			}
			a.effectsNotes(r, format, origin)
			return nil
		},
	}
	f.add(c)
	convergenceFlags(c, &o.Tolerance, &o.AllowUnconverged)
	droppedFlag(c, &dropped)
	tableFlag(c, &format)
	return c
}

// effectsNotes go under the table of a terminal or a Markdown page, else, for
// what the list does not do, to standard error.
func (a *app) effectsNotes(r *gravity.AgreementResult, format string, origin gravity.Origin) {
	say := func(text string, arguments ...any) { fmt.Fprintf(a.err, text+"\n", arguments...) }
	if format == "table" || format == "md" {
		say = a.say
		for _, t := range r.Treated {
			say("%s holds for %s observations of %d directed pairs.", t.Name, count(int64(t.Observations)), t.Pairs)
		}
		say("%s", origin)
	}
	for _, x := range r.Idle {
		say("%s: %s between %s and %s holds for no observation of the panel.", x.Where, x.Name, x.A, x.B)
	}
	if len(r.Dated) > 0 {
		say("Dates count as whole years, the first and the last included (%s, from %d, for one).", r.Dated[0].Where, r.Dated[0].From)
	}
}

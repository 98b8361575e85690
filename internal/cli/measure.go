package cli

import (
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"dyad/desk"
	"dyad/economy"
	"dyad/measure"
	"dyad/period"
	"dyad/trade"
)

func (a *app) measure() *cobra.Command {
	var format, years, freq, basket, members string
	var reporters, sources, sets []string
	var world bool
	c := &cobra.Command{
		Use:   "measure NAME A [B]",
		Short: "One measure by period, as each reporter and source has it",
		Long: `One measure of its subject by period, as each reporter and source has it. Most
speak of a dyad, two economies; others of one economy, a region, a project or a
route: ` + "`dyad measures NAME`" + ` says of what, and which frequencies it answers.`,
		Example: `  dyad measure trade.balance CHN RUS --years 2000:2017
  dyad measure trade.structure RUS CHN --basket hydrocarbons
  dyad measure trade.rank RUS CHN --set universe=blocs
  dyad measure trade.asymmetry CHN RUS --world --format json`,
		Args:              between("NAME", "A", "[B]"),
		ValidArgsFunction: completes("measure", "economy", "economy"),
		RunE: func(c *cobra.Command, args []string) error {
			words := measure.Words{A: args[1], Years: years, Freq: freq, Basket: basket, Members: members, Reporters: reporters, Sources: sources, Sets: sets, World: world}
			if len(args) > 2 {
				words.B = args[2]
			}
			known, err := desk.Describe()
			if err != nil {
				return err
			}
			m, err := known.Get(args[0])
			if err != nil {
				return err
			}
			q, err := words.Query(m)
			if err != nil {
				return err
			}
			s, err := a.open(c.Context())
			if err != nil {
				return err
			}
			defer s.close()
			rows, err := s.env.Rows(c.Context(), args[0], q)
			if err != nil {
				return err
			}
			if err := writeRows(a, format, rows); err != nil {
				return err
			}
			for _, g := range []economy.Code{q.A, q.B} {
				if format == "table" && trade.IsGroup(g) {
					a.say("%s.", trade.MembersWords(g, q.Params["members"]))
				}
			}
			return nil
		},
	}
	membersFlag(c, &members)
	formatFlag(c, &format)
	c.Flags().StringVar(&years, "years", "", "years, as 2000:2017")
	c.Flags().StringVar(&freq, "freq", "", "how long a period is: year (default), quarter, month, day")
	c.Flags().StringVar(&basket, "basket", "", "goods: a basket's name or HS codes (27 or 2709,2711)")
	c.Flags().StringSliceVar(&reporters, "reporter", nil, "only what these economies report")
	c.Flags().StringSliceVar(&sources, "source", nil, "only from these sources")
	c.Flags().StringArrayVar(&sets, "set", nil, "a parameter of the measure, as flow=exports (see dyad measures NAME)")
	c.Flags().BoolVar(&world, "world", false, "add the percentile among all dyads")
	return c
}

// membersFlag adds --members.
func membersFlag(c *cobra.Command, into *string) {
	c.Flags().StringVar(into, "members", "", "with which members groups count: each-year (default: those of 31 December of each year), current, or a year as 2013")
	_ = c.RegisterFlagCompletionFunc("members", cobra.FixedCompletions([]string{trade.EachYear, trade.Current}, cobra.ShellCompDirectiveNoFileComp))
}

func writeRows(a *app, format string, rows []measure.Row) error {
	g := grid{columns: []string{when(rows), "value", "unit", "view", "reporter", "source", "vintage"}, right: []string{"value", "percentile"}}
	labelled, world := false, false
	several := format == "csv" // measures or dyads: then each row names its own
	for _, r := range rows {
		several = several || r.Measure != rows[0].Measure || r.A != rows[0].A || r.B != rows[0].B
		labelled = labelled || r.Label != ""
		world = world || r.World != nil
	}
	if labelled {
		g.columns = append(g.columns, "label")
	}
	if world {
		g.columns = append(g.columns, "percentile", "dyads")
	}
	g.columns = append(g.columns, "flags", "note")
	if several {
		g.columns = append([]string{"measure", "a", "b"}, g.columns...)
	}
	lines := each(rows)
	if format == "table" || format == "md" {
		lines = folded(rows)
	}
	for _, r := range lines {
		value, note := "missing", r.Note
		switch {
		case r.Missing:
			note = r.Why
			if format == "csv" {
				value = ""
			}
		case format == "csv":
			value = strconv.FormatFloat(r.Value, 'f', -1, 64)
		default:
			value = measure.Format(r.Value, r.Unit)
		}
		unit := r.Unit
		if format != "csv" && measure.WritesUnit(r.Unit) {
			unit = "" // the value has it
		}
		line := []string{r.when, value, unit, string(r.View), r.Reporter, r.Source, r.Vintage}
		if labelled {
			line = append(line, r.Label)
		}
		if world {
			p, n := "", ""
			if r.World != nil {
				p, n = strconv.FormatFloat(r.World.Percentile, 'f', 1, 64), strconv.Itoa(r.World.N)
			}
			line = append(line, p, n)
		}
		flags := strings.Join(r.Flags, " ")
		if format != "csv" {
			flags = strings.Join(r.FlagTexts(), "; ")
		}
		line = append(line, flags, note)
		if several {
			line = append([]string{r.Measure, r.A, r.B}, line...)
		}
		g.rows = append(g.rows, line)
	}
	g.dropEmpty("unit")
	return a.write(format, g, measure.Records(rows))
}

// when heads the column of periods: "year" where all rows are of years.
func when(rows []measure.Row) string {
	for _, r := range rows {
		if r.Period.Unit() > period.Year {
			return "period"
		}
	}
	return "year"
}

package cli

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"dyad/desk"
	"dyad/internal/hint"
	"dyad/measure"
	"dyad/measure/breaks"
	"dyad/period"
)

func (a *app) breaks() *cobra.Command {
	var format, years, freq, basket, at, model string
	var reporters, sources, sets []string
	var segment float64
	var gaps bool
	c := &cobra.Command{
		Use:   "breaks MEASURE A [B]",
		Short: "Did a measure change, when, by how much, how surely, and does the other side say so too?",
		Long: `Break dates of a measure's series, once for each who says it: the partition with
the smallest BIC (Bai and Perron), each date as the last period before the change
with its 95 % interval, the levels between, the sup-F test of one change at an
unknown date, and the Mann–Kendall test of a trend. --at 2014 tests a change
between 2013 and 2014 ("since 2014") by Chow's test.

A series with gaps is tested on its longest whole run; --gaps passes over them.
The tests suppose errors without autocorrelation: in a persistent series what is
found may be a slow drift.`,
		Example:           "  dyad breaks trade.total CHN RUS --at 2014\n  dyad breaks trade.balance CHN RUS --format json",
		Args:              between("MEASURE", "A", "[B]"),
		ValidArgsFunction: completes("measure", "economy", "economy"),
		RunE: func(c *cobra.Command, args []string) error {
			known, err := desk.Describe()
			if err != nil {
				return err
			}
			m, err := known.Get(args[0])
			if err != nil {
				return err
			}
			words := measure.Words{A: args[1], Years: years, Freq: freq, Basket: basket, Reporters: reporters, Sources: sources, Sets: sets}
			if len(args) > 2 {
				words.B = args[2]
			}
			q, err := words.Query(m)
			if err != nil {
				return err
			}
			o := breaks.Options{Line: model == "line", Segment: segment, Gaps: gaps}
			if model != "mean" && model != "line" {
				return hint.New(hint.Usage, "", fmt.Sprintf("unknown model %q", model), "mean: a level in each segment; line: a level and a slope")
			}
			if at != "" {
				if o.At, err = period.Parse(at); err != nil {
					return hint.New(hint.Usage, "", "--at "+at+": "+err.Error(), "write a year, or a month as 2014-03")
				}
			}
			s, err := a.open(c.Context())
			if err != nil {
				return err
			}
			defer s.close()
			rows, err := s.Rows(c.Context(), m.Name, q)
			if err != nil {
				return err
			}
			found := breaks.Of(rows, o)
			if len(found) == 0 {
				return hint.New(hint.Data, "", "no series of "+m.Name+" has a value", "`dyad measure` says why each is missing")
			}
			return writeBreaks(a, format, m.Name, string(q.A), string(q.B), found)
		},
	}
	formatFlag(c, &format)
	c.Flags().StringVar(&at, "at", "", "test a change between the period before and this one: 2014")
	c.Flags().StringVar(&model, "model", "mean", "what changes: mean, a level; line, a level and a slope")
	c.Flags().Float64Var(&segment, "segment", 0, "least observations between two changes, or below 1 their share (default 0.15)")
	c.Flags().BoolVar(&gaps, "gaps", false, "take the known values as neighbours where some are missing")
	c.Flags().StringVar(&years, "years", "", "years, as 2000:2017")
	c.Flags().StringVar(&freq, "freq", "", "how long a period is: year (default), quarter, month")
	c.Flags().StringVar(&basket, "basket", "", "goods: a basket's name or HS codes")
	c.Flags().StringSliceVar(&reporters, "reporter", nil, "only what these economies report")
	c.Flags().StringSliceVar(&sources, "source", nil, "only from these sources")
	c.Flags().StringArrayVar(&sets, "set", nil, "a parameter of the measure, as flow=exports")
	return c
}

func writeBreaks(a *app, format, name, x, y string, found []breaks.Series) error {
	record := breaks.Records(name, x, y, found)
	g := grid{columns: []string{"by", "label", "first", "last", "n", "changes after (95 % interval)", "levels", "change at", "sup-F", "trend", "note"}, right: []string{"n"}}
	for _, s := range found {
		var dates, levels []string
		for _, b := range s.Breaks {
			text := b.After.String()
			if !b.Lower.IsZero() || !b.Upper.IsZero() {
				text += " (" + b.Lower.String() + "–" + b.Upper.String() + ")"
			}
			dates = append(dates, text)
		}
		if len(s.BIC) > 0 && len(dates) == 0 {
			dates = []string{"none"}
		}
		for _, l := range s.Levels {
			levels = append(levels, measure.Format(l.Mean, s.Unit))
		}
		chow, sup, slope := "", "", ""
		switch c := s.Chow; {
		case c != nil && c.Missing != "":
			chow = "missing: " + c.Missing
		case c != nil:
			chow = fmt.Sprintf("%s: F(%d, %d) = %.2f, p = %s", c.At, c.DF1, c.DF2, c.F, probability(c.P))
		}
		if s.SupF != nil {
			sup = fmt.Sprintf("%.2f after %s, p = %s", s.SupF.F, s.SupF.After, probability(s.SupF.P))
		}
		if t := s.Trend; t != nil && t.Missing == "" {
			slope = fmt.Sprintf("z = %.2f, p = %s", t.Z, probability(t.P))
			if s.Persistent {
				slope += " (otherwise when autocorrelation is allowed for)"
			}
		}
		g.rows = append(g.rows, []string{s.By, s.Label, s.First.String(), s.Last.String(), fmt.Sprint(len(s.Values)), strings.Join(dates, ", "), strings.Join(levels, " → "), chow, sup, slope, s.Note})
	}
	return a.write(format, g, record)
}

func probability(p float64) string {
	if p < 0.001 {
		return "<0.001"
	}
	return fmt.Sprintf("%.3f", p)
}

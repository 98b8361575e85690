package cli

import (
	"encoding/json"
	"fmt"

	"github.com/spf13/cobra"

	"dyad/gravity"
	"dyad/gravity/scenario"
	"dyad/internal/medium"
	"dyad/internal/numeral"
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

func (a *app) json(v any) error {
	e := json.NewEncoder(a.data)
	e.SetEscapeHTML(false)
	e.SetIndent("", " ")
	return e.Encode(v)
}

// listed is a result: a table for people and one for programs.
type listed interface {
	Listing() gravity.Listing
	Records() [][]string
}

// listing prints a result's table, its notes under it; as CSV, its records.
func (a *app) listing(format string, result listed) error {
	l := result.Listing()
	g := grid{columns: l.Header, right: l.Header[1:], rows: l.Rows}
	if format == "csv" {
		r := result.Records()
		g = grid{columns: r[0], rows: r[1:]}
	}
	people := format == "table" || format == "md"
	if people {
		a.heading(format, l.Head)
	}
	if err := a.write(format, g, result); err != nil {
		return err
	}
	if people {
		for _, n := range l.Notes {
			if format == "md" {
				n = medium.Markdown(n)
			}
			a.say("%s", n)
		}
	}
	return nil
}

// heading goes over a table: its title, then a line each of what it rests on.
func (a *app) heading(format string, lines []string) {
	for k, line := range lines {
		if format == "md" {
			line = medium.Markdown(line) + "  "
			if k == 0 {
				line = "**" + medium.Markdown(lines[0]) + "**\n"
			}
		}
		a.say("%s", line)
	}
	if len(lines) > 0 {
		a.say("")
	}
}

// panelFlags choose the flows that a model is estimated on.
type panelFlags struct{ source, view, years string }

func (f *panelFlags) add(c *cobra.Command) {
	c.Flags().StringVar(&f.source, "source", "", "source of the panel; by default the one with most rows")
	c.Flags().StringVar(&f.view, "view", "importer", "whose reports: importer, exporter or reconciled")
	c.Flags().StringVar(&f.years, "years", "", "years of the panel, as 2000:2017")
}

func (a *app) panel(c *cobra.Command, f panelFlags) ([]gravity.Flow, gravity.Origin, error) {
	years, err := parseYears(f.years)
	if err != nil {
		return nil, gravity.Origin{}, err
	}
	l, err := lake.Open(c.Context(), a.lakeDir)
	if err != nil {
		return nil, gravity.Origin{}, err
	}
	defer l.Close()
	if a.screen != nil {
		fmt.Fprintln(a.screen, "reading the panel …")
	}
	flows, p, err := gravity.FromLake(c.Context(), l, gravity.Panel{Source: f.source, View: measure.View(f.view), Years: years})
	if err == nil {
		fmt.Fprintf(a.err, "panel: %s flows of %s, %s view\n", numeral.Thousands(len(flows)), p.Source, p.View)
		if a.screen != nil {
			fmt.Fprintln(a.screen, "estimating …")
		}
	}
	return flows, p.Origin(l), err
}

func (a *app) gravitySimulate() *cobra.Command {
	var format string
	c := &cobra.Command{
		Use:     "simulate FILE",
		Short:   "What if: a scenario in general equilibrium, country by country",
		Example: "  dyad gravity simulate scenario.yaml",
		Args:    exactly("FILE"),
		RunE: func(c *cobra.Command, args []string) error {
			s, err := scenario.SimulateFile(c.Context(), args[0])
			if err != nil {
				return err
			}
			return a.listing(format, s)
		},
	}
	formatFlag(c, &format)
	return c
}

// estimating tells a terminal what it waits for.
func (a *app) estimating(p gravity.Panel, flows int) {
	if f := a.screen; f != nil {
		fmt.Fprintf(f, "estimating expected trade on %s flows of %s, %s view …\n", numeral.Thousands(flows), p.Source, p.View)
	}
}

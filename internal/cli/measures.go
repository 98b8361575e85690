package cli

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"dyad/desk"
	"dyad/measure"
)

func (a *app) measures() *cobra.Command {
	var format string
	c := &cobra.Command{
		Use:               "measures [NAME]",
		Short:             "The catalogue of measures, or one entry with formula and reference",
		Example:           "  dyad measures\n  dyad measures trade.asymmetry",
		Args:              cobra.MaximumNArgs(1),
		ValidArgsFunction: completes("measure"),
		RunE: func(_ *cobra.Command, args []string) error {
			cat, err := desk.Describe()
			if err != nil {
				return err
			}
			if len(args) == 1 {
				m, err := cat.Get(args[0])
				if err != nil {
					return err
				}
				return a.describe(format, m)
			}
			g := grid{columns: []string{"name", "unit", "formula"}}
			var records []measure.Entry
			for _, n := range cat.Names() {
				m, _ := cat.Get(n)
				g.rows = append(g.rows, []string{m.Name, m.Unit, m.Formula})
				records = append(records, m.Entry())
			}
			return a.write(format, g, records)
		},
	}
	formatFlag(c, &format)
	return c
}

func (a *app) describe(format string, m *measure.Measure) error {
	g := grid{columns: []string{m.Name, m.Title}, rows: [][]string{
		{"unit", m.Unit}, {"formula", m.Formula}, {"definition", m.Defined},
		{"missing data", m.Missing}, {"zero", m.Zero}, {"groups", m.Groups}, {"reference", m.Reference},
		{"of", m.Subject.String()}, {"by the", strings.Join(m.Entry().Freqs, ", ")}, {"example", "dyad measure " + m.Example.Ask},
	}}
	for _, p := range m.Params {
		text := p.Doc
		if p.Choices != nil {
			text += fmt.Sprintf(" %v", p.Choices)
		}
		if p.Default != "" {
			text += "; default " + p.Default
		}
		g.rows = append(g.rows, []string{"--set " + p.Name + "=…", text})
	}
	return a.write(format, g, m.Entry())
}

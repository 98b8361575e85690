package cli

import (
	"fmt"
	"io"

	"github.com/spf13/cobra"

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
			cat, err := catalogue(nil)
			if err != nil {
				return err
			}
			if len(args) == 1 {
				m, err := cat.Get(args[0])
				if err != nil {
					return err
				}
				return describe(a.out, format, m)
			}
			g := grid{columns: []string{"name", "unit", "formula"}}
			var records []measureRecord
			for _, n := range cat.Names() {
				m, _ := cat.Get(n)
				g.rows = append(g.rows, []string{m.Name, m.Unit, m.Formula})
				records = append(records, recordOf(m))
			}
			return write(a.out, format, g, records)
		},
	}
	formatFlag(c, &format)
	return c
}

// measureRecord is an entry of the catalogue as JSON.
type measureRecord struct {
	Name      string        `json:"name"`
	Title     string        `json:"title"`
	Unit      string        `json:"unit"`
	Formula   string        `json:"formula"`
	Defined   string        `json:"definition"`
	Reference string        `json:"reference"`
	Missing   string        `json:"missing_data"`
	Directed  bool          `json:"directed"`
	World     bool          `json:"world"`
	Params    []paramRecord `json:"parameters"`
}

type paramRecord struct {
	Name    string   `json:"name"`
	Default string   `json:"default"`
	Choices []string `json:"choices,omitempty"`
	Doc     string   `json:"doc"`
}

func recordOf(m *measure.Measure) measureRecord {
	r := measureRecord{m.Name, m.Title, m.Unit, m.Formula, m.Defined, m.Reference, m.Missing, m.Directed, m.World != nil, []paramRecord{}}
	for _, p := range m.Params {
		r.Params = append(r.Params, paramRecord{p.Name, p.Default, p.Choices, p.Doc})
	}
	return r
}

func describe(w io.Writer, format string, m *measure.Measure) error {
	g := grid{columns: []string{m.Name, m.Title}, rows: [][]string{
		{"unit", m.Unit}, {"formula", m.Formula}, {"definition", m.Defined},
		{"missing data", m.Missing}, {"reference", m.Reference},
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
	return write(w, format, g, recordOf(m))
}

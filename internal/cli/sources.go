package cli

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"dyad/internal/numeral"
	"dyad/lake"
)

func (a *app) sources() *cobra.Command {
	var format string
	c := &cobra.Command{
		Use:   "sources",
		Short: "What is in the lake, with its provenance",
		Args:  cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			l, err := lake.Open(c.Context(), a.lakeDir)
			if err != nil {
				return err
			}
			defer l.Close()
			g := grid{columns: []string{"source", "vintage", "title", "rows", "years", "reporters", "rejected", "sha256"}, right: []string{"rows", "reporters", "rejected"}}
			if format == "csv" || format == "md" {
				g.columns = append(g.columns, "publisher", "licence", "caveats")
			}
			list := l.Sources()
			for _, s := range list {
				hash := s.SHA256()
				if format == "table" && len(hash) > 12 {
					hash = hash[:12]
				}
				row := []string{s.ID, s.Vintage, s.Title, numeral.Thousands(s.Rows), fmt.Sprintf("%d–%d", s.FirstYear, s.LastYear), fmt.Sprint(s.Reporters), numeral.Thousands(s.Rejected), hash}
				if len(g.columns) > len(row) {
					row = append(row, s.Publisher, s.Licence, strings.Join(s.Caveats, " "))
				}
				g.rows = append(g.rows, row)
			}
			return write(a.out, format, g, list)
		},
	}
	formatFlag(c, &format)
	return c
}

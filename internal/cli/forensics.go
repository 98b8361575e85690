package cli

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"dyad/economy"
	"dyad/figure/named"
	"dyad/measure"
)

func (a *app) forensics() *cobra.Command {
	var format string
	c := &cobra.Command{
		Use:   "forensics [A [B]]",
		Short: "Faults in the data: silent reporters, imputed, copied and out-of-line years, undisclosed trade",
		Example: `  dyad forensics CHN RUS
  dyad forensics TKM
  dyad forensics --format json`,
		Args:              cobra.MaximumNArgs(2),
		ValidArgsFunction: completes("economy", "economy"),
		RunE: func(c *cobra.Command, args []string) error {
			var codes [2]economy.Code
			for i, word := range args {
				code, err := measure.Resolve(word)
				if err != nil {
					return err
				}
				codes[i] = code
			}
			s, err := a.open(c.Context())
			if err != nil {
				return err
			}
			defer s.close()
			found, err := s.Findings(c.Context(), codes[0], codes[1])
			if err != nil {
				return err
			}
			g := grid{columns: []string{"kind", "source", "years", "finding"}}
			for _, f := range found {
				g.rows = append(g.rows, []string{f.Kind, f.Source, named.Words(f.Years), f.Text})
			}
			if len(found) == 0 && format == "table" {
				a.say("nothing found%s", of(args))
				return nil
			}
			return a.write(format, g, found)
		},
	}
	formatFlag(c, &format)
	return c
}

func of(words []string) string {
	if len(words) == 0 {
		return " in the lake"
	}
	return fmt.Sprintf(" in the lake on %s", strings.Join(words, " and "))
}

package cli

import (
	"github.com/spf13/cobra"
)

func (a *app) show() *cobra.Command {
	var format, members string
	c := &cobra.Command{
		Use:               "show A B",
		Short:             "The account of a dyad on one terminal screen",
		Example:           "  dyad show CHN RUS\n  dyad show germany poland",
		Args:              exactly("A", "B"),
		ValidArgsFunction: completes("economy", "economy"),
		RunE: func(c *cobra.Command, args []string) error {
			x, y, err := pair(args)
			if err != nil {
				return err
			}
			s, err := a.open(c.Context())
			if err != nil {
				return err
			}
			defer s.close()
			s.env = s.env.WithMembers(members)
			b, err := s.env.NewBoard(c.Context(), x, y)
			if err != nil {
				return err
			}
			if format == "table" {
				return b.Text(a.out, s.env)
			}
			return writeRows(a, format, b.Rows())
		},
	}
	formatFlag(c, &format)
	membersFlag(c, &members)
	return c
}

package cli

import (
	"errors"
	"io/fs"

	"github.com/spf13/cobra"

	"dyad/internal/hint"
)

func (a *app) dossier() *cobra.Command {
	var members, out string
	c := &cobra.Command{
		Use:               "dossier A B -o FILE",
		Short:             "The whole account of a dyad as one HTML file, as Markdown or PDF",
		Example:           "  dyad dossier CHN RUS -o CHN-RUS.html\n  dyad dossier DEU POL -o de-pl.md",
		Args:              exactly("A", "B"),
		ValidArgsFunction: completes("economy", "economy"),
		RunE: func(c *cobra.Command, args []string) error {
			x, y, err := pair(args)
			if err != nil {
				return err
			}
			if out == "" {
				out = string(x) + "-" + string(y) + ".html"
			}
			s, err := a.open(c.Context())
			if err != nil {
				return err
			}
			defer s.close()
			s.env = s.env.WithMembers(members)
			acc, err := s.env.NewAccount(c.Context(), x, y)
			if err != nil {
				return err
			}
			if err := acc.Write(c.Context(), out); err != nil {
				return writable(err, out)
			}
			a.say("wrote %s: %d sections, %d numbers, each with its source", out, len(acc.Sections), len(acc.Entries))
			return nil
		},
	}
	c.Flags().StringVarP(&out, "output", "o", "", "file to write: .html, .md (figures beside it) or .pdf; by default A-B.html")
	membersFlag(c, &members)
	return c
}

// writable says of a file that cannot be written what can be done.
func writable(err error, path string) error {
	var p *fs.PathError
	if errors.As(err, &p) {
		return hint.New(hint.Data, path, "cannot be written: "+p.Err.Error(), "choose another name or folder with -o")
	}
	return err
}

package cli

import (
	"github.com/spf13/cobra"

	"dyad/article"
)

func (a *app) demo() *cobra.Command {
	var out string
	c := &cobra.Command{
		Use:   "demo",
		Short: "Build the article's pack in the lake, show China and Russia, write the dossier",
		Long: `Build the built-in pack in the lake: the figures that the article "The limits of
strategic rapprochement" (Alexeeva and Lasserre 2018) reasons with, from public
sources. Then print the board of China and Russia and write their dossier.`,
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			sets, err := article.Datasets()
			if err != nil {
				return err
			}
			a.say("Filling the lake %s with the article's pack:", a.lakeDir)
			for _, set := range sets {
				d, err := set.Source()
				if err != nil {
					return err
				}
				if err := a.bring(c.Context(), d, false); err != nil {
					return err
				}
			}
			projects, err := article.Register()
			if err != nil {
				return err
			}
			if err := a.bring(c.Context(), projects, false); err != nil {
				return err
			}
			s, err := a.open(c.Context())
			if err != nil {
				return err
			}
			defer s.close()
			b, err := s.env.NewBoard(c.Context(), "CHN", "RUS")
			if err != nil {
				return err
			}
			a.say("")
			if err := b.Text(a.out, s.env); err != nil {
				return err
			}
			acc, err := s.env.NewAccount(c.Context(), "CHN", "RUS")
			if err != nil {
				return err
			}
			if err := acc.Write(c.Context(), out); err != nil {
				return writable(err, out)
			}
			a.say("Wrote %s. Next: dyad check article, dyad show KAZ RUS, dyad measures, dyad serve", out)
			return nil
		},
	}
	c.Flags().StringVarP(&out, "output", "o", "CHN-RUS.html", "the dossier to write: .html, .md or .pdf")
	return c
}

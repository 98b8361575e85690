package cli

import (
	"strings"

	"github.com/spf13/cobra"

	"dyad/figure"
	"dyad/figure/named"
	"dyad/internal/hint"
	"dyad/measure"
)

func (a *app) figure() *cobra.Command {
	var members, out, years, freq, source string
	var then, now int
	var width float64
	var names []string
	for _, m := range named.All() {
		names = append(names, "  "+m.Name+strings.Repeat(" ", max(1, 20-len(m.Name)))+m.About)
	}
	c := &cobra.Command{
		Use:               "figure NAME A B -o FILE",
		Short:             "Draw one figure of a dyad as SVG, PNG or PDF, or write its data",
		Long:              "Draw one figure of a dyad. The file's ending says how: .svg, .png, .pdf, .csv, .json.\n\n" + strings.Join(names, "\n"),
		Example:           "  dyad figure balance CHN RUS -o balance.svg\n  dyad figure structure-exports RUS CHN -o structure.png",
		Args:              exactly("NAME", "A", "B"),
		ValidArgsFunction: completes("figure", "economy", "economy"),
		RunE: func(c *cobra.Command, args []string) error {
			m, err := named.Get(args[0])
			if err != nil {
				return err
			}
			x, y, err := pair(args[1:])
			if err != nil {
				return err
			}
			span, err := parseYears(years)
			if err != nil {
				return err
			}
			unit, err := measure.ParseFreq(freq)
			if err != nil {
				return err
			}
			if out == "" {
				return hint.New(hint.Usage, "", "no file to write to", "add -o "+m.Name+".svg (or .png, .pdf, .csv, .json)")
			}
			s, err := a.open(c.Context())
			if err != nil {
				return err
			}
			defer s.close()
			s.env = s.env.WithMembers(members)
			f, err := s.env.DrawnFigure(c.Context(), m.Name, named.Ask{A: x, B: y, Years: span, Source: source, Then: then, Now: now, Freq: unit})
			if err != nil {
				return err
			}
			if err := writeFigure(out, f.Chart, figure.Options{Width: width}); err != nil {
				return err
			}
			a.say("wrote %s", out)
			return nil
		},
	}
	c.Flags().StringVarP(&out, "output", "o", "", "file to write: .svg, .png, .pdf, .csv or .json")
	c.Flags().StringVar(&years, "years", "", "years, as 2000:2017")
	c.Flags().StringVar(&freq, "freq", "", "how long a period is: year (default) or month")
	c.Flags().StringVar(&source, "source", "", "draw this source; by default the one that says most")
	c.Flags().IntVar(&then, "then", 0, "first year of a comparison")
	c.Flags().IntVar(&now, "now", 0, "second year of a comparison")
	c.Flags().Float64Var(&width, "width", 0, "width in pixels; under 500 the figure is laid out for a phone")
	membersFlag(c, &members)
	return c
}

// writeFigure turns drawing's errors into those a user can act on.
func writeFigure(path string, c figure.Chart, o figure.Options) error {
	if err := figure.Write(path, c, o); err != nil {
		return hint.New(hint.Usage, path, err.Error(), "end the name in .svg, .png, .pdf, .csv or .json, in a folder that exists")
	}
	return nil
}

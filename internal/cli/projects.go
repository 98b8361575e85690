package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"dyad/internal/hint"
	"dyad/measure"
	"dyad/project"
	"dyad/source/lifecycle"
	"dyad/source/register"
	"dyad/source/registry"
)

func (a *app) projects() *cobra.Command {
	c := &cobra.Command{
		Use:   "projects",
		Short: "Projects, agreements, contracts and loans: what was signed, what was built",
		Example: `  dyad projects list CHN RUS
  dyad projects ratio CHN RUS --by host
  dyad projects survival CHN RUS --source worldbank
  dyad projects survival --file durations.csv --time months --event event --group kind`,
		RunE: func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	c.AddCommand(a.projectsList(), a.projectsShow(), a.projectsRatio(), a.projectsSurvival(), a.projectsNew(), a.projectsStatuses())
	return c
}

func (a *app) projectsList() *cobra.Command {
	var format string
	var sources []string
	c := &cobra.Command{
		Use: "list A B", Short: "the projects of two economies, as each source has them",
		Args: exactly("A", "B"), ValidArgsFunction: completes("economy", "economy"),
		RunE: func(c *cobra.Command, args []string) error {
			x, y, err := pair(args)
			if err != nil {
				return err
			}
			d, err := a.openDesk(c.Context())
			if err != nil {
				return err
			}
			defer d.Close()
			list, err := d.Projects().List(c.Context(), x, y, sources)
			if err != nil {
				return err
			}
			if len(list) == 0 {
				return noProjects(args, sources)
			}
			g := grid{columns: []string{"source", "id", "title", "kind", "value", "status", "date", "according to", "same as", "conflict"}, right: []string{"value"}}
			for _, r := range list {
				g.rows = append(g.rows, []string{r.Source, r.ID, cut(r.Title, format), r.Kind, amount(r), told(r.Status), told(r.StatusDate), told(r.StatusSource), strings.Join(r.SameAs, " "), strings.Join(r.Conflicts, "; ")})
			}
			return a.write(format, g, list)
		},
	}
	formatFlag(c, &format)
	c.Flags().StringSliceVar(&sources, "source", nil, "only from these sources")
	return c
}

func noProjects(args, sources []string) error {
	what := "no source in the lake has projects of " + strings.Join(args, " and ")
	if len(sources) > 0 {
		what = "the sources " + strings.Join(sources, ", ") + " have no projects of " + strings.Join(args, " and ")
	}
	return hint.New(hint.Data, "", what, "`dyad sources` lists what is there; dyad import worldbank|gem|iati|gcdf|aei|register FILE brings more")
}

// cut keeps a title to one line of a table.
func cut(s, format string) string {
	if r := []rune(s); format == "table" && len(r) > 60 {
		return string(r[:59]) + "…"
	}
	return s
}

func amount(r project.Record) string {
	if r.Value == nil {
		return ""
	}
	return strings.TrimSpace(told(r.Currency) + " " + measure.Dollars(*r.Value))
}

func told(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}

func (a *app) projectsShow() *cobra.Command {
	var format string
	c := &cobra.Command{
		Use: "show ID", Short: "one project: parties, milestones, stakes and quantities, each with who says so",
		Example: "  dyad projects show tongjiang-bridge", Args: exactly("ID"),
		RunE: func(c *cobra.Command, args []string) error {
			d, err := a.openDesk(c.Context())
			if err != nil {
				return err
			}
			defer d.Close()
			found, records, err := d.Projects().Show(c.Context(), args[0])
			if err != nil {
				return err
			}
			g := grid{columns: []string{"source", "id", "what", "date", "", "according to"}}
			type full struct {
				project.Record
				Milestones []map[string]any `json:"milestones"`
			}
			var all []full
			for i, p := range found {
				row := func(what, date, text, by string) {
					if by == "" {
						by = p.Source
					}
					g.rows = append(g.rows, []string{p.Source, p.ID, what, date, text, by})
				}
				row("title", "", p.Title, "")
				if p.Value != nil {
					row("value", strconv.Itoa(p.Year), strings.TrimSpace(p.Currency+" "+measure.Dollars(*p.Value)+" "+p.Prices), "")
				}
				for _, x := range p.Parties {
					row("party", "", strings.TrimSpace(string(x.Economy)+", "+x.Side+" "+x.Who), "")
				}
				f := full{Record: records[i], Milestones: []map[string]any{}}
				for _, m := range p.Milestones {
					text := m.Status.Words()
					if m.Planned {
						text += ", planned"
					}
					if m.Members > 0 {
						text += fmt.Sprintf(", %d of %d", m.Members, p.Members)
					}
					if m.Delay != nil {
						text += fmt.Sprintf(", %.0f days later than planned", *m.Delay)
					}
					if m.Printed != "" && m.Printed != m.Status.Words() {
						text += " (“" + m.Printed + "”)"
					}
					row("milestone", m.Date.String(), text, m.According)
					by := m.According
					if by == "" {
						by = p.Source
					}
					f.Milestones = append(f.Milestones, map[string]any{"status": m.Status, "date": m.Date.String(), "planned": m.Planned, "printed": m.Printed, "according": by, "members": m.Members, "delay_days": m.Delay})
				}
				for _, s := range p.Stakes {
					share := "an unknown share"
					if s.Share != nil {
						share = strconv.FormatFloat(*s.Share, 'f', -1, 64) + " %"
					}
					row("stake", s.Date.String(), s.Holder+", "+share+" "+s.State, s.According)
				}
				for _, q := range p.Quantities {
					if q.Value != nil {
						row("quantity", q.Date.String(), fmt.Sprintf("%s: %s %s of %s", q.What, strconv.FormatFloat(*q.Value, 'f', -1, 64), q.Unit, q.Item), q.According)
					}
				}
				for _, w := range records[i].Conflicts {
					row("conflict", "", w, "")
				}
				if p.Note != "" {
					row("note", "", p.Note, "")
				}
				all = append(all, f)
			}
			return a.write(format, g, all)
		},
	}
	formatFlag(c, &format)
	return c
}

// ratioRecord is a ratio as scripts read it. Lower and upper are Wilson's at 95 %,
// null for a ratio by value; the bounds are those of every open one failing or
// succeeding.
type ratioRecord struct {
	N         int      `json:"n"`
	Done      float64  `json:"done"`
	Open      float64  `json:"open"`
	Ended     float64  `json:"ended"`
	Ratio     *float64 `json:"ratio"`
	Lower     *float64 `json:"lower"`
	Upper     *float64 `json:"upper"`
	BoundLow  *float64 `json:"bound_low"`
	BoundHigh *float64 `json:"bound_high"`
	By        string   `json:"by"`
	Source    string   `json:"source"`
	Vintage   string   `json:"vintage"`
	Unknown   int      `json:"unknown"`
	Aged      int      `json:"aged"`
	Currency  string   `json:"currency,omitempty"`
}

func (a *app) projectsRatio() *cobra.Command {
	var format, reach, by, weight string
	var sources []string
	var age, asOf int
	c := &cobra.Command{
		Use: "ratio A B", Short: "how many of the projects of two economies came about",
		Long: `How many of the projects of two economies came about, for each source, with
Wilson's interval at 95 % and the bounds if every open one fails or succeeds. A
programme that counts its own members has a row of its own.`,
		Example: "  dyad projects ratio CHN RUS --by host --format json\n  dyad projects ratio CHN RUS --age 4",
		Args:    exactly("A", "B"), ValidArgsFunction: completes("economy", "economy"),
		RunE: func(c *cobra.Command, args []string) error {
			x, y, err := pair(args)
			if err != nil {
				return err
			}
			o := project.RatioOptions{Sources: sources, By: by, ByValue: weight == "value", AgeYears: age, AsOf: asOf}
			if reach != "" {
				s, ok := lifecycle.Parse(reach)
				if !ok || s.Halted() {
					return hint.New(hint.Usage, "", fmt.Sprintf("--reach %q is no stage to come to", reach), "announced, agreed, signed, financed, construction or completed")
				}
				o.Reach = s
			}
			for _, f := range []struct {
				name, value string
				choices     []string
			}{{"by", by, []string{"", "host", "sector", "kind", "programme"}}, {"weight", weight, []string{"count", "value"}}} {
				if !strings.Contains(" "+strings.Join(f.choices, " ")+" ", " "+f.value+" ") {
					return hint.New(hint.Usage, "", fmt.Sprintf("--%s cannot be %q", f.name, f.value), "one of "+strings.TrimSpace(strings.Join(f.choices, " ")))
				}
			}
			if age < 0 {
				return hint.New(hint.Usage, "", "--age is a number of years, not below 0", "--age 4")
			}
			d, err := a.openDesk(c.Context())
			if err != nil {
				return err
			}
			defer d.Close()
			ratios, err := d.Projects().Ratios(c.Context(), x, y, o)
			if err != nil {
				return err
			}
			if len(ratios) == 0 {
				return noProjects(args, sources)
			}
			g := grid{columns: []string{"source", "by", "ratio", "lower", "upper", "what"}, right: []string{"ratio", "lower", "upper"}}
			records := []ratioRecord{}
			for _, r := range ratios {
				rec := ratioRecord{N: r.N, Done: r.Done, Open: r.Open, Ended: r.Ended, Lower: r.Lower, Upper: r.Upper, By: r.By, Source: r.Source, Vintage: r.Vintage, Unknown: r.Unknown, Aged: r.Aged, Currency: r.Currency}
				if r.Whole > 0 {
					ratio, high := r.Ratio(), r.BoundHigh()
					rec.Ratio, rec.BoundLow, rec.BoundHigh = &ratio, &ratio, &high
				}
				records = append(records, rec)
				g.rows = append(g.rows, []string{r.Source, r.By, three(rec.Ratio), three(rec.Lower), three(rec.Upper), r.Words()})
			}
			return a.write(format, g, records)
		},
	}
	formatFlag(c, &format)
	c.Flags().StringSliceVar(&sources, "source", nil, "only from these sources")
	c.Flags().StringVar(&reach, "reach", "", "what counts as done: a stage; by default completed, and of a programme the furthest stage that it counts")
	c.Flags().StringVar(&by, "by", "", "a row for each host, sector, kind or programme")
	c.Flags().StringVar(&weight, "weight", "count", "count, or value")
	c.Flags().IntVar(&age, "age", 0, "years after which what nobody speaks of counts as suspended; 0: never")
	c.Flags().IntVar(&asOf, "as-of", 0, "the year in which ages are counted; by default the latest on record in each source")
	return c
}

func three(v *float64) string {
	if v == nil {
		return ""
	}
	return strconv.FormatFloat(*v, 'f', 3, 64)
}

func (a *app) projectsNew() *cobra.Command {
	return &cobra.Command{
		Use: "new [FILE.yaml]", Short: "write the skeleton of a register", Args: between("[FILE.yaml]"),
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				_, err := fmt.Fprint(a.out, register.Skeleton)
				return err
			}
			f, err := os.OpenFile(args[0], os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
			if errors.Is(err, fs.ErrExist) {
				return hint.New(hint.Usage, args[0], "the file is there already", "name another one")
			}
			if err != nil {
				return writable(err, args[0])
			}
			if _, err := f.WriteString(register.Skeleton); err != nil {
				f.Close()
				return writable(err, args[0])
			}
			if err := f.Close(); err != nil {
				return writable(err, args[0])
			}
			a.say("Wrote %s. Edit it, then: dyad import register %s --source NAME", args[0], args[0])
			return nil
		},
	}
}

func (a *app) projectsStatuses() *cobra.Command {
	var format string
	c := &cobra.Command{
		Use: "statuses [FORMAT]", Short: "how a publisher's words for the stages are understood",
		Args: between("[FORMAT]"), ValidArgs: registry.WithStatuses(),
		RunE: func(_ *cobra.Command, args []string) error {
			names := args
			if len(args) == 0 {
				names = registry.WithStatuses()
			}
			type record struct {
				Format string `json:"format"`
				lifecycle.Word
			}
			g := grid{columns: []string{"format", "printed", "status", "note"}}
			var records []record
			for _, n := range names {
				words, err := registry.Statuses(n)
				if err != nil {
					return err
				}
				for _, w := range words {
					g.rows = append(g.rows, []string{n, w.Printed, w.Status.Words(), w.Note})
					records = append(records, record{n, w})
				}
			}
			return a.write(format, g, records)
		},
	}
	formatFlag(c, &format)
	return c
}

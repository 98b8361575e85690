package cli

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"dyad/desk"
	"dyad/internal/hint"
	"dyad/internal/numeral"
	"dyad/lake"
	"dyad/source"
	"dyad/source/registry"
)

func (a *app) importCommand() *cobra.Command {
	var formats strings.Builder
	for _, r := range registry.Readers() {
		fmt.Fprintf(&formats, "\n  %-14s %s", r.Name, r.Files)
	}
	c := &cobra.Command{
		Use:   "import FORMAT|auto FILE...",
		Short: "Bring published data into the lake",
		Long: `Bring published data into the lake, whole or not at all: either every row that
the format's rules take is there afterwards, and the refused ones are listed with
line and reason, or nothing is. What came in is never changed: the same file again
changes nothing, further files of a release (the same --vintage) join it, and
another release is another vintage.

auto finds the format by the head of the files and says which it chose.

Formats:` + formats.String(),
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return hint.New(hint.Usage, "", "import takes a format and its files", "dyad import auto FILE")
			}
			_, err := registry.Find(args[0])
			return err
		},
		RunE: func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	c.AddCommand(a.importAuto())
	for _, r := range registry.Readers() {
		c.AddCommand(a.importFormat(r))
	}
	return c
}

// importFlags are common to every format.
type importFlags struct {
	source.Options
	allowRejects bool
}

func (f *importFlags) add(c *cobra.Command) {
	m := &f.Meta
	c.Flags().StringVar(&m.ID, "source", "", "name of the source in this lake, as imf-dots")
	c.Flags().StringVar(&m.Title, "title", "", "title of the data set")
	c.Flags().StringVar(&m.Publisher, "publisher", "", "who publishes it")
	c.Flags().StringVar(&m.URL, "url", "", "where it is published")
	c.Flags().StringVar(&m.Licence, "licence", "", "terms of use")
	c.Flags().StringVar(&m.Vintage, "vintage", "", "the publisher's release; by default the first digits of the file's hash")
	c.Flags().StringVar(&m.Retrieved, "retrieved", "", "day the file was fetched, as 2026-01-31")
	c.Flags().StringArrayVar(&m.Caveats, "caveat", nil, "what a reader of every number must know; may be given again")
	c.Flags().StringSliceVar(&m.Contains, "contains", nil, "sources whose observations this one holds as well: then they are one witness")
	c.Flags().StringSliceVar(&m.Supersedes, "supersedes", nil, "sources that this one replaces")
	c.Flags().BoolVar(&f.allowRejects, "allow-rejects", false, "import the good rows even when more than one in a thousand is rejected")
}

// addOptions adds those options that a format takes.
func (f *importFlags) addOptions(c *cobra.Command, takes []string) {
	o := &f.Options
	for _, name := range takes {
		switch name {
		case "map":
			c.Flags().StringArrayVar(&o.Map, name, nil, "the column of a field, as value=value_musd; may be given again")
		case "set":
			c.Flags().StringArrayVar(&o.Set, name, nil, "a field that is the same in every row, as flow=X; may be given again")
		case "scale":
			c.Flags().StringVar(&o.Scale, name, "", "turns the printed value into US dollars: 1e6 for millions")
		case "quantity-scale":
			c.Flags().StringVar(&o.QuantityScale, name, "", "turns the printed quantity into tonnes: 1e-3 for kilograms")
		case "scheme":
			c.Flags().StringVar(&o.Scheme, name, "", "the system of the economies' codes: iso3, iso2, m49, comtrade, cepii, cow, imf, name …")
		case "missing":
			c.Flags().StringArrayVar(&o.Missing, name, nil, "a text that stands for no value; may be given again")
		case "aggregate":
			c.Flags().StringArrayVar(&o.Aggregates, name, nil, "a label of a sum over economies; may be given again")
		case "alias":
			c.Flags().StringArrayVar(&o.Aliases, name, nil, `a label of an economy and its code, as "Zone euro=EA"; may be given again`)
		case "encoding":
			c.Flags().StringVar(&o.Encoding, name, "", "of a text that is not UTF-8: latin1, windows-1252 …")
		case "decimal":
			c.Flags().StringVar(&o.Decimal, name, "", `"," where decimals stand behind a comma`)
		}
	}
}

func (f *importFlags) check() error {
	if day := f.Meta.Retrieved; day != "" {
		if _, err := time.Parse("2006-01-02", day); err != nil {
			return hint.New(hint.Usage, "", fmt.Sprintf("--retrieved %s is no day", day), "write it as 2026-01-31")
		}
	}
	return nil
}

func filesOf(paths []string) []source.File {
	files := make([]source.File, len(paths))
	for i, path := range paths {
		files[i] = source.File{Path: path}
	}
	return files
}

func (a *app) importFormat(r *source.Reader) *cobra.Command {
	var f importFlags
	c := &cobra.Command{
		Use:   r.Name + " FILE...",
		Short: r.Files,
		Long:  about(r),
		Args:  cobra.MinimumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			if err := f.check(); err != nil {
				return err
			}
			d, err := r.Read(filesOf(args), f.Options)
			if err != nil {
				return err
			}
			return a.bring(c.Context(), d, f.allowRejects)
		},
	}
	if r.Example != "" {
		c.Example = "  dyad import " + r.Name + " " + r.Example
	}
	f.add(c)
	f.addOptions(c, r.Takes)
	return c
}

// about is what a reader says of its format.
func about(r *source.Reader) string {
	var b strings.Builder
	if r.Title != "" {
		fmt.Fprintf(&b, "%s (%s).\n", r.Title, r.Publisher)
	}
	fmt.Fprintf(&b, "Reads %s; fills %s.", r.Files, strings.Join(r.Tables, ", "))
	if r.URL != "" {
		fmt.Fprintf(&b, "\nPublished at %s", r.URL)
	}
	if r.Licence != "" {
		fmt.Fprintf(&b, "\nTerms: %s", r.Licence)
	}
	for _, c := range r.Caveats {
		b.WriteString("\n- " + c.Text)
	}
	return b.String()
}

func (a *app) importAuto() *cobra.Command {
	var f importFlags
	c := &cobra.Command{
		Use:     "auto FILE...",
		Short:   "find the format by the head of the files",
		Example: "  dyad import auto *.csv.gz --vintage 2024-01",
		Args:    cobra.MinimumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			if err := f.check(); err != nil {
				return err
			}
			files := filesOf(args)
			chosen, err := registry.Auto(files)
			if err != nil {
				return err
			}
			a.say("read as %s: %s", chosen.Reader.Name, chosen.Why)
			d, err := chosen.Reader.Read(files, f.Options)
			if err != nil {
				return err
			}
			return a.bring(c.Context(), d, f.allowRejects)
		},
	}
	f.add(c)
	f.addOptions(c, source.OptionNames())
	return c
}

// bring imports one dataset, shows progress and reports what came of it.
func (a *app) bring(ctx context.Context, d source.Dataset, allowRejects bool) error {
	bar := a.progress(d.Meta.ID)
	report, err := lake.Import(ctx, a.lakeDir, d, lake.ImportOptions{AllowRejects: allowRejects, Version: Version, Progress: bar.update, Tables: desk.Tables()})
	bar.done()
	if err != nil {
		return err
	}
	a.reportImport(report)
	return nil
}

func (a *app) reportImport(r lake.Report) {
	s := r.Source
	if r.Unchanged {
		a.say("%s, vintage %s: already in the lake, nothing changed (%s rows)", s.ID, s.Vintage, numeral.Thousands(s.Rows))
		if len(r.MetaDiffers) > 0 {
			a.say("  %s given now differ from those kept with this vintage; what came in is never changed: import under another --vintage to state them", strings.Join(r.MetaDiffers, ", "))
		}
		return
	}
	who := "reporters"
	if s.Table != "trade" {
		who = "economies"
	}
	a.say("%s, vintage %s: %s rows, %d–%d, %d %s, in %s", s.ID, s.Vintage, numeral.Thousands(s.Rows), s.FirstYear, s.LastYear, s.Reporters, who, r.Took.Round(10*time.Millisecond))
	for _, n := range s.Notes {
		a.say("  %s", n)
	}
	if s.Gaps > 0 {
		a.say("  %s rows without a value are kept as gaps", numeral.Thousands(s.Gaps))
	}
	if s.Rejected > 0 {
		list := s.Rejects()
		a.say("  %s rows rejected; all of them, with line and reason, in %s", numeral.Thousands(s.Rejected), filepath.Join(a.lakeDir, list[len(list)-1]))
		for i, x := range r.Rejects {
			if i == 5 {
				a.say("    …")
				break
			}
			a.say("    %s:%d: %s %q: %s", x.File, x.Line, x.Column, x.Value, x.Reason)
		}
	}
	a.labels("kept apart", s.Apart)
	a.labels("labels that name no economy", s.Unresolved)
	a.labels("kept apart, as sums over economies", s.Aggregates)
}

func (a *app) labels(what string, ls []lake.Label) {
	if len(ls) == 0 {
		return
	}
	var words []string
	for i, l := range ls {
		if i == 12 {
			words = append(words, fmt.Sprintf("and %d more", len(ls)-i))
			break
		}
		words = append(words, fmt.Sprintf("%s (%s)", l.Text, numeral.Thousands(l.Rows)))
	}
	a.say("  %s: %s", what, strings.Join(words, ", "))
}

// say prints a line about what was done.
func (a *app) say(format string, args ...any) { fmt.Fprintf(a.out, format+"\n", args...) }

package cli

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"dyad/internal/hint"
	"dyad/internal/numeral"
	"dyad/lake"
	"dyad/source"
	"dyad/source/tidy"
)

func (a *app) importCommand() *cobra.Command {
	c := &cobra.Command{
		Use:   "import SOURCE FILE...",
		Short: "Bring published data into the lake",
		Long: `Bring published data into the lake, whole or not at all. What came in is never
changed: the same file again changes nothing, another release is another vintage.

Sources:
  tidy    any CSV (.gz too) or Parquet of reporter, partner, year, flow and value`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return hint.New(hint.Usage, "", "import takes a source and its files", "dyad import tidy FILE --source NAME")
			}
			try := "`dyad import --help` lists the sources"
			if near := hint.Suggest(args[0], []string{"tidy"}); len(near) > 0 {
				try = "did you mean tidy? " + try
			}
			return hint.New(hint.Usage, "", fmt.Sprintf("unknown source %q", args[0]), try)
		},
		RunE: func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	c.AddCommand(a.importTidy())
	return c
}

// importFlags are common to every source.
type importFlags struct {
	id, title, publisher, url, licence, vintage, retrieved string
	caveats                                                []string
	allowRejects                                           bool
}

func (f *importFlags) add(c *cobra.Command) {
	c.Flags().StringVar(&f.id, "source", "", "name of the source in this lake, as imf-dots")
	c.Flags().StringVar(&f.title, "title", "", "title of the data set")
	c.Flags().StringVar(&f.publisher, "publisher", "", "who publishes it")
	c.Flags().StringVar(&f.url, "url", "", "where it is published")
	c.Flags().StringVar(&f.licence, "licence", "", "terms of use")
	c.Flags().StringVar(&f.vintage, "vintage", "", "the publisher's release; by default the first digits of the file's hash")
	c.Flags().StringVar(&f.retrieved, "retrieved", "", "day the file was fetched, as 2026-01-31")
	c.Flags().StringArrayVar(&f.caveats, "caveat", nil, "what a reader of every number must know; may be given again")
	c.Flags().BoolVar(&f.allowRejects, "allow-rejects", false, "import the good rows even when more than one in a thousand is rejected")
}

func (f *importFlags) meta() (source.Meta, error) {
	if f.id == "" {
		return source.Meta{}, hint.New(hint.Usage, "", "the source has no name", "add --source NAME, as --source imf-dots")
	}
	if f.retrieved != "" {
		if _, err := time.Parse("2006-01-02", f.retrieved); err != nil {
			return source.Meta{}, hint.New(hint.Usage, "", fmt.Sprintf("--retrieved %s is no day", f.retrieved), "write it as 2026-01-31")
		}
	}
	title := f.title
	if title == "" {
		title = f.id
	}
	return source.Meta{ID: f.id, Title: title, Publisher: f.publisher, URL: f.url, Licence: f.licence,
		Vintage: f.vintage, Retrieved: f.retrieved, Caveats: f.caveats}, nil
}

func (a *app) importTidy() *cobra.Command {
	var common importFlags
	var o tidy.Options
	c := &cobra.Command{
		Use:   "tidy FILE... --source NAME",
		Short: "Any CSV or Parquet of reporter, partner, year, flow and value",
		Long: `Bring in a CSV (also .gz) or Parquet file that names its rows by reporter, partner,
year, flow (X or M, exports or imports) and value, and if it has them product,
flag, quantity, month. Columns are found by their header or named by --map.`,
		Example: `  dyad import tidy dots.csv.gz --source imf-dots --map value=value_musd --scale 1e6
  dyad import tidy exports.csv --source mine --set flow=X --vintage 2026-01`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			meta, err := common.meta()
			if err != nil {
				return err
			}
			o.Meta = meta
			files := make([]source.File, len(args))
			for i, path := range args {
				files[i] = source.File{Path: path}
			}
			d, err := tidy.Open(files, o)
			if err != nil {
				return err
			}
			return a.bring(c.Context(), d, common.allowRejects)
		},
	}
	common.add(c)
	c.Flags().StringArrayVar(&o.Map, "map", nil, "the column of a field, as value=value_musd; may be given again")
	c.Flags().StringArrayVar(&o.Set, "set", nil, "a field that is the same in every row, as flow=X; may be given again")
	c.Flags().StringVar(&o.Scale, "scale", "", "turns the printed value into US dollars: 1e6 for millions")
	return c
}

// bring imports one dataset, shows progress and reports what came of it.
func (a *app) bring(ctx context.Context, d source.Dataset, allowRejects bool) error {
	bar := a.progress(d.Meta.ID)
	report, err := lake.Import(ctx, a.lakeDir, d, lake.ImportOptions{AllowRejects: allowRejects, Version: Version, Progress: bar.update})
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
	a.say("%s, vintage %s: %s rows, %d–%d, %d reporters, in %s", s.ID, s.Vintage, numeral.Thousands(s.Rows), s.FirstYear, s.LastYear, s.Reporters, r.Took.Round(10*time.Millisecond))
	if s.Gaps > 0 {
		a.say("  %s rows without a value are kept as gaps", numeral.Thousands(s.Gaps))
	}
	if s.Rejected > 0 {
		a.say("  %s rows rejected; all of them, with line and reason, in %s", numeral.Thousands(s.Rejected), filepath.Join(a.lakeDir, s.RejectsFile))
		for i, x := range r.Rejects {
			if i == 5 {
				a.say("    …")
				break
			}
			a.say("    %s:%d: %s %q: %s", x.File, x.Line, x.Column, x.Value, x.Reason)
		}
	}
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

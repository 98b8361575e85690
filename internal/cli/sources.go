package cli

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"dyad/internal/hint"
	"dyad/internal/numeral"
	"dyad/lake"
	"dyad/measure"
	"dyad/trade"
)

func (a *app) sources() *cobra.Command {
	var format string
	c := &cobra.Command{
		Use:   "sources",
		Short: "What is in the lake, with its provenance; show, remove, compare, verify releases",
		Args:  cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			l, err := lake.Open(c.Context(), a.lakeDir)
			if err != nil {
				return err
			}
			defer l.Close()
			answers := map[string]bool{}
			for _, s := range l.Latest() {
				answers[s.ID+" "+s.Vintage] = true
			}
			g := grid{columns: []string{"source", "vintage", "title", "tables", "rows", "years", "reporters", "rejected", "answers", "sha256"}, right: []string{"rows", "reporters", "rejected"}}
			if format == "csv" || format == "md" {
				g.columns = append(g.columns, "publisher", "licence", "caveats")
			}
			list := l.Sources()
			for _, s := range list {
				hash := s.SHA256()
				if format == "table" && len(hash) > 12 {
					hash = hash[:12]
				}
				now := "yes"
				if !answers[s.ID+" "+s.Vintage] {
					now = "no"
				}
				row := []string{s.ID, s.Vintage, s.Title, strings.Join(s.Tables(), " "), numeral.Thousands(s.Rows), fmt.Sprintf("%d–%d", s.FirstYear, s.LastYear),
					fmt.Sprint(s.Reporters), numeral.Thousands(s.Rejected), now, hash}
				if len(g.columns) > len(row) {
					row = append(row, s.Publisher, s.Licence, strings.Join(s.Caveats, " "))
				}
				g.rows = append(g.rows, row)
			}
			return a.write(format, g, list)
		},
	}
	formatFlag(c, &format)
	c.AddCommand(a.sourcesShow(), a.sourcesRemove(), a.sourcesDiff(), a.sourcesVerify())
	return c
}

func (a *app) sourcesShow() *cobra.Command {
	var format, vintage string
	c := &cobra.Command{
		Use:   "show SOURCE",
		Short: "One release: files, hashes, how they were read, caveats, what was refused and why",
		Args:  exactly("SOURCE"),
		RunE: func(c *cobra.Command, args []string) error {
			l, err := lake.Open(c.Context(), a.lakeDir)
			if err != nil {
				return err
			}
			defer l.Close()
			s, err := l.Find(args[0], vintage)
			if err != nil {
				return err
			}
			g := grid{columns: []string{s.ID, s.Vintage}}
			add := func(what, text string) {
				if text != "" {
					g.rows = append(g.rows, []string{what, text})
				}
			}
			add("title", s.Title)
			add("publisher", s.Publisher)
			add("address", s.URL)
			add("terms", s.Licence)
			add("format", s.Reader)
			add("retrieved", s.Retrieved)
			add("imported", s.Imported+" by dyad "+s.Dyad)
			add("rows", fmt.Sprintf("%s, %d–%d, %d economies; %s gaps, %s zeros", numeral.Thousands(s.Rows), s.FirstYear, s.LastYear, s.Reporters, numeral.Thousands(s.Gaps), numeral.Thousands(s.Zeros)))
			add("contains", strings.Join(s.Contains, ", "))
			add("part of", strings.Join(s.PartOf, ", "))
			add("supersedes", strings.Join(s.Supersedes, ", "))
			for _, in := range s.Inputs {
				add("file", fmt.Sprintf("%s, %s bytes, SHA-256 %s", in.Name, numeral.Thousands(in.Bytes), in.SHA256))
			}
			add("read by", s.Mapping)
			for _, f := range s.Files {
				add("in the lake", fmt.Sprintf("%s, %s rows", f.Path, numeral.Thousands(f.Rows)))
			}
			for _, n := range s.Notes {
				add("note", n)
			}
			for _, x := range s.Caveats {
				add("caveat", x)
			}
			for _, x := range s.Scoped {
				add("caveat", x.Text)
			}
			for _, x := range s.Apart {
				add("kept apart", fmt.Sprintf("%s: %s rows", x.Text, numeral.Thousands(x.Rows)))
			}
			for _, x := range s.Unresolved {
				add("names no economy", fmt.Sprintf("%s: %s rows", x.Text, numeral.Thousands(x.Rows)))
			}
			for _, x := range s.Rejects() {
				add("refused rows", x)
			}
			return a.write(format, g, s)
		},
	}
	formatFlag(c, &format)
	c.Flags().StringVar(&vintage, "vintage", "", "the release; by default the one that answers")
	return c
}

func (a *app) sourcesRemove() *cobra.Command {
	var vintage string
	c := &cobra.Command{
		Use:   "remove SOURCE",
		Short: "Take a release out of the lake",
		Args:  exactly("SOURCE"),
		RunE: func(c *cobra.Command, args []string) error {
			gone, err := lake.Remove(c.Context(), a.lakeDir, args[0], vintage, Version)
			if err != nil {
				return err
			}
			a.say("%s, vintage %s: taken out (%s rows); its files go with the next import", gone.ID, gone.Vintage, numeral.Thousands(gone.Rows))
			return nil
		},
	}
	c.Flags().StringVar(&vintage, "vintage", "", "the release; must be given where there are several")
	return c
}

func (a *app) sourcesVerify() *cobra.Command {
	return &cobra.Command{
		Use:   "verify",
		Short: "Hash every file of the lake and hold it against the manifest",
		Args:  cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			n, size, err := lake.Verify(c.Context(), a.lakeDir)
			if err != nil {
				return err
			}
			a.say("%d files, %s bytes: as they were written", n, numeral.Thousands(size))
			return nil
		},
	}
}

// revisionRecord is one changed flow as scripts read it.
type revisionRecord struct {
	Exporter string   `json:"exporter"`
	Importer string   `json:"importer"`
	Period   string   `json:"period"`
	View     string   `json:"view"`
	Earlier  *float64 `json:"earlier"`
	Later    *float64 `json:"later"`
	Unit     string   `json:"unit"`
}

func (a *app) sourcesDiff() *cobra.Command {
	var format string
	c := &cobra.Command{
		Use:     "diff SOURCE EARLIER LATER A B",
		Short:   "What a later release of a source changed for two economies",
		Example: "  dyad sources diff baci V202301 V202401 CHN RUS",
		Args:    exactly("SOURCE", "EARLIER", "LATER", "A", "B"),
		RunE: func(c *cobra.Command, args []string) error {
			x, y, err := pair(args[3:])
			if err != nil {
				return err
			}
			l, err := lake.Open(c.Context(), a.lakeDir)
			if err != nil {
				return err
			}
			defer l.Close()
			for _, vintage := range args[1:3] {
				s, err := l.Find(args[0], vintage)
				if err != nil {
					return err
				}
				if s.Table != "trade" {
					return hint.New(hint.Usage, "", fmt.Sprintf("source %s fills the table %s; releases of trade are compared here", s.ID, s.Table), "`dyad sources show` lists its files")
				}
			}
			changed, err := trade.Revised(c.Context(), l, args[0], args[1], args[2], x, y)
			if err != nil {
				return err
			}
			g := grid{columns: []string{"exporter", "importer", "period", "view", args[1], args[2], "change"}, right: []string{args[1], args[2], "change"}}
			records := []revisionRecord{}
			text := func(v float64, known bool) (string, *float64) {
				if !known {
					return "missing", nil
				}
				return measure.Dollars(v), &v
			}
			for _, r := range changed {
				rec := revisionRecord{Exporter: string(r.Exporter), Importer: string(r.Importer), Period: r.Period.String(), View: string(r.View), Unit: "USD"}
				var was, is, by string
				was, rec.Earlier = text(r.Earlier, r.KnownEarlier)
				is, rec.Later = text(r.Later, r.KnownLater)
				if r.KnownEarlier && r.KnownLater && r.Earlier != 0 {
					by = measure.Format(100*(r.Later/r.Earlier-1), "%")
				}
				g.rows = append(g.rows, []string{rec.Exporter, rec.Importer, rec.Period, rec.View, was, is, by})
				records = append(records, rec)
			}
			if len(changed) == 0 && format == "table" {
				a.say("%s: %s changed nothing for these two", args[0], args[2])
				return nil
			}
			return a.write(format, g, records)
		},
	}
	formatFlag(c, &format)
	return c
}

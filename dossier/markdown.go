package dossier

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"dyad/figure"
	"dyad/internal/medium"
)

// writeMarkdown writes the account as Markdown with its figures as SVG files
// beside it, named after it. Numbers are footnotes.
func (acc *Account) writeMarkdown(path string) error {
	var b bytes.Buffer
	stem := strings.TrimSuffix(filepath.Base(path), filepath.Ext(path))
	fmt.Fprintf(&b, "# %s\n\nA dossier of the dyad %s–%s.\n", acc.Title, acc.A, acc.B)
	for _, s := range acc.Sections {
		fmt.Fprintf(&b, "\n## %s\n", s.Title)
		for _, p := range s.Text {
			b.WriteString("\n")
			for _, sp := range p {
				b.WriteString(medium.Markdown(sp.Text))
				if sp.N > 0 {
					fmt.Fprintf(&b, "[^n%d]", sp.N)
				}
			}
			b.WriteString("\n")
		}
		for _, f := range s.Figures {
			file := stem + "-" + f.Name + ".svg"
			if err := figure.Write(filepath.Join(filepath.Dir(path), file), f.Chart, figure.Options{}); err != nil {
				return err
			}
			h := f.Chart.Head()
			fmt.Fprintf(&b, "\n![%s. %s](%s)\n\n%s Its caveats are under [Sources](#sources).\n", medium.Markdown(h.Title), medium.Markdown(h.Subtitle), file, medium.Markdown(h.SourceLine()))
		}
		b.WriteString(s.Markdown)
		if s.Needs != "" {
			fmt.Fprintf(&b, "\nNot shown for want of data: %s.\n", s.Needs)
		}
	}
	b.WriteString("\n## Sources\n\n")
	for _, s := range acc.Used() {
		fmt.Fprintf(&b, "- %s, %s (`%s`, vintage %s). %s. SHA-256 `%s`; %s rows, %d–%d.\n", stated(s.Publisher, "Publisher"), medium.Markdown(s.Title), s.ID, s.Vintage, stated(s.Licence, "Licence"), s.SHA256(), grouped(int(s.Rows)), s.FirstYear, s.LastYear)
		for _, c := range s.Caveats {
			fmt.Fprintf(&b, "  - %s\n", medium.Markdown(c))
		}
	}
	b.WriteString("\n## Queries\n\nTo run one by hand in DuckDB, make the view first:\n\n```sql\n" + acc.view() + "\n```\n")
	query := map[string]int{}
	for _, e := range acc.Entries {
		if _, known := query[e.Row.Query]; !known && e.Row.Query != "" {
			query[e.Row.Query] = len(query) + 1
			fmt.Fprintf(&b, "\nQuery %d:\n\n```sql\n%s\n```\n", query[e.Row.Query], strings.TrimSpace(e.Row.Query))
		}
	}
	b.WriteString("\n")
	for _, e := range acc.Entries {
		fmt.Fprintf(&b, "[^n%d]: `%s`, %s–%s, %d: %s. %s. %s (`%s`), vintage %s.", e.N, e.Row.Measure, e.Row.A, e.Row.B, e.Row.Year,
			FullValue(e.Row), Who(e.Row), medium.Markdown(e.Source.Title), e.Row.Source, e.Row.Vintage)
		if len(e.Row.Flags) > 0 {
			fmt.Fprintf(&b, " Flags: %s.", medium.Markdown(strings.Join(e.Row.FlagTexts(), ", ")))
		}
		if e.Row.Note != "" {
			fmt.Fprintf(&b, " %s.", medium.Markdown(e.Row.Note))
		}
		for _, in := range e.Row.Inputs {
			fmt.Fprintf(&b, " %s %s, %s, %s %s: %.12g %s;", in.Key, in.Period, in.Item, in.By, in.Basis, in.Value, strings.ReplaceAll(in.Unit, "$", "\\$"))
		}
		if n := query[e.Row.Query]; n > 0 {
			fmt.Fprintf(&b, " Query %d.", n)
		}
		b.WriteString("\n")
	}
	return os.WriteFile(path, b.Bytes(), 0o644)
}

func stated(s, what string) string {
	if s == "" {
		return what + " not stated"
	}
	return medium.Markdown(s)
}

package cli

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"dyad/internal/hint"
	"dyad/internal/medium"
)

// formats that every table comes out in.
var formats = []string{"table", "csv", "json", "md"}

// formatFlag adds --format.
func formatFlag(c *cobra.Command, into *string, more ...string) {
	all := append(slices.Clone(formats), more...)
	c.Flags().StringVar(into, "format", "table", strings.Join(all, ", "))
	_ = c.RegisterFlagCompletionFunc("format", cobra.FixedCompletions(all, cobra.ShellCompDirectiveNoFileComp))
	before := c.PreRunE
	c.PreRunE = func(c *cobra.Command, args []string) error {
		if !slices.Contains(all, *into) {
			return hint.New(hint.Usage, "", fmt.Sprintf("unknown format %q", *into), "one of "+strings.Join(all, ", "))
		}
		if before != nil {
			return before(c, args)
		}
		return nil
	}
}

// grid is a table of texts; columns named in right are set flush right.
type grid struct {
	columns []string
	right   []string
	rows    [][]string
}

// dropEmpty takes out a column in which nothing stands.
func (g *grid) dropEmpty(column string) {
	i := slices.Index(g.columns, column)
	if i < 0 || len(g.rows) == 0 || slices.ContainsFunc(g.rows, func(r []string) bool { return r[i] != "" }) {
		return
	}
	g.columns = slices.Delete(slices.Clone(g.columns), i, i+1)
	for k, r := range g.rows {
		g.rows[k] = slices.Delete(r, i, i+1)
	}
}

// write prints the grid as a table, CSV or Markdown, and records as JSON: one
// object a row.
func (a *app) write(format string, g grid, records any) error {
	w := a.data
	switch format {
	case "json":
		e := json.NewEncoder(w)
		e.SetEscapeHTML(false)
		e.SetIndent("", " ")
		return e.Encode(records)
	case "csv":
		c := csv.NewWriter(w)
		for _, row := range append([][]string{g.columns}, g.rows...) {
			if err := c.Write(medium.Cells(row)); err != nil {
				return err
			}
		}
		c.Flush()
		return c.Error()
	case "md":
		return g.markdown(a.out)
	}
	return g.table(a.out)
}

func (g grid) table(w io.Writer) error {
	width := make([]int, len(g.columns))
	for i, c := range g.columns {
		width[i] = utf8.RuneCountInString(c)
		for _, r := range g.rows {
			width[i] = max(width[i], utf8.RuneCountInString(r[i]))
		}
	}
	line := func(cells []string) string {
		var b strings.Builder
		for i, c := range cells {
			c = medium.Line(c)
			fill := strings.Repeat(" ", width[i]-utf8.RuneCountInString(c))
			if slices.Contains(g.right, g.columns[i]) {
				b.WriteString(fill + c)
			} else {
				b.WriteString(c + fill)
			}
			b.WriteString("  ")
		}
		return strings.TrimRight(b.String(), " ") + "\n"
	}
	var b strings.Builder
	b.WriteString(line(g.columns))
	for _, r := range g.rows {
		b.WriteString(line(r))
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func (g grid) markdown(w io.Writer) error {
	var b strings.Builder
	line := func(cells []string) {
		for _, c := range cells {
			b.WriteString("| " + medium.Markdown(c) + " ")
		}
		b.WriteString("|\n")
	}
	line(g.columns)
	for _, c := range g.columns {
		if slices.Contains(g.right, c) {
			b.WriteString("|---:")
		} else {
			b.WriteString("|---")
		}
	}
	b.WriteString("|\n")
	for _, r := range g.rows {
		line(r)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

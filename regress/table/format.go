package table

import (
	"fmt"
	"html"
	"slices"
	"strings"
	"unicode/utf8"

	"dyad/internal/hint"
	"dyad/internal/medium"
)

// Format writes the table as "table" (aligned text), "md", "tex" (booktabs) or
// "html".
func (t *Table) Format(format string) (string, error) {
	switch format {
	case "", "table", "text":
		return t.Text(), nil
	case "md":
		return t.Markdown(), nil
	case "tex":
		return t.LaTeX(), nil
	case "html":
		return t.HTML(), nil
	}
	return "", hint.New(hint.Usage, "--format", fmt.Sprintf("%q is unknown", format), "table, json, md, tex or html")
}

func (t *Table) rows() []Row {
	return append(append([]Row{}, t.Body...), t.Footer...)
}

// Text is the table for a terminal.
func (t *Table) Text() string {
	footer := foldCells(t.Footer)
	widths := make([]int, len(t.Headers)+1)
	widen := func(k int, s string) { widths[k] = max(widths[k], utf8.RuneCountInString(s)) }
	for k, h := range t.Headers {
		widen(k+1, h)
	}
	for _, r := range slices.Concat(t.Body, footer) {
		widen(0, r.Label)
		for k, c := range r.Cells {
			widen(k+1, c)
		}
	}
	total := widths[0]
	for _, w := range widths[1:] {
		total += w + 2
	}
	var b strings.Builder
	rule := strings.Repeat("─", total) + "\n"
	line := func(label string, cells []string) {
		text := label + strings.Repeat(" ", widths[0]-utf8.RuneCountInString(label))
		for k, c := range cells {
			text += strings.Repeat(" ", 2+widths[k+1]-utf8.RuneCountInString(c)) + c
		}
		b.WriteString(strings.TrimRight(text, " ") + "\n")
	}
	if t.Title != "" {
		b.WriteString(t.Title + "\n")
	}
	b.WriteString(rule)
	line("", t.Headers)
	b.WriteString(rule)
	for _, r := range t.Body {
		line(r.Label, r.Cells)
	}
	b.WriteString(rule)
	for _, r := range footer {
		line(r.Label, r.Cells)
	}
	b.WriteString(rule)
	for _, n := range t.Notes {
		for _, l := range fold(n, max(total, noteWidth)) {
			b.WriteString(l + "\n")
		}
	}
	return b.String()
}

// Widths of a terminal's table: of a cell under the estimates, which may hold a
// whole condition, and of the notes where the table is no wider.
const (
	cellWidth = 24
	noteWidth = 100
)

// foldCells gives long cells several lines, as rows without a label.
func foldCells(rows []Row) []Row {
	var out []Row
	for _, r := range rows {
		lines := 1
		folded := make([][]string, len(r.Cells))
		for k, c := range r.Cells {
			folded[k] = fold(c, cellWidth)
			lines = max(lines, len(folded[k]))
		}
		for n := range lines {
			part := Row{Cells: make([]string, len(r.Cells))}
			if n == 0 {
				part.Label = r.Label
			}
			for k, f := range folded {
				if n < len(f) {
					part.Cells[k] = f[n]
				}
			}
			out = append(out, part)
		}
	}
	return out
}

// fold breaks a text at spaces into lines of at most the width, as far as its
// words allow.
func fold(text string, width int) []string {
	var lines []string
	line := ""
	for _, word := range strings.Split(text, " ") {
		switch {
		case line == "":
			line = word
		case utf8.RuneCountInString(line)+1+utf8.RuneCountInString(word) > width:
			lines = append(lines, line)
			line = word
		default:
			line += " " + word
		}
	}
	return append(lines, line)
}

// Markdown is the table in the pipe syntax of GitHub.
func (t *Table) Markdown() string {
	escape := medium.Markdown
	var b strings.Builder
	if t.Title != "" {
		b.WriteString("**" + escape(t.Title) + "**\n\n")
	}
	line := func(label string, cells []string) {
		b.WriteString("| " + escape(label) + " |")
		for _, c := range cells {
			b.WriteString(" " + escape(c) + " |")
		}
		b.WriteString("\n")
	}
	line("", t.Headers)
	b.WriteString("|---|" + strings.Repeat("---:|", len(t.Headers)) + "\n")
	for _, r := range t.rows() {
		line(r.Label, r.Cells)
	}
	b.WriteString("\n")
	for _, n := range t.Notes {
		b.WriteString(escape(n) + "  \n")
	}
	return b.String()
}

// LaTeX is the table with the rules of the booktabs package.
func (t *Table) LaTeX() string {
	escape := strings.NewReplacer(`\`, `\textbackslash{}`, "&", `\&`, "%", `\%`, "$", `\$`, "#", `\#`, "_", `\_`, "{", `\{`, "}", `\}`,
		"~", `\textasciitilde{}`, "^", `\textasciicircum{}`, "−", `$-$`, "–", "--", "<", `$<$`, ">", `$>$`, "×", `$\times$`, "²", "$^2$").Replace
	var b strings.Builder
	b.WriteString("% needs \\usepackage{booktabs}\n\\begin{table}\n\\centering\n")
	if t.Title != "" {
		b.WriteString("\\caption{" + escape(t.Title) + "}\n")
	}
	b.WriteString("\\begin{tabular}{l" + strings.Repeat("r", len(t.Headers)) + "}\n\\toprule\n")
	line := func(label string, cells []string) {
		b.WriteString(escape(label))
		for _, c := range cells {
			text := escape(c)
			if n := len(c) - len(strings.TrimRight(c, "*")); n > 0 {
				text = escape(strings.TrimRight(c, "*")) + "$^{" + strings.Repeat("*", n) + "}$"
			}
			b.WriteString(" & " + text)
		}
		b.WriteString(" \\\\\n")
	}
	line("", t.Headers)
	b.WriteString("\\midrule\n")
	for _, r := range t.Body {
		line(r.Label, r.Cells)
	}
	b.WriteString("\\midrule\n")
	for _, r := range t.Footer {
		line(r.Label, r.Cells)
	}
	b.WriteString("\\bottomrule\n\\end{tabular}\n")
	for _, n := range t.Notes {
		b.WriteString("\\par\\footnotesize " + escape(n) + "\n")
	}
	b.WriteString("\\end{table}\n")
	return b.String()
}

// HTML is the table with a caption, and headers that screen readers follow.
func (t *Table) HTML() string {
	var b strings.Builder
	b.WriteString("<table class=\"regression\">\n")
	if t.Title != "" {
		b.WriteString("<caption>" + html.EscapeString(t.Title) + "</caption>\n")
	}
	b.WriteString("<thead><tr><td></td>")
	for _, h := range t.Headers {
		b.WriteString("<th scope=\"col\">" + html.EscapeString(h) + "</th>")
	}
	b.WriteString("</tr></thead>\n")
	section := func(rows []Row) {
		b.WriteString("<tbody>\n")
		for _, r := range rows {
			if r.Label == "" {
				b.WriteString("<tr class=\"error\"><td></td>")
			} else {
				b.WriteString("<tr><th scope=\"row\">" + html.EscapeString(r.Label) + "</th>")
			}
			for _, c := range r.Cells {
				b.WriteString("<td>" + html.EscapeString(c) + "</td>")
			}
			b.WriteString("</tr>\n")
		}
		b.WriteString("</tbody>\n")
	}
	section(t.Body)
	section(t.Footer)
	if len(t.Notes) > 0 {
		b.WriteString(fmt.Sprintf("<tfoot><tr><td colspan=\"%d\">", len(t.Headers)+1))
		for i, n := range t.Notes {
			if i > 0 {
				b.WriteString("<br>")
			}
			b.WriteString(html.EscapeString(n))
		}
		b.WriteString("</td></tr></tfoot>\n")
	}
	b.WriteString("</table>\n")
	return b.String()
}

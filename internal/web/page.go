package web

import (
	"bytes"
	"fmt"
	"html/template"
	"net/url"
	"strconv"
	"strings"

	"dyad/claim/review"
	"dyad/dossier"
	"dyad/economy"
	"dyad/figure"
	"dyad/measure"
	"dyad/trade"
)

// page is what every template gets. Here names the place in the site's
// navigation; A and B are the dyad the page is about, where it is about one.
type page struct {
	Title string
	Here  string
	Wide  bool
	A, B  economy.Code
	Data  any

	Style, Script, Version, Snapshot string
}

// page fills a template.
func (s *Server) page(name string, p page) (*answer, error) {
	p.Style, p.Script, p.Version = s.assets.style, s.assets.script, s.o.Version
	var b bytes.Buffer
	if err := s.assets.templates.ExecuteTemplate(&b, name, p); err != nil {
		return nil, fmt.Errorf("page %s: %w", name, err)
	}
	return &answer{body: b.Bytes(), kind: "text/html; charset=utf-8"}, nil
}

// functions of the templates.
var functions = template.FuncMap{
	"projectPath": projectPath,
	"deref":       func(v *float64) float64 { return *v },
	"number":      func(v *float64) string { return strconv.FormatFloat(*v, 'f', -1, 64) },
	"share":       func(v *float64) string { return measure.Plain(100**v, 1) },
	"label":       func(c any) string { return economy.Label(economy.Code(fmt.Sprint(c))) },
	"money":       measure.Dollars,
	"signed": func(v float64) string {
		if v > 0 {
			return "+" + measure.Dollars(v)
		}
		return measure.Dollars(v)
	},
	"short":   func(s string) string { return s[:min(12, len(s))] },
	"value":   measure.Format,
	"count":   func(n any) string { return countAny(n) },
	"ordinal": measure.Ordinal,
	"full":    dossier.FullValue,
	"who":     dossier.Who,
	"role":    dossier.RoleWords,
	"words":   func(verdict any) string { return review.Words(fmt.Sprint(verdict)) },
	"flag":    review.FlagText,
	"finding": findingWords,
	"join":    func(list []string, by string) string { return strings.Join(list, by) },
	"list":    func(more ...any) []any { return more },
	"rowText": func(r measure.Row) string { return r.Text() },
	"percent": func(v float64) string { return strconv.FormatFloat(v, 'f', 1, 64) },
	"svg":     inlineSVG,
	"head":    func(c figure.Chart) figure.Frame { return c.Head() },
	"table":   tableRows,
	"link": func(at string, pairs ...any) (string, error) {
		q := url.Values{}
		for i := 0; i+1 < len(pairs); i += 2 {
			if v := fmt.Sprint(pairs[i+1]); v != "" && v != "0" {
				q.Set(fmt.Sprint(pairs[i]), v)
			}
		}
		if len(q) == 0 {
			return at, nil
		}
		return at + "?" + q.Encode(), nil
	},
}

const (
	wideFigure   = 760
	narrowFigure = 360
)

// inlineSVG is a figure drawn into the page in one of its two layouts; the
// drawing escapes every text.
func inlineSVG(c figure.Chart, layout string) (template.HTML, error) {
	var b bytes.Buffer
	err := figure.SVG(&b, c, figureOptions(c, layout))
	return template.HTML(b.String()), err
}

// figureOptions are those of a figure in a page; its read-out uses the same.
func figureOptions(c figure.Chart, layout string) figure.Options {
	o := figure.Options{Width: wideFigure, Embed: true, ID: "f-" + c.Head().Name}
	if layout == "narrow" {
		o.Width, o.Narrow, o.ID = narrowFigure, true, o.ID+"-n"
	}
	return o
}

// count writes a number with its thousands apart: 2,580,988.
func count[T int | int64](n T) string {
	s := strconv.FormatInt(int64(n), 10)
	for i := len(s) - 3; i > 0 && s[i-1] != '-'; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

func countAny(n any) string {
	switch v := n.(type) {
	case int:
		return count(v)
	case int64:
		return count(v)
	}
	return fmt.Sprint(n)
}

// tableRows are the head and body of a figure's table. Written here and not in the
// template, which takes ten times as long for a few hundred cells.
func tableRows(c figure.Chart) template.HTML {
	t := c.Table()
	var b strings.Builder
	b.WriteString("<thead><tr>")
	for i, name := range t.Columns {
		b.WriteString(`<th scope="col">` + template.HTMLEscapeString(name))
		if i < len(t.Units) && t.Units[i] != "" {
			b.WriteString(" <small>" + template.HTMLEscapeString(t.Units[i]) + "</small>")
		}
		b.WriteString("</th>")
	}
	b.WriteString("</tr></thead><tbody>")
	for _, row := range t.Rows {
		b.WriteString("<tr>")
		for i, cell := range row {
			text := template.HTMLEscapeString(cell)
			if cell == "" {
				text = `<span class="gap">–</span>`
			}
			switch {
			case i == 0:
				b.WriteString(`<th scope="row">` + text + "</th>")
			case i < len(t.Numeric) && t.Numeric[i]:
				b.WriteString(`<td class="n">` + text + "</td>")
			default:
				b.WriteString(`<td class="t">` + text + "</td>")
			}
		}
		b.WriteString("</tr>")
	}
	b.WriteString("</tbody>")
	return template.HTML(b.String())
}

// findingWords is a kind of trade.Finding in words.
func findingWords(kind string) string {
	switch kind {
	case trade.SilentReporter:
		return "An economy is silent where its partners report"
	case trade.EstimatedReport:
		return "A report is the publisher’s estimate"
	case trade.OutOfLine:
		return "A year is far out of line with its mirror"
	case trade.CopiedYear:
		return "A year equals another"
	case trade.UndisclosedShare:
		return "Goods are not disclosed by product"
	case trade.LinesExceedTotal:
		return "The products add up to more than the total"
	case trade.Imputation:
		return "One report is a fixed multiple of the other"
	case trade.SameFigures:
		return "Two sources have the same figures"
	}
	return strings.ReplaceAll(kind, "_", " ")
}

package dossier

import (
	"bytes"
	"embed"
	"fmt"
	"html/template"
	"io"
	"strings"

	"dyad/desk"
	"dyad/figure"
	"dyad/lake"
	"dyad/measure"
)

//go:embed page.html.tmpl
var pageFiles embed.FS

//go:embed page.css
var pageCSS string

// CSS is the style of a dossier's page, which the pages of the server share.
func CSS() string { return pageCSS }

// the page's figure width; the drawing scales down on narrow screens and paper.
const figureWidth = 760

var pageTemplate = template.Must(template.New("page.html.tmpl").Funcs(template.FuncMap{
	"svg":     svgOf,
	"head":    func(f desk.Figure) figure.Frame { return f.Chart.Head() },
	"data":    func(f desk.Figure) figure.Table { return f.Chart.Table() },
	"full":    FullValue,
	"who":     Who,
	"counted": counted,
}).ParseFS(pageFiles, "page.html.tmpl"))

// HTML writes the account as one self-contained file: no script, no request to
// anywhere, figures inline, each with its data as a table.
func (acc *Account) HTML(w io.Writer) error {
	var b bytes.Buffer
	if err := pageTemplate.Execute(&b, map[string]any{
		"View":    acc.view(),
		"Account": acc,
		"CSS":     template.CSS(pageCSS + figure.CSS),
		"Sources": acc.Used(),
	}); err != nil {
		return fmt.Errorf("dossier %s-%s: %w", acc.A, acc.B, err)
	}
	_, err := w.Write(b.Bytes())
	return err
}

func svgOf(f desk.Figure) (template.HTML, error) {
	var b bytes.Buffer
	err := figure.SVG(&b, f.Chart, figure.Options{Width: figureWidth, Embed: true})
	return template.HTML(b.String()), err
}

// CaveatsOf are the caveats of the source a figure rests on.
func (acc *Account) CaveatsOf(f desk.Figure) []string {
	if len(f.Rows) == 0 {
		return nil
	}
	return acc.Env.Caveats(f.Rows[0].Source)
}

// view is the statement that makes the view the queries read.
func (acc *Account) view() string {
	var files []string
	for _, s := range acc.Used() {
		for _, f := range s.Files {
			if f.Grain == "total" || f.Grain == "computed" {
				files = append(files, "'"+f.Path+"'")
			}
		}
	}
	return "CREATE VIEW trade_total AS SELECT * FROM read_parquet([" + strings.Join(files, ", ") + "], union_by_name = true)"
}

// Used lists the sources that some number or figure of the account rests on.
func (acc *Account) Used() []lake.Source {
	seen := map[string]bool{}
	var out []lake.Source
	add := func(r measure.Row) {
		if k := r.Source + "|" + r.Vintage; r.Source != "" && !seen[k] {
			seen[k] = true
			s, _ := acc.Env.Source(r.Source, r.Vintage)
			out = append(out, s)
		}
	}
	for _, e := range acc.Entries {
		add(e.Row)
	}
	for _, s := range acc.Sections {
		for _, f := range s.Figures {
			for _, r := range f.Rows {
				add(r)
			}
		}
	}
	return out
}

// FullValue is a value to its last digit, as the lake has it.
func FullValue(r measure.Row) string {
	if r.Missing {
		return "missing: " + r.Why
	}
	return fmt.Sprintf("%.12g %s", r.Value, r.Unit)
}

// Who says in words whose report a row is.
func Who(r measure.Row) string {
	if r.Reporter != "" {
		w := label(r.Reporter) + " (" + r.Reporter + ")"
		if r.View != "" {
			w += ", " + string(r.View) + " view"
		}
		return w
	}
	switch r.View {
	case "own":
		return "each economy by its own report"
	case "mirror":
		return "the partners' reports"
	case "both":
		return "both reports held together"
	}
	return string(r.View)
}

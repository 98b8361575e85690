package web

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"dyad/desk"
	"dyad/figure"
	"dyad/figure/named"
	"dyad/internal/hint"
	"dyad/measure"
)

// kinds are the endings a figure can be had in; .values.json is where its values
// stand, for the read-out of a page.
var kinds = map[string]string{
	".svg": "image/svg+xml", ".png": "image/png", ".pdf": "application/pdf",
	".csv": "text/csv; charset=utf-8", ".json": "application/json; charset=utf-8", ".values.json": "application/json; charset=utf-8",
}

// splitFile cuts balance.values.json into its name and its ending.
func splitFile(file string) (name, ending string, err error) {
	name, rest, _ := strings.Cut(file, ".")
	ending = "." + rest
	if _, ok := kinds[ending]; !ok || name == "" {
		return "", "", notFound("there is no file "+strconv.Quote(shorten(file)), "a figure ends in .svg, .png, .pdf, .csv or .json")
	}
	return name, ending, nil
}

// dyadFigure is one figure of a dyad in the format of its ending. The options are
// those of `dyad figure`.
func (s *Server) dyadFigure(ctx context.Context, n *snapshot, r *http.Request) (*answer, error) {
	name, ending, err := splitFile(r.PathValue("file"))
	if err != nil {
		return nil, err
	}
	ask, err := figureAsk(r)
	if err != nil {
		return nil, err
	}
	ask.A, ask.B = dyadOf(r)
	f, err := n.Env.DrawnFigure(ctx, name, ask)
	if err != nil {
		return nil, asNotFound(err)
	}
	return drawn(f.Chart, ending, r)
}

func figureAsk(r *http.Request) (ask named.Ask, err error) {
	if err = known(r, "years", "freq", "source", "then", "now", "layout", "theme", "width"); err != nil {
		return ask, err
	}
	if ask.Years, err = measure.ParseYears(r.URL.Query().Get("years")); err != nil {
		return ask, err
	}
	if ask.Freq, err = measure.ParseFreq(r.URL.Query().Get("freq")); err != nil {
		return ask, err
	}
	ask.Source = r.URL.Query().Get("source")
	if ask.Then, err = yearOf(r, "then"); err != nil {
		return ask, err
	}
	ask.Now, err = yearOf(r, "now")
	return ask, err
}

// drawn encodes a chart.
func drawn(c figure.Chart, ending string, r *http.Request) (*answer, error) {
	q := r.URL.Query()
	layout, theme := q.Get("layout"), q.Get("theme")
	if !slices.Contains([]string{"", "wide", "narrow"}, layout) {
		return nil, hint.New(hint.Usage, "", "layout cannot be "+strconv.Quote(shorten(layout)), "wide or narrow")
	}
	a := &answer{kind: kinds[ending], file: c.Head().Name + ending}
	if ending == ".values.json" {
		var err error
		a.body, err = figure.HoverData(c, figureOptions(c, layout))
		return a, err
	}
	width, err := numberOf(r, "width", 0, 240, 2400)
	if err != nil {
		return nil, err
	}
	o := figure.Options{Width: float64(width), Narrow: layout == "narrow"}
	switch theme {
	case "", "light":
	case "dark":
		o.Theme = figure.Dark
	default:
		return nil, hint.New(hint.Usage, "", "theme cannot be "+strconv.Quote(shorten(theme)), "light or dark")
	}
	var b bytes.Buffer
	if err := figure.Encode(&b, ending, c, o); err != nil {
		return nil, err
	}
	a.body = b.Bytes()
	if ending == ".svg" {
		a.policy = svgPolicy(a.body)
	}
	return a, nil
}

// svgPolicy lets an SVG opened on its own have its own style, known by its hash,
// and nothing else.
func svgPolicy(svg []byte) string {
	_, rest, ok := bytes.Cut(svg, []byte("<style>"))
	style, _, closed := bytes.Cut(rest, []byte("</style>"))
	policy := "default-src 'none'; sandbox"
	if ok && closed {
		sum := sha256.Sum256(style)
		policy += "; style-src 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
	}
	return policy
}

// shown is a figure in a page.
type shown struct {
	Chart  figure.Chart
	At     string // address without ending
	Asked  string // parameters of the address, with ?
	Query  string // that fetched its numbers
	Name   string // of its measure
	Cite   string
	Second bool // not the first of its page: may be loaded later
}

// show gives a figure of a dyad to a page's template.
func (n *snapshot) show(f desk.Figure, at string) shown {
	out := shown{Chart: f.Chart, At: at, Cite: n.cite(f.Chart, at)}
	if len(f.Rows) > 0 {
		out.Query, out.Name = f.Rows[0].Query, f.Rows[0].Measure
	}
	return out
}

// cite is how to cite a figure: what it shows, whose data, which snapshot. The
// day of reading is left to the reader.
func (n *snapshot) cite(c figure.Chart, at string) string {
	h := c.Head()
	text := "dyad " + n.Env.Version + ", “" + h.Title + "” (" + at + ")."
	if len(h.Sources) > 0 {
		text += " Data: " + strings.Join(h.Sources, "; ") + "."
	}
	return text + " Lake snapshot " + n.Env.Snapshot[:min(12, len(n.Env.Snapshot))] + "."
}

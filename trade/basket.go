package trade

import (
	_ "embed"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"dyad/internal/bounded"
	"dyad/internal/hint"
	"dyad/measure"
)

//go:embed baskets.yaml
var builtInBaskets []byte

// Basket is a named set of goods: every code that begins with one of HS.
type Basket struct {
	Name      string   `yaml:"name"`
	Title     string   `yaml:"title"`
	HS        []string `yaml:"hs"`
	Note      string   `yaml:"note"`
	Structure bool     `yaml:"structure"`
}

// Baskets are the baskets in use: the built-in ones, and over them those of a
// lake's own file.
type Baskets struct {
	list []Basket
	text []byte // of the lake's own file
}

// BuiltIn are the baskets that come with the program.
func BuiltIn() *Baskets {
	list, err := parseBaskets("baskets.yaml", builtInBaskets)
	if err != nil {
		panic(err) // the embedded file is tested
	}
	return &Baskets{list: list}
}

// ReadBaskets lays the baskets of a file over the built-in ones.
func ReadBaskets(path string) (*Baskets, error) {
	text, err := bounded.Regular(path, int64(basketBounds.Bytes))
	if err != nil {
		return nil, hint.New(hint.Data, path, "cannot read the baskets: "+err.Error(), "")
	}
	own, err := parseBaskets(path, text)
	if err != nil {
		return nil, err
	}
	out := BuiltIn()
	out.text = text
	for _, o := range own {
		if i := slices.IndexFunc(out.list, func(b Basket) bool { return b.Name == o.Name }); i >= 0 {
			out.list[i] = o
		} else {
			out.list = append(out.list, o)
		}
	}
	return out, nil
}

// All lists the baskets.
func (bs *Baskets) All() []Basket { return slices.Clone(bs.list) }

// Text is that of the lake's own file, empty where there is none: what numbers
// rest on beside the observations.
func (bs *Baskets) Text() []byte { return bs.text }

var basketBounds = bounded.Settings("a file of baskets", `a basket is - {name: wood, title: Wood, hs: ["44"]}`)

var hsCode = regexp.MustCompile(`^[0-9]{2}([0-9]{2}){0,2}$`)

func parseBaskets(name string, text []byte) ([]Basket, error) {
	var file struct {
		Baskets []Basket `yaml:"baskets"`
	}
	err := basketBounds.Decode(text, &file)
	var bound *bounded.Fault
	switch {
	case errors.As(err, &bound):
		return nil, hint.New(hint.Data, fmt.Sprintf("%s:%d:%d", name, bound.Line, bound.Column), bound.What, bound.Try)
	case err != nil:
		return nil, hint.New(hint.Data, name, "not a file of baskets: "+err.Error(), `a basket is - {name: wood, title: Wood, hs: ["44"]}`)
	}
	for _, b := range file.Baskets {
		if b.Name == "" || len(b.HS) == 0 {
			return nil, hint.New(hint.Data, name, fmt.Sprintf("basket %q lacks a name or codes", b.Name), `a basket is - {name: wood, title: Wood, hs: ["44"]}`)
		}
		for _, c := range b.HS {
			if !hsCode.MatchString(c) {
				return nil, hint.New(hint.Data, name, fmt.Sprintf("basket %s: %q is no HS code", b.Name, c), `quote codes of two, four or six digits: "01", "2709"`)
			}
		}
	}
	return file.Baskets, nil
}

var basketParam = measure.Param{Name: "basket", Doc: "goods: a basket's name, or HS codes such as 27 or 2709,2711; all goods by default", Words: goodsWords}

// basketOf finds the basket asked for; nil means all goods.
func (t *Trade) basketOf(m *measure.Measure, q measure.Query) (*Basket, error) {
	return t.baskets.Find(m.Param(q, "basket"))
}

// Find resolves a basket's name or a comma-separated list of HS codes.
func (bs *Baskets) Find(name string) (*Basket, error) {
	if name == "" {
		return nil, nil
	}
	var names []string
	for _, b := range bs.list {
		if b.Name == name {
			return &b, nil
		}
		names = append(names, b.Name)
	}
	codes := strings.Split(strings.TrimPrefix(name, "hs:"), ",")
	for _, c := range codes {
		if !hsCode.MatchString(c) {
			try := "baskets: " + strings.Join(names, ", ") + "; or HS codes such as 27"
			if near := hint.Suggest(name, names); len(near) > 0 {
				try = "did you mean " + strings.Join(near, " or ") + "?"
			}
			return nil, hint.New(hint.Usage, "", fmt.Sprintf("unknown basket %q", name), try)
		}
	}
	return &Basket{Name: name, Title: "HS " + strings.Join(codes, ", "), HS: codes}, nil
}

// Title is what a reader calls a basket, or the undisclosed remainder.
func (bs *Baskets) Title(name string) string {
	if name == Undisclosed {
		return "Not disclosed by product"
	}
	if b, err := bs.Find(name); err == nil && b != nil {
		return b.Title
	}
	return name
}

func (b *Basket) has(code string) bool {
	return slices.ContainsFunc(b.HS, func(p string) bool { return strings.HasPrefix(code, p) })
}

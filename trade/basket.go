package trade

import (
	_ "embed"
	"fmt"
	"os"
	"regexp"
	"slices"
	"sort"
	"strings"
	"sync"

	"github.com/goccy/go-yaml"

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

var baskets = struct {
	sync.RWMutex
	list []Basket
}{}

func init() {
	list, err := parseBaskets("baskets.yaml", builtInBaskets)
	if err != nil {
		panic(err) // the embedded file is tested
	}
	baskets.list = list
}

// UseBaskets lays the baskets of a file over the built-in ones.
func UseBaskets(path string) error {
	b, err := os.ReadFile(path)
	if err != nil {
		return hint.New(hint.Data, path, "cannot read the baskets: "+err.Error(), "")
	}
	own, err := parseBaskets(path, b)
	if err != nil {
		return err
	}
	baskets.Lock()
	defer baskets.Unlock()
	for _, o := range own {
		if i := slices.IndexFunc(baskets.list, func(b Basket) bool { return b.Name == o.Name }); i >= 0 {
			baskets.list[i] = o
		} else {
			baskets.list = append(baskets.list, o)
		}
	}
	return nil
}

// Baskets lists the baskets in use.
func Baskets() []Basket {
	baskets.RLock()
	defer baskets.RUnlock()
	return slices.Clone(baskets.list)
}

var hsCode = regexp.MustCompile(`^[0-9]{2}([0-9]{2}){0,2}$`)

func parseBaskets(name string, text []byte) ([]Basket, error) {
	var file struct {
		Baskets []Basket `yaml:"baskets"`
	}
	if err := yaml.UnmarshalWithOptions(text, &file, yaml.Strict()); err != nil {
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

var basketParam = measure.Param{Name: "basket", Doc: "goods: a basket's name, or HS codes such as 27 or 2709,2711; all goods by default"}

// basketOf finds the basket asked for; nil means all goods.
func basketOf(m *measure.Measure, q measure.Query) (*Basket, error) {
	return FindBasket(m.Param(q, "basket"))
}

// FindBasket resolves a basket's name or a comma-separated list of HS codes.
func FindBasket(name string) (*Basket, error) {
	if name == "" {
		return nil, nil
	}
	var names []string
	for _, b := range Baskets() {
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

// BasketTitle is what a reader calls a basket, or the undisclosed remainder.
func BasketTitle(name string) string {
	if name == Undisclosed {
		return "Not disclosed by product"
	}
	if b, err := FindBasket(name); err == nil && b != nil {
		return b.Title
	}
	return name
}

func (b *Basket) name() string {
	if b == nil {
		return ""
	}
	return b.Name
}

func (b *Basket) has(code string) bool {
	return slices.ContainsFunc(b.HS, func(p string) bool { return strings.HasPrefix(code, p) })
}

// lines are the product lines of one report of one flow in one year.
type lines struct {
	flow     Flow // the report, with the published total where there is one
	hasTotal bool
	value    map[string]float64 // by code
}

// bundle sorts flows into reports.
func bundle(flows []Flow) []*lines {
	type key struct {
		x, m, s, v string
		view       measure.View
		year       int
	}
	by := map[key]*lines{}
	var order []*lines
	for i := range flows {
		f := &flows[i]
		if f.Missing {
			continue
		}
		k := key{f.Exporter, f.Importer, f.Source, f.Vintage, f.View, f.Year}
		l := by[k]
		if l == nil {
			l = &lines{flow: *f, value: map[string]float64{}}
			l.flow.Value, l.flow.Product = 0, Total
			by[k] = l
			order = append(order, l)
		}
		if f.Product == Total {
			l.flow.Value, l.hasTotal, l.flow.Flags = f.Value, true, f.Flags
		} else {
			l.value[f.Product] += f.Value
		}
	}
	var out []*lines
	for _, l := range order {
		if len(l.value) > 0 {
			out = append(out, l)
		}
	}
	return out
}

// level is the shortest code length that tells a prefix apart, so that a
// chapter is not counted again with its own headings; 0 where none does.
func (l *lines) level(prefix string) int {
	best := 0
	for code := range l.value {
		if n := len(code); n >= len(prefix) && (best == 0 || n < best) {
			best = n
		}
	}
	return best
}

// disclosed is the sum of the chapters, or of the shortest codes there are.
func (l *lines) disclosed() float64 {
	level := l.level("00")
	var vs []float64
	for c, v := range l.value {
		if len(c) == level {
			vs = append(vs, v)
		}
	}
	sort.Float64s(vs)
	sum := 0.0
	for _, v := range vs {
		sum += v
	}
	return sum
}

// total is the published total, or the sum of what is disclosed.
func (l *lines) total() float64 {
	if l.hasTotal {
		return l.flow.Value
	}
	return l.disclosed()
}

// nilRecorded: a code without a line counts as no trade where the lines make
// up all but half a per cent of the total; else it may hide in the remainder.
func (l *lines) nilRecorded() bool {
	return l.total() > 0 && (l.total()-l.disclosed())/l.total() < 0.005
}

// of is the value of a basket in this report.
func (l *lines) of(b *Basket) cell {
	c := cell{flags: l.flow.flags()}
	var absent []string
	for _, p := range b.HS {
		level := l.level(p)
		if level == 0 {
			return gap("%s lists no code as fine as %s for %s", l.flow.Source, p, l.flow.what())
		}
		found := false
		for code, v := range l.value {
			if len(code) == level && strings.HasPrefix(code, p) {
				found = true
				f := l.flow
				f.Product, f.Value = code, v
				c.inputs = append(c.inputs, f.input())
			}
		}
		if !found {
			absent = append(absent, p)
		}
	}
	sort.Slice(c.inputs, func(i, j int) bool { return c.inputs[i].Product < c.inputs[j].Product })
	for _, in := range c.inputs {
		c.value += in.Value
	}
	if len(absent) > 0 && !l.nilRecorded() {
		if len(c.inputs) == 0 {
			return gap("no line of HS %s in %s, and %.1f %% of the flow is not disclosed (%s)", strings.Join(absent, ", "),
				l.flow.what(), 100*(1-l.disclosed()/l.total()), l.flow.Source)
		}
		c.flags = join(c.flags, []string{measure.Partial})
		c.note = fmt.Sprintf("a part: no line of HS %s, and %.1f %% of the flow is not disclosed", strings.Join(absent, ", "), 100*(1-l.disclosed()/l.total()))
	}
	return c
}

// sum turns product lines into flows of the basket.
func (b *Basket) sum(flows []Flow) []Flow {
	var out []Flow
	for _, l := range bundle(flows) {
		c := l.of(b)
		f := l.flow
		f.Product, f.Value, f.Missing = b.Name, c.value, c.missing
		f.Flags = strings.Join(c.flags, ",")
		out = append(out, f)
	}
	return out
}

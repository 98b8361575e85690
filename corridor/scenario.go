package corridor

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"

	"dyad/internal/bounded"
	"dyad/internal/hint"
)

// Scenario is a list of changes of legs, in order:
//
//	name: modernise the Trans-Siberian
//	changes:
//	  - mode: rail
//	    capacity: +50%
//	    days: -20%
//	  - legs: [suez]
//	    open: false
//
// A change is of the legs it names, of those of a mode, or of both. Naming a leg
// that runs both ways changes both ways; the way back alone is ID:back.
type Scenario struct {
	Name    string `yaml:"name"`
	Note    string `yaml:"note"`
	Changes []struct {
		Legs     []word `yaml:"legs"`
		Mode     word   `yaml:"mode"`
		USD      word   `yaml:"usd_per_teu"`
		Days     word   `yaml:"days"`
		Capacity word   `yaml:"capacity"`
		Open     *bool  `yaml:"open"`
	} `yaml:"changes"`
	file string
}

// word is a scalar with its place.
type word struct {
	text         string
	line, column int
}

func (w *word) UnmarshalYAML(n ast.Node) error {
	if t := n.GetToken(); t != nil {
		w.text = strings.TrimSpace(t.Value)
		if t.Position != nil {
			w.line, w.column = t.Position.Line, t.Position.Column
		}
	}
	if _, ok := n.(ast.ScalarNode); !ok || w.text == "" {
		return fmt.Errorf("line %d: a single word or figure is meant here", w.line)
	}
	return nil
}

var scenarioBounds = bounded.Settings("a scenario", "a scenario has a name and changes")

// ReadScenario reads a scenario; name is what messages call its file.
func ReadScenario(text []byte, name string) (*Scenario, error) {
	s := &Scenario{file: name}
	err := scenarioBounds.Decode(text, s)
	var fault *bounded.Fault
	var y yaml.Error
	switch {
	case errors.As(err, &fault):
		return nil, hint.New(hint.Data, fmt.Sprintf("%s:%d:%d", name, fault.Line, fault.Column), fault.What, fault.Try)
	case errors.As(err, &y) && y.GetToken() != nil && y.GetToken().Position != nil:
		p := y.GetToken().Position
		return nil, hint.New(hint.Data, fmt.Sprintf("%s:%d:%d", name, p.Line, p.Column), y.GetMessage(), "a change has legs or mode, and usd_per_teu, days, capacity or open")
	case err != nil:
		return nil, hint.New(hint.Data, name, strings.SplitN(err.Error(), "\n", 2)[0], "a scenario has name, note and changes")
	}
	return s, nil
}

// Apply gives the legs after all changes; those given stay as they are.
func (s *Scenario) Apply(legs []Leg) ([]Leg, error) {
	out := slices.Clone(legs)
	known := map[string]bool{}
	for _, l := range legs {
		known[l.ID], known[l.Mode] = true, true
	}
	for _, c := range s.Changes {
		if len(c.Legs) == 0 && c.Mode.text == "" {
			return nil, hint.New(hint.Data, s.file, "a change names neither legs nor a mode", "legs: [ID, …] or mode: rail")
		}
		for _, w := range append(slices.Clone(c.Legs), c.Mode) {
			if w.text != "" && !known[w.text] {
				return nil, s.at(w, fmt.Sprintf("no leg or mode %q", w.text), strings.Join(hint.Suggest(w.text, keys(known)), ", "))
			}
		}
		for i := range out {
			l := &out[i]
			named := len(c.Legs) == 0 || slices.ContainsFunc(c.Legs, func(w word) bool { return w.text == l.ID || Back(w.text) == l.ID })
			if !named || c.Mode.text != "" && c.Mode.text != l.Mode {
				continue
			}
			if c.Open != nil {
				l.Closed = !*c.Open
			}
			for _, f := range []struct {
				w  word
				to *float64
			}{{c.USD, &l.USD}, {c.Days, &l.Days}, {c.Capacity, &l.Capacity}} {
				if f.w.text == "" {
					continue
				}
				change, err := ParseChange(f.w.text)
				if err != nil {
					return nil, s.at(f.w, err.Error(), "quote a text that begins with x or +")
				}
				*f.to = change.Of(*f.to)
				number := !math.IsNaN(*f.to) && (f.to == &l.Capacity || !math.IsInf(*f.to, 0))
				if !number || f.to != &l.USD && *f.to < 0 {
					return nil, s.at(f.w, fmt.Sprintf("leg %q comes to %g, which it cannot be", l.ID, *f.to), "a smaller change, or a figure")
				}
			}
		}
	}
	return out, nil
}

func (s *Scenario) at(w word, what, try string) error {
	return hint.New(hint.Data, fmt.Sprintf("%s:%d:%d", s.file, w.line, w.column), what, try)
}

func keys(m map[string]bool) []string {
	var out []string
	for k := range m {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}

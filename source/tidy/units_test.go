package tidy

import (
	"strings"
	"testing"

	"dyad/internal/hint"
	"dyad/source"
)

// A unit that a header declares is read, asked for or refused; the oracle is
// what the header says to a reader.
func TestDeclaredUnits(t *testing.T) {
	head := "reporter,partner,year,flow,"
	for _, c := range []struct {
		header string
		o      Options
		scale  string // of the dataset
		says   string // a piece of its notes, or after "!" of the refusal
	}{
		{"value", Options{}, "", ""},
		{"value_usd", Options{}, "", ""},
		{"value_kusd", Options{}, "1e3", `as the header "value_kusd" says`},
		{"value_kusd", Options{Map: []string{"value=value_kusd"}}, "1e3", "1e3 US dollars"},
		{"US$ Mil", Options{}, "1e6", "1e6 US dollars"},
		{"value_musd", Options{Map: []string{"value=value_musd"}, Scale: "1e6"}, "1e6", ""},
		{"value_musd", Options{Map: []string{"value=value_musd"}, Scale: "1"}, "1", "--scale 1 was given and used"},
		{"value_eur", Options{}, "", "!is in eur, not in US dollars"},
		{"value_eur", Options{Map: []string{"value=value_eur"}}, "", "!converts nothing silently"},
		{"VALUE_IN_EUROS", Options{Map: []string{"value=VALUE_IN_EUROS"}}, "", "!is in euros"},
		{"netweight_kg", Options{Map: []string{"value=netweight_kg"}}, "", "!holds weights"},
		{"value,netweight", Options{}, "", "is not read, as its unit is not known to be tonnes"},
		{"value,quantity_t", Options{}, "", ""},
		{"value,quantity", Options{QuantityScale: "1e-3"}, "", ""},
		{"value,netweight_kg", Options{Map: []string{"quantity=netweight_kg"}}, "", "!--quantity-scale 1e-3"},
		{"value,quantity", Options{Map: []string{"quantity=quantity"}}, "", "!is not stated"},
		{"value_eur,unit", Options{Map: []string{"value=value_eur"}}, "", ""}, // the unit of each row says it
	} {
		c.o.Meta = source.Meta{ID: "s"}
		d, err := Open([]source.File{{Name: "f.csv", Data: []byte(head + c.header + "\nCHN,RUS,2017,X,1,1\n")}}, c.o)
		if want, refused := strings.CutPrefix(c.says, "!"); refused {
			if err == nil || !strings.Contains(err.Error()+" "+hint.TryOf(err), want) {
				t.Errorf("%s: %v, want a refusal with %q", c.header, err, want)
			}
			continue
		}
		if err != nil {
			t.Errorf("%s: %v", c.header, err)
			continue
		}
		if notes := strings.Join(d.Notes, "; "); d.Scale != c.scale || !strings.Contains(notes, c.says) || c.says == "" && notes != "" {
			t.Errorf("%s: scale %q, notes %q", c.header, d.Scale, notes)
		}
	}
	two := []source.File{{Name: "a.csv", Data: []byte(head + "value_kusd\nCHN,RUS,2017,X,1\n")}, {Name: "b.csv", Data: []byte(head + "value_usd\nCHN,RUS,2018,X,1\n")}}
	if _, err := Open(two, Options{Meta: source.Meta{ID: "s"}}); err == nil || !strings.Contains(err.Error(), "b.csv") {
		t.Errorf("two units in one release: %v", err)
	}
}

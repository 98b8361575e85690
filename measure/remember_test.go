package measure

import (
	"context"
	"errors"
	"testing"

	"dyad/economy"
	"dyad/period"
)

// The oracle is the number of times the measure itself is asked.
func TestRememberAsksOnceForEachQuestion(t *testing.T) {
	asked, fail := 0, false
	c, err := NewCatalogue([]*Measure{{Name: "m", Params: []Param{{Name: "p"}}, Eval: func(_ context.Context, q Query) ([]Row, error) {
		asked++
		if fail {
			return nil, errors.New("not now")
		}
		return []Row{{Measure: "m", A: string(q.A), Period: period.Of(2000 + asked)}}, nil
	}}})
	if err != nil {
		t.Fatal(err)
	}
	r := c.Remember()
	ask := func(a economy.Code, p string) []Row {
		rows, err := r.Eval(context.Background(), "m", Query{A: a, Params: map[string]string{"p": p}})
		if err != nil {
			t.Fatal(err)
		}
		return rows
	}
	first := ask("CHN", "x")
	first[0].Year = 1
	if again := ask("CHN", "x"); again[0].Year != 2001 || asked != 1 {
		t.Errorf("the second time: %v after %d questions; a copy of the first answer is wanted", again, asked)
	}
	ask("RUS", "x")
	ask("CHN", "y")
	if asked != 3 {
		t.Errorf("three different questions were asked %d times", asked)
	}
	fail = true
	if _, err := r.Eval(context.Background(), "m", Query{A: "DEU"}); err == nil {
		t.Error("an error is lost")
	}
	fail = false
	if _, err := r.Eval(context.Background(), "m", Query{A: "DEU"}); err != nil {
		t.Errorf("an error is kept: %v", err)
	}
}

func TestRememberWorldKeepsTheLatest(t *testing.T) {
	asked := 0
	c, err := NewCatalogue([]*Measure{{Name: "m", World: func(_ context.Context, q Query, year int) ([]WorldValue, error) {
		asked++
		if year == 0 {
			return nil, errors.New("no such year")
		}
		return []WorldValue{{A: "X", Value: 3}, {A: "Y", Value: 1}, {A: q.Params["p"], Value: 2}}, nil
	}}, {Name: "none"}})
	if err != nil {
		t.Fatal(err)
	}
	r := c.RememberWorld(2)
	m, _ := r.Get("m")
	ask := func(a economy.Code, p string, year int) []WorldValue {
		t.Helper()
		v, err := m.World(context.Background(), Query{A: a, Params: map[string]string{"p": p}}, year)
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	if v := ask("CHN", "x", 2000); v[0].A != "Y" || v[1].A != "x" || v[2].A != "X" {
		t.Errorf("not in the order of the values: %v", v)
	}
	ask("RUS", "x", 2000) // another dyad, the same world
	if asked != 1 {
		t.Errorf("asked %d times for one world", asked)
	}
	ask("CHN", "y", 2000)
	ask("CHN", "x", 2000) // still kept, and now the latest
	ask("CHN", "x", 2001) // drops y
	if ask("CHN", "x", 2000); asked != 3 {
		t.Errorf("asked %d times, 3 are wanted", asked)
	}
	if ask("CHN", "y", 2000); asked != 4 {
		t.Errorf("what was dropped is asked again: %d", asked)
	}
	if _, err := m.World(context.Background(), Query{}, 0); err == nil {
		t.Error("an error is lost")
	}
	if n, _ := r.Get("none"); n.World != nil {
		t.Error("a measure without a world has got one")
	}
}

// A world asked for a dyad has each dyad once, one asked for none may have both
// orders: who asks second must not get the other's. The measure is its own oracle.
func TestRememberWorldTellsWhoAsksForNoDyad(t *testing.T) {
	c, err := NewCatalogue([]*Measure{{Name: "m", World: func(_ context.Context, q Query, _ int) ([]WorldValue, error) {
		if q.A == "" {
			return []WorldValue{{A: "X", B: "Y", Value: 1}, {A: "Y", B: "X", Value: 1}}, nil
		}
		return []WorldValue{{A: "X", B: "Y", Value: 1}}, nil
	}}})
	if err != nil {
		t.Fatal(err)
	}
	for _, order := range [][]economy.Code{{"", "CHN"}, {"CHN", ""}} {
		kept, _ := c.RememberWorld(4).Get("m")
		plain, _ := c.Get("m")
		for _, a := range order {
			got, err := kept.World(t.Context(), Query{A: a}, 2000)
			want, _ := plain.World(t.Context(), Query{A: a}, 2000)
			if err != nil || len(got) != len(want) {
				t.Errorf("asked by %q in the order %q: %v, want %v (%v)", a, order, got, want, err)
			}
		}
	}
}

// A catalogue with a parameter set asks it where the question does not, and
// only of measures that have it.
func TestCatalogueWith(t *testing.T) {
	said := map[string]string{}
	ask := func(name string) func(context.Context, Query) ([]Row, error) {
		return func(_ context.Context, q Query) ([]Row, error) {
			said[name] = q.Params["members"]
			return nil, nil
		}
	}
	c, err := NewCatalogue([]*Measure{{Name: "has", Params: []Param{{Name: "members"}}, Eval: ask("has")}, {Name: "not", Eval: ask("not")}})
	if err != nil {
		t.Fatal(err)
	}
	w := c.With("members", "2013")
	for _, q := range []struct {
		name, own, want string
	}{{"has", "", "2013"}, {"has", "current", "current"}, {"not", "", ""}} {
		params := map[string]string{}
		if q.own != "" {
			params["members"] = q.own
		}
		if _, err := w.Eval(context.Background(), q.name, Query{A: "CHN", B: "EU", Params: params}); err != nil {
			t.Fatal(err)
		}
		if said[q.name] != q.want {
			t.Errorf("%s asked with %q gets %q, want %q", q.name, q.own, said[q.name], q.want)
		}
		if len(params) > 0 && params["members"] != q.own {
			t.Errorf("the question itself was changed: %v", params)
		}
	}
}

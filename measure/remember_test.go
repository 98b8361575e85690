package measure

import (
	"context"
	"errors"
	"testing"

	"dyad/economy"
)

// The oracle is the number of times the measure itself is asked.
func TestRememberAsksOnceForEachQuestion(t *testing.T) {
	asked, fail := 0, false
	c, err := NewCatalogue([]*Measure{{Name: "m", Params: []Param{{Name: "p"}}, Eval: func(_ context.Context, q Query) ([]Row, error) {
		asked++
		if fail {
			return nil, errors.New("not now")
		}
		return []Row{{Measure: "m", A: string(q.A), Year: 2000 + asked}}, nil
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

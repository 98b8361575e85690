package claim

import (
	"context"
	"fmt"
	"testing"

	"dyad/measure"
)

func fake(t testing.TB) *measure.Catalogue {
	rows := func(name, unit string, m map[string]map[int]float64) func(context.Context, measure.Query) ([]measure.Row, error) {
		return func(_ context.Context, q measure.Query) ([]measure.Row, error) {
			var out []measure.Row
			for who, ys := range m {
				for y, v := range ys {
					out = append(out, measure.Row{Measure: name, A: string(q.A), B: string(q.B), Year: y, Value: v, Unit: unit, Reporter: who, Source: "x", Vintage: "2018-01"})
				}
			}
			return out, nil
		}
	}
	total := &measure.Measure{Name: "trade.total", Unit: "USD", Params: []measure.Param{{Name: "basket"}}}
	total.Eval = rows("trade.total", "USD", map[string]map[int]float64{
		"CHN": {2001: 10.67e9, 2008: 56.9e9, 2009: 38.8e9, 2010: 55.5e9, 2013: 89e9, 2014: 95.28e9},
		"RUS": {2001: 7.24e9, 2008: 56e9, 2009: 39.5e9, 2010: 59e9, 2013: 88e9, 2014: 88.4e9},
	})
	c, err := measure.NewCatalogue([]*measure.Measure{total})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestFirst(t *testing.T) {
	f, err := Parse("t.yaml", []byte(`
- id: A
  quote: q
  let: {T: trade.total(RUS, CHN)}
  check: T[2014] / T[2001] is nine-fold
- id: B
  quote: q
  check: trade.total(RUS, CHN)[2014] is US$95.3 billion and trade.total(RUS, CHN)[2009] fell by 31.7%
- id: C
  quote: q
  let: {T: trade.total(RUS, CHN)}
  check: T[2014] is record since 2013 && T[2010] / T[2008] is all but regained || growth(T, 2014) > 5%
- id: D
  quote: q
  let: {T: trade.total(RUS, CHN)}
  check: T[2020] > 3 bn and always(T[2008..2010] > 1 bn)
`))
	if err != nil {
		t.Fatal(err)
	}
	r, err := Judge(context.Background(), f, Options{Catalogue: fake(t)})
	if err != nil {
		t.Fatal(err)
	}
	b, _ := r.JSON()
	fmt.Println(string(b))
}

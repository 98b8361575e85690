package corridor

import (
	"errors"
	"fmt"
	"math"

	"dyad/internal/hint"
	"dyad/stat/flow"
)

// Route is a way between two terminals.
type Route struct {
	Legs    []string `json:"legs"`
	USD     float64  `json:"usd_per_teu"`
	Days    float64  `json:"days"`
	Cost    float64  `json:"generalised_cost"` // USD a TEU
	Share   float64  `json:"share"`            // of the routes listed, 0 to 1
	Assumed []string `json:"assumed"`          // LEG.COLUMN of figures that are assumed
}

// Taste is how shippers choose.
type Taste struct {
	USDPerDay float64 // value of time of a TEU
	Theta     float64 // sensitivity to a dollar of generalised cost
	Beta      float64 // of the path size; 0 is the plain logit
}

// Routes lists the k routes of least generalised cost that pass no terminal
// twice, cheapest first, with their path-size logit shares (Ben-Akiva and
// Bierlaire 1999) among themselves. Closed legs and those of capacity zero are
// not taken.
func Routes(legs []Leg, from, to string, k int, t Taste) ([]Route, error) {
	n, node := network(legs)
	n.Cost = costs(legs, t.USDPerDay)
	for _, end := range []string{from, to} {
		if _, ok := node[end]; !ok {
			return nil, unknownTerminal(end, node, "")
		}
	}
	if from == to {
		return nil, hint.New(hint.Usage, "", "a route needs two terminals", "")
	}
	for i := range legs {
		if n.Cost[i] < 0 {
			return nil, hint.New(hint.Data, fmt.Sprintf("leg %q", legs[i].ID), "a negative generalised cost has no cheapest routes without repetition", "assign takes negative prices")
		}
	}
	paths, err := flow.ShortestPaths(n, node[from], node[to], k)
	var none *flow.UnreachableError
	if errors.As(err, &none) {
		return nil, hint.New(hint.Data, "", fmt.Sprintf("no open legs lead from %s to %s", from, to), "legs run one way unless both is set")
	}
	if err != nil {
		return nil, err
	}
	ways, out := make([][]int, len(paths)), make([]Route, len(paths))
	for p, path := range paths {
		ways[p], out[p] = path.Arcs, Route{Cost: path.Cost, Assumed: []string{}}
		for _, i := range path.Arcs {
			l := &legs[i]
			out[p].Legs = append(out[p].Legs, l.ID)
			out[p].USD += l.USD
			out[p].Days += l.Days
			for _, c := range l.Assumed {
				out[p].Assumed = append(out[p].Assumed, l.ID+"."+c)
			}
		}
	}
	choice, err := flow.PathSizeLogit(t.Theta, t.Beta, n.Cost, ways)
	if err != nil {
		return nil, err
	}
	for p := range out {
		out[p].Share = choice.Share[p]
	}
	return out, nil
}

// BreakEven is the value of time at which two routes cost the same, in US
// dollars a TEU and day; the faster is the better one above it. ok is false
// where one is neither slower nor dearer than the other, or both take as long.
func BreakEven(a, b Route) (usdPerDay float64, ok bool) {
	v := (a.USD - b.USD) / (b.Days - a.Days)
	return v, v > 0 && !math.IsInf(v, 0)
}

// CargoValue is the value of cargo in US dollars a TEU whose carrying cost is
// usdPerDay: a rate a year on its value, over 365 days.
func CargoValue(usdPerDay, ratePerYear float64) float64 { return usdPerDay * 365 / ratePerYear }

package flow_test

import (
	"errors"
	"fmt"
	"math"

	"dyad/stat/flow"
)

// Two ways from node 0 to node 2: over node 1, where six fit, and a dearer one.
func ExampleMinCost() {
	n := &flow.Network{
		Nodes: 3, From: []int32{0, 1, 0}, To: []int32{1, 2, 2},
		Cost: []float64{4, 3, 10}, Capacity: []float64{math.Inf(1), 6, 20},
	}
	r, err := flow.MinCost(n, []float64{9, 0, -9})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(r.Flow, r.Objective)
	fmt.Println("one more unit of arc 1 saves", -r.ReducedCost[1])

	var cut *flow.InfeasibleError
	_, err = flow.MinCost(n, []float64{30, 0, -30})
	if errors.As(err, &cut) {
		fmt.Println("of", cut.Required, "only", cut.Available, "can pass arcs", cut.Cut)
	}
	// Output:
	// [6 6 3] 72
	// one more unit of arc 1 saves 3
	// of 30 only 26 can pass arcs [1 2]
}

// Two demands share a cheap arc; the one that values it more gets it.
func ExampleMultiCommodity() {
	n := &flow.Network{
		Nodes: 3, From: []int32{0, 0, 1}, To: []int32{2, 1, 2},
		Cost: []float64{1, 2, 2}, Capacity: []float64{5, math.Inf(1), math.Inf(1)},
	}
	a, err := flow.MultiCommodity(n, []flow.Demand{
		{Origin: 0, Destination: 2, Amount: 4},
		{Origin: 0, Destination: 2, Amount: 4, Cost: []float64{1, 5, 5}},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	for k, routes := range a.Routes {
		for _, r := range routes {
			fmt.Println("demand", k, "sends", r.Amount, "over", r.Arcs)
		}
	}
	fmt.Println("cost", a.Objective, "shadow prices", a.ShadowPrice)
	// Output:
	// demand 0 sends 1 over [0]
	// demand 0 sends 3 over [1 2]
	// demand 1 sends 4 over [0]
	// cost 17 shadow prices [3 0 0]
}

func ExamplePathSizeLogit() {
	// Two paths that share their first arc, and one on its own.
	length := []float64{5, 5, 5, 10}
	c, err := flow.PathSizeLogit(0.1, 1, length, [][]int{{0, 1}, {0, 2}, {3}})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("sizes %.2f, shares %.3f\n", c.PathSize, c.Share)
	// Output: sizes [0.75 0.75 1.00], shares [0.300 0.300 0.400]
}

package flow_test

import (
	"errors"
	"math"
	"math/big"
	"math/rand/v2"
	"testing"

	"dyad/stat/flow"
)

// program is the linear program over all simple paths of tiny networks, which is solved by
// looking at every basis in exact fractions: the oracle of TestMultiCommodityAgainstAllBases.
type program struct {
	columns [][]int64 // by rows: demands, then bounded arcs
	cost    []int64
	right   []int64
}

func allPaths(n *flow.Network, from, to int) [][]int {
	var found [][]int
	seen := make([]bool, n.Nodes)
	var walk func(u int, arcs []int)
	walk = func(u int, arcs []int) {
		if u == to {
			found = append(found, append([]int(nil), arcs...))
			return
		}
		seen[u] = true
		for e := range n.From {
			if int(n.From[e]) == u && !seen[n.To[e]] {
				walk(int(n.To[e]), append(arcs, e))
			}
		}
		seen[u] = false
	}
	walk(from, nil)
	return found
}

func newProgram(n *flow.Network, demands []flow.Demand) *program {
	p := &program{}
	row := map[int]int{}
	for _, d := range demands {
		p.right = append(p.right, int64(d.Amount))
	}
	for e, c := range n.Capacity {
		if !math.IsInf(c, 1) {
			row[e] = len(p.right)
			p.right = append(p.right, int64(c))
		}
	}
	for k, d := range demands {
		for _, path := range allPaths(n, d.Origin, d.Destination) {
			column, cost := make([]int64, len(p.right)), int64(0)
			column[k] = 1
			for _, e := range path {
				cost += int64(d.Cost[e])
				if i, ok := row[e]; ok {
					column[i]++
				}
			}
			p.columns, p.cost = append(p.columns, column), append(p.cost, cost)
		}
	}
	for _, i := range row {
		slack := make([]int64, len(p.right))
		slack[i] = 1
		p.columns, p.cost = append(p.columns, slack), append(p.cost, 0)
	}
	return p
}

// solve gives the least objective over all feasible bases, nil if there is none.
func (p *program) solve() *big.Rat {
	var best *big.Rat
	var choose func(start int, basis []int)
	choose = func(start int, basis []int) {
		if len(basis) == len(p.right) {
			if x := p.basic(basis); x != nil && (best == nil || x.Cmp(best) < 0) {
				best = x
			}
			return
		}
		for j := start; j <= len(p.columns)-(len(p.right)-len(basis)); j++ {
			choose(j+1, append(basis, j))
		}
	}
	choose(0, nil)
	return best
}

// basic is the objective of a basis, nil if it is singular or not feasible.
func (p *program) basic(basis []int) *big.Rat {
	n := len(basis)
	a := make([][]*big.Rat, n)
	for i := range a {
		a[i] = make([]*big.Rat, n+1)
		for j, c := range basis {
			a[i][j] = big.NewRat(p.columns[c][i], 1)
		}
		a[i][n] = big.NewRat(p.right[i], 1)
	}
	for k := range n {
		r := k
		for r < n && a[r][k].Sign() == 0 {
			r++
		}
		if r == n {
			return nil
		}
		a[k], a[r] = a[r], a[k]
		for i := range n {
			if i == k || a[i][k].Sign() == 0 {
				continue
			}
			f := new(big.Rat).Quo(a[i][k], a[k][k])
			for j := k; j <= n; j++ {
				a[i][j] = new(big.Rat).Sub(a[i][j], new(big.Rat).Mul(f, a[k][j]))
			}
		}
	}
	total := new(big.Rat)
	for k := range n {
		x := new(big.Rat).Quo(a[k][n], a[k][k])
		if x.Sign() < 0 {
			return nil
		}
		total.Add(total, x.Mul(x, big.NewRat(p.cost[basis[k]], 1)))
	}
	return total
}

func TestMultiCommodityAgainstAllBases(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 13))
	solved, infeasible, fractional := 0, 0, 0
	for solved < 150 || infeasible < 30 {
		n := &flow.Network{Nodes: 5}
		for e := range 8 {
			u := r.IntN(5)
			n.From, n.To = append(n.From, int32(u)), append(n.To, int32((u+1+r.IntN(4))%5))
			c := math.Inf(1)
			if e < 4 {
				c = float64(r.IntN(6))
			}
			n.Cost, n.Capacity = append(n.Cost, 0), append(n.Capacity, c)
		}
		var demands []flow.Demand
		for range 2 {
			u := r.IntN(5)
			d := flow.Demand{Origin: u, Destination: (u + 1 + r.IntN(4)) % 5, Amount: float64(1 + r.IntN(8))}
			for range n.From {
				d.Cost = append(d.Cost, float64(r.IntN(10)))
			}
			demands = append(demands, d)
		}
		want := newProgram(n, demands).solve()
		got, err := flow.MultiCommodity(n, demands)
		var x *flow.InfeasibleError
		switch {
		case errors.As(err, &x):
			if want != nil {
				t.Fatalf("infeasible, want %v: %+v %+v", want, n, demands)
			}
			infeasible++
			checkCertificate(t, n, demands, x)
		case err != nil:
			t.Fatalf("%v: %+v %+v", err, n, demands)
		default:
			if want == nil {
				t.Fatalf("objective %v, want infeasible: %+v %+v", got.Objective, n, demands)
			}
			solved++
			if !want.IsInt() {
				fractional++
			}
			w, _ := want.Float64()
			near(t, got.Objective, w, 1e-12*w)
		}
	}
	t.Logf("%d solved, %d infeasible, %d with a fractional objective", solved, infeasible, fractional)
}

// checkCertificate counts both sides of the inequality that an infeasible problem proves.
func checkCertificate(t *testing.T, n *flow.Network, demands []flow.Demand, x *flow.InfeasibleError) {
	t.Helper()
	length := &flow.Network{Nodes: n.Nodes, From: n.From, To: n.To, Cost: make([]float64, n.Arcs())}
	available, required := 0.0, 0.0
	for i, e := range x.Cut {
		length.Cost[e] = x.Weight[i]
		available += x.Weight[i] * n.Capacity[e]
	}
	for _, k := range x.Demands {
		d, err := flow.Distances(length, demands[k].Origin)
		if err != nil {
			t.Fatal(err)
		}
		if l := d[demands[k].Destination]; !math.IsInf(l, 1) {
			required += l * demands[k].Amount
		} else {
			required += demands[k].Amount
		}
	}
	if !(required > available) || math.Abs(available-x.Available) > 1e-9*(1+available) || required < x.Required*(1-1e-9) {
		t.Fatalf("the proof is %+v; counted: required %v, available %v", x, required, available)
	}
}

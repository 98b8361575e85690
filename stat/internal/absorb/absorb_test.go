package absorb

import (
	"math"
	"math/rand/v2"
	"testing"
)

// panel lists factors over the cells of i x j x t that keep returns true for.
func panel(ni, nj, nt int, keep func(i, j, t int) bool, faces ...func(i, j, t int) int) []Factor {
	factors := make([]Factor, len(faces))
	for i := range ni {
		for t := range nt {
			for j := range nj {
				if !keep(i, j, t) {
					continue
				}
				for q, face := range faces {
					g := face(i, j, t)
					factors[q].ID = append(factors[q].ID, int32(g))
					factors[q].Groups = max(factors[q].Groups, g+1)
				}
			}
		}
	}
	return factors
}

// The oracle is the definition itself: after the solution, D'W(v - Da) = 0.
func TestSolutionSatisfiesNormalEquations(t *testing.T) {
	source := rand.New(rand.NewPCG(3, 4))
	const ni, nj, nt = 14, 16, 9
	it := func(i, j, t int) int { return i*nt + t }
	jt := func(i, j, t int) int { return t*nj + j }
	ij := func(i, j, t int) int { return i*nj + j }
	year := func(i, j, t int) int { return t }
	all := func(i, j, t int) bool { return true }
	off := func(i, j, t int) bool { return i != j }
	thin := func(i, j, t int) bool { return (i*7+j*3+t*5+i*j)%4 == 0 }
	cases := []struct {
		name    string
		factors []Factor
		shape   Shape
		big     bool // force iteration
	}{
		{"one factor", panel(ni, nj, nt, thin, it), Sparse, false},
		{"full grid", panel(ni, nj, nt, all, it, jt), Grid, false},
		{"grid with holes", panel(ni, nj, nt, off, jt, it), Grid, false},
		{"sparse two-way", panel(ni, nj, nt, thin, it, jt), Sparse, false},
		{"sparse two-way, iterated", panel(ni, nj, nt, thin, it, ij), Sparse, true},
		{"three-way, factored", panel(ni, nj, nt, off, it, jt, ij), Sparse, false},
		{"cube", panel(ni, nj, nt, off, it, jt, ij), Cube, true},
		{"cube, other order", panel(ni, nj, nt, all, ij, jt, it), Cube, true},
		{"sparse three-way, iterated", panel(ni, nj, nt, thin, it, jt, ij), Sparse, true},
		{"four factors", panel(ni, nj, nt, thin, it, jt, ij, year), Sparse, false},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			n := len(c.factors[0].ID)
			var d *Design
			if c.big {
				d = newIterated(c.factors, n)
			} else {
				d = New(c.factors, nil, n, 2)
			}
			if d.Shape != c.shape {
				t.Fatalf("laid out as %s, want %s", d.Shape, c.shape)
			}
			weights := make([]float64, d.Positions)
			v := make([]float64, d.Positions)
			seen := make([]bool, n)
			for p := range d.Positions {
				if row := d.Row(p); row >= 0 {
					weights[p] = math.Exp(2 * source.NormFloat64())
					v[p] = source.NormFloat64()
					seen[row] = true
				}
			}
			for row, ok := range seen {
				if !ok {
					t.Fatalf("row %d has no position", row)
				}
			}
			b, a := make([]float64, d.Length()), make([]float64, d.Length())
			fitted := make([]float64, d.LongestChunk())
			gather := func(sums []float64, subtract bool) {
				for k := range d.Chunks() {
					low, high := d.Chunk(k)
					d.Expand(fitted, a, k)
					part := make([]float64, high-low)
					for i := range part {
						part[i] = weights[low+i] * v[low+i]
						if subtract {
							part[i] -= weights[low+i] * fitted[i]
						}
						if row := d.Row(low + i); row >= 0 {
							direct := 0.0
							for q, f := range c.factors {
								for g := d.Start[q]; g < d.Start[q+1]; g++ {
									if d.Group[q][g-d.Start[q]] == f.ID[row] {
										direct += a[g]
									}
								}
							}
							if subtract && i%17 == 0 && math.Abs(direct-fitted[i]) > 1e-9 {
								t.Fatalf("row %d expands to %g, want %g", row, fitted[i], direct)
							}
						}
					}
					d.Gather(sums, part, k)
				}
			}
			gather(b, false)
			d.Solve(weights, [][]float64{b}, [][]float64{a}, []float64{1e-12})
			left := make([]float64, d.Length())
			gather(left, true)
			for g, r := range left {
				if math.Abs(r) > 1e-7*(1+math.Abs(b[g])) {
					t.Fatalf("equation %d is off by %g", g, r)
				}
			}
		})
	}
}

// newIterated lays a design out as if every component were too large to factor.
func newIterated(factors []Factor, n int) *Design {
	d := &Design{threads: 2}
	found := connect(factors, nil, n, 2)
	c := found.whole
	d.number(factors, c)
	d.weigh(c)
	d.Direct = false
	for k := range d.components {
		d.components[k].direct = false
	}
	if len(factors) == 3 && d.layCube(factors, nil, n, found.pairs) {
		return d
	}
	d.laySparse(factors, nil, n, c)
	return d
}

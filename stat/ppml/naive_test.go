package ppml

import (
	"context"
	"math"
	"math/rand/v2"
	"testing"

	"gonum.org/v1/gonum/mat"
)

// naive estimates with a column of ones and zeros for every group: the
// definition, at any cost. It returns estimates and the covariance with
// clusters by summed scores (nil: none, robust).
func naive(m Model, cluster []int32) (beta []float64, covariance *mat.Dense) {
	n, k := len(m.Y), len(m.X)
	columns := k
	for q, f := range m.Effects {
		columns += f.Groups
		if q > 0 {
			columns--
		}
	}
	d := mat.NewDense(n, columns, nil)
	for i := range n {
		for c, x := range m.X {
			d.Set(i, c, x.X[i])
		}
		at := k
		for q, f := range m.Effects {
			g := int(f.ID[i])
			if q > 0 {
				g--
			}
			if g >= 0 {
				d.Set(i, at+g, 1)
			}
			at += f.Groups
			if q > 0 {
				at--
			}
		}
	}
	weight := func(i int) float64 {
		if m.Weights == nil {
			return 1
		}
		return m.Weights[i]
	}
	parameters := make([]float64, columns)
	mean := 0.0
	for _, y := range m.Y {
		mean += y / float64(n)
	}
	var inverse mat.Dense
	residual := make([]float64, n)
	for step := range 60 {
		information := mat.NewDense(columns, columns, nil)
		score := mat.NewVecDense(columns, nil)
		for i := range n {
			row := d.RawRowView(i)
			eta := 0.0
			for c, v := range row {
				eta += v * parameters[c]
			}
			if m.Offset != nil {
				eta += m.Offset[i]
			}
			mu := math.Exp(eta)
			r := m.Y[i] - mu
			if step == 0 {
				mu = (m.Y[i] + mean) / 2
				r = mu*math.Log(mu) + m.Y[i] - mu
				if m.Offset != nil {
					r -= mu * m.Offset[i]
				}
			}
			residual[i] = weight(i) * r
			for a, v := range row {
				if v == 0 {
					continue
				}
				score.SetVec(a, score.AtVec(a)+v*residual[i])
				for b, w := range row {
					if w != 0 {
						information.Set(a, b, information.At(a, b)+weight(i)*mu*v*w)
					}
				}
			}
		}
		// A generalized inverse: three-way effects are collinear.
		var decomposition mat.SVD
		decomposition.Factorize(information, mat.SVDFull)
		var u, v mat.Dense
		decomposition.UTo(&u)
		decomposition.VTo(&v)
		values := decomposition.Values(nil)
		for c, s := range values {
			for r := range columns {
				if s > 1e-11*values[0] {
					v.Set(r, c, v.At(r, c)/s)
				} else {
					v.Set(r, c, 0)
				}
			}
		}
		inverse.Mul(&v, u.T())
		var move mat.VecDense
		move.MulVec(&inverse, score)
		for c := range parameters {
			parameters[c] += move.AtVec(c)
		}
		if mat.Norm(&move, 2) < 1e-12 {
			break
		}
	}
	groups := n
	if cluster != nil {
		groups = 0
		for _, g := range cluster {
			groups = max(groups, int(g)+1)
		}
	}
	sums := mat.NewDense(groups, columns, nil)
	for i := range n {
		g := i
		if cluster != nil {
			g = int(cluster[i])
		}
		for c, v := range d.RawRowView(i) {
			sums.Set(g, c, sums.At(g, c)+v*residual[i])
		}
	}
	var meat, half, full mat.Dense
	meat.Mul(sums.T(), sums)
	half.Mul(&inverse, &meat)
	full.Mul(&half, &inverse)
	return parameters[:k], mat.DenseCopyOf(full.Slice(0, k, 0, k))
}

// trade makes a small panel of i x j x t cells for which keep is true.
func trade(seed uint64, side, years int, keep func(i, j, t int) bool) (m Model, pair Factor) {
	source := rand.New(rand.NewPCG(seed, 21))
	x, z := []float64{}, []float64{}
	it := Factor{Name: "exporter_year", Groups: side * years}
	jt := Factor{Name: "importer_year", Groups: side * years}
	pair = Factor{Name: "pair", Groups: side * side}
	for i := range side {
		for j := range side {
			fixed := source.NormFloat64()
			for t := range years {
				if !keep(i, j, t) {
					continue
				}
				a, b := source.NormFloat64()+0.3*float64(i)/float64(side), float64(source.IntN(2))
				x, z = append(x, a), append(z, b)
				mean := math.Exp(0.4*a - 0.3*b + fixed + 0.1*float64(t)*float64(i-j)/float64(side))
				y := math.Round(100*mean*source.ExpFloat64()) / 100
				if source.IntN(8) == 0 {
					y = 0
				}
				m.Y = append(m.Y, y)
				it.ID, jt.ID, pair.ID = append(it.ID, int32(i*years+t)), append(jt.ID, int32(j*years+t)), append(pair.ID, int32(i*side+j))
			}
		}
	}
	m.X = []Regressor{{"x", x}, {"z", z}}
	m.Effects = []Factor{it, jt}
	return m, pair
}

// The oracle is naive above.
func TestAgreesWithDummyVariables(t *testing.T) {
	all := func(i, j, t int) bool { return true }
	off := func(i, j, t int) bool { return i != j }
	thin := func(i, j, t int) bool { return (i+2*j+t)%3 != 0 }
	source := rand.New(rand.NewPCG(5, 6))
	cases := []struct {
		name      string
		keep      func(i, j, t int) bool
		side      int
		three     bool
		weighted  bool
		structure string
	}{
		{"grid", all, 13, false, false, "grid"},
		{"grid with holes, weights and offset", off, 14, false, true, "grid"},
		{"sparse", thin, 9, false, true, "sparse"},
		{"three-way", off, 7, true, false, "sparse"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			m, pair := trade(9, c.side, 3, c.keep)
			if c.three {
				m.Effects = append(m.Effects, pair)
			}
			if c.weighted {
				m.Weights, m.Offset = make([]float64, len(m.Y)), make([]float64, len(m.Y))
				for i := range m.Weights {
					m.Weights[i], m.Offset[i] = 0.5+source.Float64(), 0.2*source.NormFloat64()
				}
			}
			for _, clustered := range []bool{false, true} {
				o := Options{Threads: 2, Tolerance: 1e-12}
				var id []int32
				if clustered {
					o.Errors, o.Clusters, id = Clustered, []Factor{pair}, pair.ID
				}
				r, err := Fit(context.Background(), m, o)
				if err != nil {
					t.Fatal(err)
				}
				if r.Structure != c.structure || r.NDropped != 0 {
					t.Fatalf("structure %s, %d dropped; want %s and none", r.Structure, r.NDropped, c.structure)
				}
				beta, covariance := naive(m, id)
				for a, b := range r.Coef {
					want := math.Sqrt(covariance.At(a, a) * r.Factor)
					if math.Abs(b.Estimate-beta[a]) > 1e-9 || math.Abs(b.StdError-want) > 1e-9 {
						t.Errorf("%s: %.12f (%.12f), want %.12f (%.12f)", b.Name, b.Estimate, b.StdError, beta[a], want)
					}
				}
			}
		})
	}
}

// A duplicate cell of no weight keeps a cube from being laid out as one; the
// two ways of solving must agree.
func TestCubeAgreesWithSparse(t *testing.T) {
	m, pair := trade(3, 30, 12, func(i, j, t int) bool { return (i+3*j+t)%11 != 0 })
	m.Effects = append(m.Effects, pair)
	o := Options{Errors: Clustered, Clusters: []Factor{pair}, Threads: 2}
	cube, err := Fit(context.Background(), m, o)
	if err != nil {
		t.Fatal(err)
	}
	n := len(m.Y)
	m.Weights = make([]float64, n, n+1)
	for i := range m.Weights {
		m.Weights[i] = 1
	}
	m.Weights = append(m.Weights, 1e-30)
	m.Y = append(m.Y, m.Y[0])
	for k := range m.X {
		m.X[k].X = append(m.X[k].X, m.X[k].X[0])
	}
	for q := range m.Effects {
		m.Effects[q].ID = append(m.Effects[q].ID, m.Effects[q].ID[0])
	}
	o.Clusters = []Factor{m.Effects[2]}
	sparse, err := Fit(context.Background(), m, o)
	if err != nil {
		t.Fatal(err)
	}
	if cube.Structure != "cube" || sparse.Structure != "sparse" {
		t.Fatalf("structures %s and %s", cube.Structure, sparse.Structure)
	}
	for a, b := range cube.Coef {
		other := sparse.Coef[a]
		if math.Abs(b.Estimate-other.Estimate) > 1e-9 || math.Abs(b.StdError-other.StdError) > 1e-8 {
			t.Errorf("%v and %v", b, other)
		}
	}
}

package ppml

import (
	"context"
	"math"
	"math/rand/v2"
	"testing"

	"gonum.org/v1/gonum/mat"
)

// simulate draws a three-way panel with coefficient one, as in Weidner and
// Zylkin's simulations: the regressor depends on the effects, and the variance
// of the outcome equals its mean.
func simulate(source *rand.Rand, side, years int) (m Model, pair Factor) {
	it := Factor{Name: "it", Groups: side * years}
	jt := Factor{Name: "jt", Groups: side * years}
	pair = Factor{Name: "ij", Groups: side * side}
	x := []float64{}
	a, g := make([]float64, it.Groups), make([]float64, jt.Groups)
	for k := range a {
		a[k], g[k] = source.NormFloat64()/4, source.NormFloat64()/4
	}
	for i := range side {
		for j := range side {
			fixed := source.NormFloat64() / 4
			lag := fixed + source.NormFloat64()/4
			for t := range years {
				lag = lag/2 + a[i*years+t] + g[j*years+t] + fixed + source.NormFloat64()/4
				mean := math.Exp(a[i*years+t] + g[j*years+t] + fixed + lag)
				sigma := math.Sqrt(math.Log(1 + 1/mean)) // variance equal to the mean
				x = append(x, lag)
				m.Y = append(m.Y, mean*math.Exp(sigma*source.NormFloat64()-sigma*sigma/2))
				it.ID, jt.ID, pair.ID = append(it.ID, int32(i*years+t)), append(jt.ID, int32(j*years+t)), append(pair.ID, int32(i*side+j))
			}
		}
	}
	m.X = []Regressor{{"x", x}}
	m.Effects = []Factor{it, jt, pair}
	return m, pair
}

// The oracle is the truth: over many draws the corrected estimates must be
// nearer to it, and the corrected errors nearer to the estimates' spread.
func TestCorrectionReducesBias(t *testing.T) {
	source := rand.New(rand.NewPCG(17, 4))
	const draws, side, years = 300, 14, 3
	var plain, corrected, squares, plainError, correctedError float64
	for range draws {
		m, pair := simulate(source, side, years)
		r, err := Fit(context.Background(), m, Options{Errors: Clustered, Clusters: []Factor{pair}})
		if err != nil {
			t.Fatal(err)
		}
		c, err := BiasCorrection(m, r, pair)
		if err != nil {
			t.Fatal(err)
		}
		if !c.Exact || c.Pairs != side*side {
			t.Fatalf("exact %v, %d pairs", c.Exact, c.Pairs)
		}
		plain += (r.Coef[0].Estimate - 1) / draws
		corrected += (c.Coef[0].Estimate - 1) / draws
		squares += (c.Coef[0].Estimate - 1) * (c.Coef[0].Estimate - 1) / draws
		plainError += r.Coef[0].StdError / draws
		correctedError += c.Coef[0].StdError / draws
	}
	spread := math.Sqrt(squares - corrected*corrected)
	t.Logf("bias %.4f, corrected %.4f; spread %.4f, errors %.4f, corrected %.4f", plain, corrected, spread, plainError, correctedError)
	if math.Abs(corrected) > 0.7*math.Abs(plain) {
		t.Errorf("bias %.4f before, %.4f after", plain, corrected)
	}
	if math.Abs(correctedError-spread) > math.Abs(plainError-spread) {
		t.Errorf("errors %.4f before, %.4f after; the spread is %.4f", plainError, correctedError, spread)
	}
}

// The oracle writes the two-way corrected variance with dummy variables: the
// leverage of a pair is its block of X(X'WX)^-1X', effects and all.
func TestTwoWayVarianceAgreesWithHatMatrix(t *testing.T) {
	m, pair := trade(12, 7, 3, func(i, j, t int) bool { return i != j })
	r, err := Fit(context.Background(), m, Options{Errors: Clustered, Clusters: []Factor{pair}})
	if err != nil {
		t.Fatal(err)
	}
	c, err := BiasCorrection(m, r, pair)
	if err != nil {
		t.Fatal(err)
	}
	want := hatVariance(m, r, pair)
	for a := range c.Coef {
		if !near(c.VCov[a][a], want.At(a, a), 1e-7) {
			t.Errorf("variance %g, want %g", c.VCov[a][a], want.At(a, a))
		}
		if c.Bias[a] != 0 || c.Coef[a].StdError <= r.Coef[a].StdError {
			t.Errorf("bias %g, error %g, uncorrected %g", c.Bias[a], c.Coef[a].StdError, r.Coef[a].StdError)
		}
	}
}

func hatVariance(m Model, r *Result, pair Factor) *mat.Dense {
	n, k := len(m.Y), len(m.X)
	columns := k + m.Effects[0].Groups + m.Effects[1].Groups
	d := mat.NewDense(n, columns, nil)
	weighted := mat.NewDense(n, columns, nil)
	for i := range n {
		for c, x := range m.X {
			d.Set(i, c, x.X[i])
		}
		d.Set(i, k+int(m.Effects[0].ID[i]), 1)
		d.Set(i, k+m.Effects[0].Groups+int(m.Effects[1].ID[i]), 1)
		for c := range columns {
			weighted.Set(i, c, d.At(i, c)*r.Fitted[i])
		}
	}
	var information, inverse, hat mat.Dense
	information.Mul(d.T(), weighted)
	var svd mat.SVD
	svd.Factorize(&information, mat.SVDFull)
	var u, v mat.Dense
	svd.UTo(&u)
	svd.VTo(&v)
	for c, s := range svd.Values(nil) {
		for i := range columns {
			if s > 1e-10*svd.Values(nil)[0] {
				v.Set(i, c, v.At(i, c)/s)
			} else {
				v.Set(i, c, 0)
			}
		}
	}
	inverse.Mul(&v, u.T())
	hat.Product(d, &inverse, d.T())
	byPair := make([][]int, pair.Groups)
	for i, g := range pair.ID {
		byPair[g] = append(byPair[g], i)
	}
	meat := mat.NewDense(columns, columns, nil)
	count := 0.0
	for _, rows := range byPair {
		if len(rows) == 0 {
			continue
		}
		count++
		system := mat.NewDense(len(rows), len(rows), nil)
		score := mat.NewVecDense(len(rows), nil)
		for s, i := range rows {
			score.SetVec(s, m.Y[i]-r.Fitted[i])
			for q, j := range rows {
				v := -r.Fitted[i] * hat.At(i, j)
				if s == q {
					v++
				}
				system.Set(s, q, v)
			}
		}
		var adjusted mat.VecDense
		if err := adjusted.SolveVec(system, score); err != nil {
			panic(err)
		}
		for a := range columns {
			for b := range columns {
				left, right := 0.0, 0.0
				for s, i := range rows {
					left += d.At(i, a) * adjusted.AtVec(s)
					right += d.At(i, b) * score.AtVec(s)
				}
				meat.Set(a, b, meat.At(a, b)+left*right)
			}
		}
	}
	var full mat.Dense
	full.Product(&inverse, meat, &inverse)
	var symmetric mat.Dense
	symmetric.Add(&full, full.T())
	symmetric.Scale(count/(count-1)/2, &symmetric)
	return &symmetric
}

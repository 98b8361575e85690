package equilibrium

import (
	"math"
	"math/rand/v2"
	"testing"

	"gonum.org/v1/gonum/diff/fd"
	"gonum.org/v1/gonum/mat"
)

// solveExactly is the independent oracle: Newton's method on the whole system
// of equations in levels, with a Jacobian by finite differences. It shares no
// code and no formula with the solvers under test.
func solveExactly(t *testing.T, system func(f, x []float64), start []float64) []float64 {
	t.Helper()
	n := len(start)
	x := append([]float64(nil), start...)
	f := make([]float64, n)
	norm := func(x []float64) float64 {
		system(f, x)
		return mat.Norm(mat.NewVecDense(n, f), math.Inf(1))
	}
	for range 200 {
		size := norm(x)
		if size < 1e-14 {
			return x
		}
		jacobian := mat.NewDense(n, n, nil)
		fd.Jacobian(jacobian, system, x, &fd.JacobianSettings{Formula: fd.Central})
		system(f, x)
		var step mat.VecDense
		if err := step.SolveVec(jacobian, mat.NewVecDense(n, f)); err != nil {
			if _, ok := err.(mat.Condition); !ok {
				t.Fatal(err)
			}
		}
		trial := make([]float64, n)
		best, improved := size, false
		for scale := 1.0; scale > 1e-9; scale /= 2 {
			for i := range x {
				trial[i] = x[i] - scale*step.AtVec(i)
			}
			if s := norm(trial); s < best {
				copy(x, trial)
				improved = true
				break
			}
		}
		if !improved {
			if size < 1e-11 {
				return x
			}
			t.Fatalf("the oracle stalls at %g", size)
		}
	}
	t.Fatal("the oracle did not converge")
	return nil
}

// randomWorld is a world of n countries of very different size, with trade
// imbalances and costs that rise with an invented distance.
func randomWorld(n int, seed uint64) *World {
	r := rand.New(rand.NewPCG(seed, 7))
	w := &World{Sigma: 3 + 5*r.Float64()}
	x, y := make([]float64, n), make([]float64, n)
	for i := range n {
		w.Names = append(w.Names, string(rune('A'+i%26))+string(rune('A'+i/26)))
		w.Output = append(w.Output, math.Exp(2*r.NormFloat64()))
		w.Expenditure = append(w.Expenditure, w.Output[i]*math.Exp(0.1*r.NormFloat64()))
		x[i], y[i] = r.Float64(), r.Float64()
	}
	scale := sum(w.Output) / sum(w.Expenditure)
	for i := range n {
		w.Expenditure[i] *= scale
		for j := range n {
			cost := 0.0
			if i != j {
				cost = 2 + math.Hypot(x[i]-x[j], y[i]-y[j])*2 + 0.3*r.NormFloat64()
			}
			w.Openness = append(w.Openness, math.Exp(-cost))
		}
	}
	return w
}

// shocked lowers the costs of some pairs and raises those of others.
func shocked(w *World) []float64 {
	n := len(w.Names)
	phi := append([]float64(nil), w.Openness...)
	phi[0*n+1] *= 3
	phi[1*n+0] *= 3
	phi[2*n+3] *= 0.05
	return phi
}

func close(t *testing.T, what string, got, want []float64, tolerance float64) {
	t.Helper()
	for i := range want {
		if d := math.Abs(got[i]/want[i] - 1); !(d <= tolerance) {
			t.Errorf("%s %d: %.15g, the exact solver has %.15g (relative difference %.1g)", what, i, got[i], want[i], d)
			return
		}
	}
}

// resistancesExactly solves the two sets of equations for A and B in levels,
// with the last B set to one and the last equation left out (it follows).
func resistancesExactly(t *testing.T, w *World, phi []float64) (a, b []float64) {
	n := len(w.Names)
	world := sum(w.Output)
	unpack := func(x []float64) (a, b []float64) {
		a, b = make([]float64, n), make([]float64, n)
		for i := range n {
			a[i] = math.Exp(x[i])
			if i < n-1 {
				b[i] = math.Exp(x[n+i])
			}
		}
		b[n-1] = 1
		return a, b
	}
	x := solveExactly(t, func(f, x []float64) {
		a, b := unpack(x)
		for i := range n {
			right := 0.0
			for j := range n {
				right += phi[i*n+j] / b[j] * w.Expenditure[j] / world
			}
			f[i] = 1 - right/a[i]
		}
		for j := range n - 1 {
			right := 0.0
			for i := range n {
				right += phi[i*n+j] / a[i] * w.Output[i] / world
			}
			f[n+j] = 1 - right/b[j]
		}
	}, make([]float64, 2*n-1))
	return unpack(x)
}

func TestResistancesAgainstExactSolver(t *testing.T) {
	for _, n := range []int{2, 4, 9, 15} {
		w := randomWorld(n, uint64(n))
		if n < 4 {
			w.Openness[1] = 0.3
		}
		m, err := Solve(w, Options{Reference: n - 1})
		if err != nil {
			t.Fatal(err)
		}
		a, b := resistancesExactly(t, w, w.Openness)
		power := 1 / (1 - w.Sigma)
		for i := range n {
			a[i], b[i] = math.Pow(a[i], power), math.Pow(b[i], power)
		}
		close(t, "outward", m.Baseline.Outward, a, 1e-10)
		close(t, "inward", m.Baseline.Inward, b, 1e-10)
	}
}

func TestConditionalAgainstExactSolver(t *testing.T) {
	w := randomWorld(12, 5)
	n := len(w.Names)
	m, err := Solve(w, Options{Reference: n - 1})
	if err != nil {
		t.Fatal(err)
	}
	phi := shocked(w)
	got, err := m.Conditional(phi)
	if err != nil {
		t.Fatal(err)
	}
	a, b := resistancesExactly(t, w, phi)
	trade := make([]float64, n*n)
	for i := range n {
		for j := range n {
			trade[i*n+j] = w.Output[i] * w.Expenditure[j] / sum(w.Output) * phi[i*n+j] / (a[i] * b[j])
		}
	}
	close(t, "trade", got.Trade, trade, 1e-10)
}

// TestFullEndowmentAgainstExactSolver solves the system of Anderson, Larch and
// Yotov in their own variables: outward and inward resistances, prices, and
// the common factor of expenditures, 3n+1 unknowns less the two normalisations.
func TestFullEndowmentAgainstExactSolver(t *testing.T) {
	for _, closure := range []Closure{Ratio, Deficit} {
		w := randomWorld(8, 11)
		n := len(w.Names)
		m, err := Solve(w, Options{Reference: n - 1, Closure: closure})
		if err != nil {
			t.Fatal(err)
		}
		phi := shocked(w)
		got, err := m.FullEndowment(phi, nil)
		if err != nil {
			t.Fatal(err)
		}
		a0, _ := resistancesExactly(t, w, w.Openness)
		type economy struct{ a, b, p, y, e []float64 }
		unpack := func(x []float64) economy {
			s := economy{make([]float64, n), make([]float64, n), make([]float64, n), make([]float64, n), make([]float64, n)}
			s.b[n-1] = 1 // the reference's inward resistance
			for i := range n {
				s.a[i] = math.Exp(x[i])
				s.p[i] = math.Exp(x[n+i])
				if i < n-1 {
					s.b[i] = math.Exp(x[2*n+i])
				}
				s.y[i] = s.p[i] * w.Output[i]
			}
			for i := range n {
				if closure == Ratio {
					s.e[i] = x[3*n-1] * w.Expenditure[i] / w.Output[i] * s.y[i]
				} else {
					s.e[i] = s.y[i] + x[3*n-1]*(w.Expenditure[i]-w.Output[i])
				}
			}
			return s
		}
		start := make([]float64, 3*n)
		for i := range n {
			start[i] = math.Log(a0[i])
		}
		start[3*n-1] = 1
		x := solveExactly(t, func(f, x []float64) {
			s := unpack(x)
			world := sum(s.y)
			for i := range n {
				right := 0.0
				for j := range n {
					right += phi[i*n+j] / s.b[j] * s.e[j] / world
				}
				f[i] = 1 - right/s.a[i]
				// (β_i p_i)^(1−σ) = (Y_i/Y)/A_i, β_i^(1−σ) from the baseline
				beta := w.Output[i] / sum(w.Output) / a0[i]
				f[n+i] = 1 - s.y[i]/world/s.a[i]/(beta*math.Pow(s.p[i], 1-w.Sigma))
			}
			for j := range n - 1 {
				right := 0.0
				for i := range n {
					right += phi[i*n+j] / s.a[i] * s.y[i] / world
				}
				f[2*n+j] = 1 - right/s.b[j]
			}
			if closure == Ratio {
				f[3*n-1] = 1 - sum(s.e)/world
			} else {
				f[3*n-1] = x[3*n-1] - world/sum(w.Output)
			}
		}, start)
		s := unpack(x)
		inward := make([]float64, n)
		outward := make([]float64, n)
		for i := range n {
			inward[i] = math.Pow(s.b[i], 1/(1-w.Sigma))
			outward[i] = math.Pow(s.a[i], 1/(1-w.Sigma))
		}
		close(t, closure.String()+" price", got.Price, s.p, 1e-10)
		close(t, closure.String()+" inward", got.Inward, inward, 1e-10)
		close(t, closure.String()+" outward", got.Outward, outward, 1e-10)
		close(t, closure.String()+" output", got.Output, s.y, 1e-10)
		close(t, closure.String()+" expenditure", got.Expenditure, s.e, 1e-10)
		if closure == Ratio && math.Abs(got.Factor/x[3*n-1]-1) > 1e-9 {
			t.Errorf("factor %v, the exact solver has %v", got.Factor, x[3*n-1])
		}
	}
}

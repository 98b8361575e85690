package equilibrium

import (
	"fmt"
	"math"

	"gonum.org/v1/gonum/blas"
	"gonum.org/v1/gonum/blas/blas64"
	"gonum.org/v1/gonum/mat"
)

// balance scales the rows and columns of phi so that they sum to y and e: it
// finds u, v with Σ_j φ_ij exp(u_i+v_j) = y_i and Σ_i … = e_j. That is the
// minimum of the convex function Σ φ_ij exp(u_i+v_j) − y·u − e·v, found by
// Newton's method with a line search after a few sweeps of iterative scaling.
// u and v come in as the start and go out as the solution.
func balance(phi, y, e, u, v []float64, o Options) (residual float64, iterations int, err error) {
	s := newScaling(phi, y, e, u, v)
	for range 8 {
		s.sweep()
	}
	for iterations = 0; ; iterations++ {
		s.sweep() // columns now sum exactly; rows carry the residual
		residual = s.residual()
		if residual <= o.tolerance() || math.IsNaN(residual) {
			break
		}
		if iterations >= o.iterations() {
			break
		}
		if !s.newton() {
			return residual, iterations, fmt.Errorf("equilibrium: the multilateral resistances are not determined by the openness given: its values lie too far apart")
		}
	}
	if !(residual <= o.tolerance()) {
		return residual, iterations, fmt.Errorf("equilibrium: the multilateral resistances did not converge: relative residual %.2g after %d iterations, tolerance %.2g", residual, iterations, o.tolerance())
	}
	return residual, iterations, nil
}

// scaling is the state of balance: the scaled matrix and its row sums.
type scaling struct {
	n         int
	phi, y, e []float64
	u, v      []float64
	x         []float64 // φ_ij exp(u_i+v_j)
	rows      []float64
}

func newScaling(phi, y, e, u, v []float64) *scaling {
	n := len(y)
	return &scaling{n: n, phi: phi, y: y, e: e, u: u, v: v, x: make([]float64, n*n), rows: make([]float64, n)}
}

// fill computes x with rows scaled by u, sets v so that columns sum to e, and
// the row sums.
func (s *scaling) fill() {
	n := s.n
	columns := make([]float64, n)
	for i := range n {
		scale := math.Exp(s.u[i])
		from, to := s.phi[i*n:(i+1)*n], s.x[i*n:(i+1)*n]
		for j, p := range from {
			to[j] = p * scale
			columns[j] += to[j]
		}
	}
	for j, c := range columns {
		columns[j] = s.e[j] / c
		s.v[j] = math.Log(columns[j])
	}
	for i := range n {
		row, total := s.x[i*n:(i+1)*n], 0.0
		for j := range row {
			row[j] *= columns[j]
			total += row[j]
		}
		s.rows[i] = total
	}
}

// sweep scales rows, then columns.
func (s *scaling) sweep() {
	s.fill()
	for i, r := range s.rows {
		s.u[i] += math.Log(s.y[i] / r)
	}
	s.fill()
}

func (s *scaling) residual() float64 {
	worst := 0.0
	for i, r := range s.rows {
		d := math.Abs(r/s.y[i] - 1)
		if d > worst || math.IsNaN(d) {
			worst = d
		}
	}
	return worst
}

// objective with v at its optimum for u, up to a constant: −y·u − e·v(u).
func (s *scaling) objective() float64 {
	f := 0.0
	for i := range s.n {
		f -= s.y[i]*s.u[i] + s.e[i]*s.v[i]
	}
	return f
}

// newton takes one step in u with v eliminated: (R − X E⁻¹ Xᵀ) d = y − r, the
// largest country held fixed. It reports false when the system is singular.
func (s *scaling) newton() bool {
	n := s.n
	scaled := make([]float64, n*n)
	for i := range n {
		for j := range n {
			scaled[i*n+j] = s.x[i*n+j] / math.Sqrt(s.e[j])
		}
	}
	h := blas64.Symmetric{Uplo: blas.Upper, N: n, Stride: n, Data: make([]float64, n*n)}
	blas64.Syrk(blas.NoTrans, -1, blas64.General{Rows: n, Cols: n, Stride: n, Data: scaled}, 0, h)
	pin := 0
	for i := range n {
		h.Data[i*n+i] += s.rows[i]
		if s.y[i] > s.y[pin] {
			pin = i
		}
	}
	reduced := mat.NewSymDense(n-1, nil)
	right := mat.NewVecDense(n-1, nil)
	for i := range n - 1 {
		a := skip(i, pin)
		right.SetVec(i, s.y[a]-s.rows[a])
		for j := i; j < n-1; j++ {
			reduced.SetSym(i, j, h.Data[a*n+skip(j, pin)])
		}
	}
	var factor mat.Cholesky
	if !factor.Factorize(reduced) {
		return false
	}
	var step mat.VecDense
	if err := factor.SolveVecTo(&step, right); err != nil {
		if _, illConditioned := err.(mat.Condition); !illConditioned {
			return false
		}
	}
	start := append([]float64(nil), s.u...)
	before := s.objective()
	slope := mat.Dot(&step, right)
	for size := 1.0; size > 1e-6; size /= 2 {
		for i := range n - 1 {
			a := skip(i, pin)
			s.u[a] = start[a] + size*step.AtVec(i)
		}
		s.fill()
		if s.objective() <= before-1e-4*size*slope+1e-12*math.Abs(before) {
			return true
		}
	}
	copy(s.u, start)
	s.fill()
	return true
}

func skip(i, pin int) int {
	if i >= pin {
		return i + 1
	}
	return i
}

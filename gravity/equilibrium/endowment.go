package equilibrium

import (
	"fmt"
	"math"

	"gonum.org/v1/gonum/blas"
	"gonum.org/v1/gonum/blas/blas64"
	"gonum.org/v1/gonum/mat"
)

// FullEndowment is the counterfactual with openness phi in which prices clear
// all markets at unchanged quantities. near is a solution to start from, or nil.
func (m *Model) FullEndowment(phi []float64, near *State) (State, error) {
	if err := m.checkOpenness(phi); err != nil {
		return State{}, err
	}
	n := len(m.y)
	s := &market{m: m, phi: phi, n: n, log: make([]float64, n), scratch: newPoint(n), point: newPoint(n)}
	if near != nil && len(near.Price) == n {
		for i, p := range near.Price {
			s.log[i] = math.Log(p)
		}
	}
	tolerance := m.options.tolerance()
	iterations := 0
	s.evaluate(s.log, s.point)
	for s.point.residual > 1e-3 && iterations < 30 {
		s.tatonnement()
		iterations++
	}
	for s.point.residual > tolerance && iterations < m.options.iterations() {
		if !s.newton() {
			s.tatonnement()
		}
		iterations++
	}
	if !(s.point.residual <= tolerance) {
		return State{}, fmt.Errorf("equilibrium: prices did not converge: relative excess demand %.2g after %d iterations, tolerance %.2g; a trade imbalance may be larger than the trade that is left can carry", s.point.residual, iterations, tolerance)
	}
	return s.state(iterations), nil
}

// market holds the unknown logarithms of prices and what they imply.
type market struct {
	m              *Model
	phi            []float64
	n              int
	log            []float64
	point, scratch *point
}

// point is the economy at given prices, in shares of baseline world output.
type point struct {
	output, expenditure, demand []float64
	inward                      []float64 // B_j
	share                       []float64 // s_ij, n×n
	factor                      float64
	residual                    float64
}

func newPoint(n int) *point {
	return &point{output: make([]float64, n), expenditure: make([]float64, n), demand: make([]float64, n), inward: make([]float64, n), share: make([]float64, n*n)}
}

// evaluate fills p at the given log prices.
func (s *market) evaluate(log []float64, p *point) {
	m, n := s.m, s.n
	power := 1 - m.World.Sigma
	for j := range n {
		p.inward[j] = 0
		p.output[j] = m.y[j] * math.Exp(log[j])
	}
	world := sum(p.output)
	spent := 0.0
	for j := range n {
		if m.options.Closure == Deficit {
			p.expenditure[j] = p.output[j] + (m.e[j]-m.y[j])*world
		} else {
			p.expenditure[j] = p.output[j] * m.e[j] / m.y[j]
		}
		spent += p.expenditure[j]
	}
	p.factor = 1
	if m.options.Closure == Ratio {
		p.factor = world / spent
	}
	for i := range n {
		scale := m.alpha[i] * math.Exp(power*log[i])
		for j := range n {
			p.share[i*n+j] = s.phi[i*n+j] * scale
			p.inward[j] += p.share[i*n+j]
		}
	}
	p.residual = 0
	for j := range n {
		p.expenditure[j] *= p.factor
		if p.expenditure[j] <= 0 {
			p.residual = math.Inf(1)
		}
	}
	for i := range n {
		p.demand[i] = 0
		for j := range n {
			p.share[i*n+j] /= p.inward[j]
			p.demand[i] += p.share[i*n+j] * p.expenditure[j]
		}
		d := math.Abs(p.demand[i]/p.output[i] - 1)
		if d > p.residual || math.IsNaN(d) {
			p.residual = d
		}
	}
}

// tatonnement raises the price of what is wanted more than there is, the map
// of Alvarez and Lucas, which converges from everywhere.
func (s *market) tatonnement() {
	for i := range s.n {
		s.log[i] += math.Log(s.point.demand[i]/s.point.output[i]) / s.m.World.Sigma
	}
	s.evaluate(s.log, s.point)
}

// newton takes one step, halved until the residual falls; false if none does.
func (s *market) newton() bool {
	n, p := s.n, s.point
	jacobian := s.jacobian()
	pin := 0
	for i := range n {
		if p.output[i] > p.output[pin] {
			pin = i
		}
	}
	reduced := mat.NewDense(n-1, n-1, nil)
	right := mat.NewVecDense(n-1, nil)
	for i := range n - 1 {
		a := skip(i, pin)
		right.SetVec(i, p.output[a]-p.demand[a])
		for j := range n - 1 {
			reduced.Set(i, j, jacobian[a*n+skip(j, pin)])
		}
	}
	var step mat.VecDense
	if err := step.SolveVec(reduced, right); err != nil {
		if _, illConditioned := err.(mat.Condition); !illConditioned {
			return false
		}
	}
	trial := append([]float64(nil), s.log...)
	for size := 1.0; size > 1e-4; size /= 2 {
		for i := range n - 1 {
			a := skip(i, pin)
			trial[a] = s.log[a] + size*step.AtVec(i)
		}
		s.evaluate(trial, s.scratch)
		if s.scratch.residual < p.residual {
			s.log = trial
			s.point, s.scratch = s.scratch, s.point
			return true
		}
	}
	return false
}

// jacobian of excess demand in log prices:
// (1−σ)(diag(demand) − X Sᵀ) + S ∂E − diag(output), with X_ij = s_ij E_j.
func (s *market) jacobian() []float64 {
	m, n, p := s.m, s.n, s.point
	flows := make([]float64, n*n)
	for i := range n {
		for j := range n {
			flows[i*n+j] = p.share[i*n+j] * p.expenditure[j]
		}
	}
	out := make([]float64, n*n)
	general := func(data []float64) blas64.General {
		return blas64.General{Rows: n, Cols: n, Stride: n, Data: data}
	}
	power := 1 - m.World.Sigma
	blas64.Gemm(blas.NoTrans, blas.Trans, -power, general(flows), general(p.share), 0, general(out))
	world, spent := sum(p.output), sum(p.expenditure)
	deficits := make([]float64, n) // Σ_j s_ij (e_j − y_j), or demand
	for i := range n {
		if m.options.Closure == Ratio {
			deficits[i] = p.demand[i]
			continue
		}
		for j := range n {
			deficits[i] += p.share[i*n+j] * (m.e[j] - m.y[j])
		}
	}
	for i := range n {
		row := out[i*n : (i+1)*n]
		for k := range n {
			if m.options.Closure == Ratio {
				row[k] += flows[i*n+k] + deficits[i]*(p.output[k]/world-p.expenditure[k]/spent)
			} else {
				row[k] += p.share[i*n+k]*p.output[k] + deficits[i]*p.output[k]
			}
		}
		row[i] += power*p.demand[i] - p.output[i]
	}
	return out
}

// state normalises the prices and puts the results in money.
func (s *market) state(iterations int) State {
	m, n, p := s.m, s.n, s.point
	sigma := m.World.Sigma
	shift := math.Log(sum(p.output)) // world output stays
	if r := m.options.Reference; r >= 0 {
		shift = math.Log(p.inward[r]) / (1 - sigma) // the reference's consumer price is one
	}
	scale := math.Exp(-shift)
	world := sum(m.World.Output)
	out := State{
		Output: make([]float64, n), Expenditure: make([]float64, n), Price: make([]float64, n),
		Outward: make([]float64, n), Inward: make([]float64, n), Trade: make([]float64, n*n),
		Factor: p.factor, Residual: p.residual, Iterations: iterations,
	}
	total := sum(p.output)
	for i := range n {
		out.Price[i] = math.Exp(s.log[i]) * scale
		out.Output[i] = world * p.output[i] * scale
		out.Expenditure[i] = world * p.expenditure[i] * scale
		out.Inward[i] = math.Pow(p.inward[i], 1/(1-sigma)) * scale
		// A_i = y'_i / (α_i p_i^(1−σ))
		a := p.output[i] / total / (m.alpha[i] * math.Pow(out.Price[i], 1-sigma))
		out.Outward[i] = math.Pow(a, 1/(1-sigma))
	}
	for k := range out.Trade {
		out.Trade[k] = p.share[k] * out.Expenditure[k%n]
	}
	return out
}

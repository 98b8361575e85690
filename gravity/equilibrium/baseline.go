package equilibrium

import (
	"fmt"
	"math"
)

// Model is a solved baseline, from which counterfactuals start.
type Model struct {
	World    *World
	Baseline State
	options  Options
	y, e     []float64 // world shares
	alpha    []float64 // α_i = y_i / A_i
	u, v     []float64 // scaling of the baseline, the start of the next
}

// Solve computes the multilateral resistances and the trade of the baseline.
func Solve(w *World, o Options) (*Model, error) { return SolveFrom(w, o, nil) }

// SolveFrom is Solve started from the solution of a similar world, nil for none.
func SolveFrom(w *World, o Options, near *Model) (*Model, error) {
	if err := w.Check(); err != nil {
		return nil, err
	}
	n := len(w.Names)
	if err := o.check(n); err != nil {
		return nil, err
	}
	m := &Model{World: w, options: o, y: shares(w.Output), e: shares(w.Expenditure)}
	if err := connected(w, w.Openness); err != nil {
		return nil, err
	}
	u, v := start(n, near)
	residual, iterations, err := balance(w.Openness, m.y, m.e, u, v, o)
	if err != nil {
		return nil, err
	}
	m.normalise(u, v)
	m.u, m.v = u, v
	m.Baseline = m.state(w.Openness, u, v, residual, iterations)
	m.alpha = make([]float64, n)
	for i := range n {
		m.alpha[i] = math.Exp(u[i]) // y_i / A_i
	}
	return m, nil
}

func start(n int, near *Model) (u, v []float64) {
	u, v = make([]float64, n), make([]float64, n)
	if near != nil && len(near.u) == n {
		copy(u, near.u)
		copy(v, near.v)
	}
	return u, v
}

// connected refuses worlds where a country neither sells nor buys, and those
// that fall into groups without trade between them, whose relative resistances
// nothing determines.
func connected(w *World, phi []float64) error {
	n := len(w.Names)
	for i := range n {
		row, column := 0.0, 0.0
		for j := range n {
			row += phi[i*n+j]
			column += phi[j*n+i]
		}
		if row == 0 {
			return fmt.Errorf("equilibrium: nobody buys from %s", w.Names[i])
		}
		if column == 0 {
			return fmt.Errorf("equilibrium: %s buys from nobody", w.Names[i])
		}
	}
	// Walk from the first seller to its buyers, their sellers, and so on.
	sellers, buyers := make([]bool, n), make([]bool, n)
	queue := []int{0}
	sellers[0] = true
	for len(queue) > 0 {
		i := queue[0]
		queue = queue[1:]
		for j := range n {
			if phi[i*n+j] == 0 || buyers[j] {
				continue
			}
			buyers[j] = true
			for k := range n {
				if phi[k*n+j] > 0 && !sellers[k] {
					sellers[k] = true
					queue = append(queue, k)
				}
			}
		}
	}
	for i := range n {
		if !sellers[i] || !buyers[i] {
			return fmt.Errorf("equilibrium: %s and %s belong to groups that do not trade with each other", w.Names[0], w.Names[i])
		}
	}
	return nil
}

// normalise sets the scale: x_ij = φ_ij exp(u_i+v_j), u_i = ln(y_i/A_i),
// v_j = ln(e_j/B_j). B of the reference is one, or the mean of ln B weighted by
// expenditure is zero.
func (m *Model) normalise(u, v []float64) {
	shift := 0.0 // mean of ln B
	if r := m.options.Reference; r >= 0 {
		shift = math.Log(m.e[r]) - v[r]
	} else {
		for j, e := range m.e {
			shift += e * (math.Log(e) - v[j])
		}
	}
	for i := range u {
		u[i] -= shift
		v[i] += shift
	}
}

// state is the world at unchanged outputs and expenditures.
func (m *Model) state(phi, u, v []float64, residual float64, iterations int) State {
	n := len(m.y)
	power := 1 / (1 - m.World.Sigma)
	s := State{
		Output: append([]float64(nil), m.World.Output...), Expenditure: append([]float64(nil), m.World.Expenditure...),
		Price: make([]float64, n), Outward: make([]float64, n), Inward: make([]float64, n),
		Trade: make([]float64, n*n), Factor: 1, Residual: residual, Iterations: iterations,
	}
	world := sum(m.World.Output)
	for i := range n {
		s.Price[i] = 1
		s.Outward[i] = math.Exp(power * (math.Log(m.y[i]) - u[i]))
		s.Inward[i] = math.Exp(power * (math.Log(m.e[i]) - v[i]))
		for j := range n {
			s.Trade[i*n+j] = world * phi[i*n+j] * math.Exp(u[i]+v[j])
		}
	}
	return s
}

// Conditional is the counterfactual with openness phi at unchanged outputs and
// expenditures.
func (m *Model) Conditional(phi []float64) (State, error) {
	if err := m.checkOpenness(phi); err != nil {
		return State{}, err
	}
	u, v := start(len(m.y), m)
	residual, iterations, err := balance(phi, m.y, m.e, u, v, m.options)
	if err != nil {
		return State{}, err
	}
	m.normalise(u, v)
	return m.state(phi, u, v, residual, iterations), nil
}

func (m *Model) checkOpenness(phi []float64) error {
	other := *m.World
	other.Openness = phi
	if err := other.Check(); err != nil {
		return err
	}
	return connected(m.World, phi)
}

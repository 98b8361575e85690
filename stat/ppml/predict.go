package ppml

import "math"

// Predict returns the expected outcome for the rows of m, whose regressors are
// matched by name and whose effects by name and group number; its outcome is
// not read. A row with a missing regressor, or with a group that the estimation
// did not have (-1, beyond the last, or dropped), is NaN. Models with effects
// need Options.KeepEffects.
func (r *Result) Predict(m Model) ([]float64, error) {
	linear, err := r.Linear(m)
	if err != nil || r.Family == Gaussian {
		return linear, err
	}
	for i, v := range linear {
		linear[i] = math.Exp(v)
	}
	return linear, nil
}

// Linear is Predict on the scale of the linear predictor.
func (r *Result) Linear(m Model) ([]float64, error) {
	n, err := predictRows(m)
	if err != nil {
		return nil, err
	}
	linear := make([]float64, n)
	if m.Offset != nil {
		if len(m.Offset) != n {
			return nil, fault("offset", "", "has %d rows, others have %d", len(m.Offset), n)
		}
		copy(linear, m.Offset)
	}
	for _, c := range r.Coef {
		if c.Name == InterceptName {
			for i := range linear {
				linear[i] += c.Estimate
			}
			continue
		}
		x := column(m, c.Name)
		if x == nil {
			return nil, fault("prediction", "", "the regressor %q is missing", c.Name)
		}
		for i, v := range x {
			linear[i] += c.Estimate * v
		}
	}
	if len(r.effectNames) > 0 && len(r.Effects) == 0 {
		return nil, fault("prediction", "Options.KeepEffects", "the effects were not kept")
	}
	for _, e := range r.Effects {
		id := effect(m, e.Name)
		if id == nil {
			return nil, fault("prediction", "", "the effect %q is missing", e.Name)
		}
		for i, g := range id {
			if g < 0 || int(g) >= len(e.Values) {
				linear[i] = math.NaN()
				continue
			}
			linear[i] += e.Values[g]
		}
	}
	return linear, nil
}

// predictRows is the common length of all columns.
func predictRows(m Model) (int, error) {
	n := -1
	check := func(name string, length int) error {
		if n < 0 {
			n = length
		}
		if n != length {
			return fault(name, "", "has %d rows, others have %d", length, n)
		}
		return nil
	}
	for _, x := range m.X {
		if err := check("regressor "+x.Name, len(x.X)); err != nil {
			return 0, err
		}
	}
	for _, e := range m.Effects {
		if err := check("effect "+e.Name, len(e.ID)); err != nil {
			return 0, err
		}
	}
	if n < 0 {
		n = max(len(m.Y), len(m.Offset))
	}
	return n, nil
}

func column(m Model, name string) []float64 {
	for _, x := range m.X {
		if x.Name == name {
			return x.X
		}
	}
	return nil
}

func effect(m Model, name string) []int32 {
	for _, e := range m.Effects {
		if e.Name == name {
			return e.ID
		}
	}
	return nil
}

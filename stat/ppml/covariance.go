package ppml

import (
	"fmt"
	"math"
	"strings"
)

// covariance fills the coefficients' covariance from the inverse of the
// weighted cross products of the within-transformed regressors (the bread),
// which is measured in the unit given, as the scores are. Of multi-way clusters
// it returns the sum of the terms' sizes too, of which the covariance is the
// difference.
func (f *fitter) covariance(r *Result, m Model, o Options, bread [][]float64, unit float64) (terms [][]float64, err error) {
	k := len(f.active)
	n := float64(r.N)
	if k > 0 && f.saturatedModel(m, r.N) {
		r.Saturated, r.Parameters, r.VCov = true, r.N, square(k)
		for i := range r.VCov {
			for j := range r.VCov[i] {
				r.VCov[i][j] = math.NaN()
			}
		}
		return nil, nil
	}
	r.Parameters = k + f.effectCount(m, o)
	counted := o.SmallSample == Fixest || o.SmallSample == Reghdfe && f.family == Gaussian
	switch o.Errors {
	case Classical:
		r.Factor = 1
		if f.family == Gaussian {
			r.Factor = r.Deviance / (n - float64(r.Parameters))
		} else if counted {
			r.Factor = (n - 1) / (n - float64(r.Parameters))
		}
		r.VCov = scaled(bread, r.Factor/unit)
		return nil, r.checkErrors()
	case Robust:
		r.Factor = n / (n - 1)
		r.VCov = sandwich(bread, f.robustMeat(unit))
	case Clustered:
		var smallest int
		r.VCov, terms, smallest = f.clusteredCovariance(r, o, bread, unit)
		r.Factor = float64(smallest) / float64(smallest-1)
	}
	if counted {
		r.Factor *= (n - 1) / (n - float64(r.Parameters))
	}
	r.VCov = scaled(r.VCov, r.Factor)
	return terms, r.checkErrors()
}

// variances repairs the covariance, of the regressors as the caller has them, and
// says which coefficients have no variance. Terms are what multi-way clusters add
// and subtract, nil for other errors: their variance is set beside the classical
// one.
func (f *fitter) variances(r *Result, bread, terms [][]float64, unit float64) (why []string) {
	if r.Saturated || r.Errors == Classical {
		return make([]string, len(r.VCov))
	}
	sizes := make([]float64, len(r.VCov))
	for a := range sizes {
		if sizes[a] = bread[a][a] / unit * r.Deviance / float64(r.N); terms != nil {
			sizes[a] = terms[a][a] * r.Factor
		}
	}
	r.VCov, r.Repair, why = settle(r.VCov, sizes, r.how())
	return why
}

// how names the errors for a reason.
func (r *Result) how() string {
	if r.Errors != Clustered {
		return r.Errors.String()
	}
	var names []string
	for _, c := range r.Clusters {
		names = append(names, c.Name)
	}
	return "clustered by " + strings.Join(names, ", ")
}

// checkErrors refuses standard errors that are no numbers, or that a small-sample
// factor without degrees of freedom would make up.
func (r *Result) checkErrors() error {
	if len(r.VCov) == 0 {
		return nil
	}
	if !(r.Factor >= 0) || math.IsInf(r.Factor, 0) {
		clusters := ""
		for _, c := range r.Clusters {
			clusters += fmt.Sprintf(", %d clusters of %s", c.Groups, c.Name)
		}
		return fault("standard errors", "fewer effects, other clusters or the other small-sample convention",
			"no degrees of freedom are left: %d rows, %d coefficients and effects%s%s", r.N, r.Parameters, clusters, r.without())
	}
	for a := range r.VCov {
		if v := r.VCov[a][a]; math.IsNaN(v) || math.IsInf(v, 0) {
			return fault("standard errors", "another unit for the outcome or the regressors", "are too large or too small to compute with")
		}
	}
	return nil
}

// robustMeat is the sum of the outer products of the rows' scores, in units.
func (f *fitter) robustMeat(unit float64) [][]float64 {
	k := len(f.active)
	inverse := 1 / unit
	for i := range f.spaces {
		clear(f.spaces[i].cross)
	}
	f.chunks(func(s *space, chunk, low, high int) {
		n := high - low
		f.residual(s.residual, low, high)
		f.within(s, chunk, low, high)
		for a := range k {
			t := s.columns[a][:n]
			for i, r := range s.residual[:n] {
				t[i] *= r * inverse
			}
			for b := 0; b <= a; b++ {
				sum := 0.0
				for i, v := range s.columns[b][:n] {
					sum += v * t[i]
				}
				s.cross[a*k+b] += sum
			}
		}
	})
	meat := square(k)
	for i := range f.spaces {
		for a := range k {
			for b := 0; b <= a; b++ {
				meat[a][b] += f.spaces[i].cross[a*k+b]
				if a != b {
					meat[b][a] += f.spaces[i].cross[a*k+b]
				}
			}
		}
	}
	return meat
}

func square(k int) [][]float64 {
	m := make([][]float64, k)
	for i := range m {
		m[i] = make([]float64, k)
	}
	return m
}

func scaled(m [][]float64, by float64) [][]float64 {
	s := square(len(m))
	for i := range m {
		for j := range m[i] {
			s[i][j] = m[i][j] * by
		}
	}
	return s
}

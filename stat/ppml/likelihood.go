package ppml

import (
	"math"

	"dyad/stat/internal/kernel"
)

// likelihood fills the deviance and the log-likelihood.
func (f *fitter) likelihood(r *Result) {
	for i := range f.spaces {
		f.spaces[i].clear()
	}
	f.chunks(func(s *space, chunk, low, high int) {
		log := s.spare[:high-low]
		kernel.Log(log, f.y[low:high])
		var factorial []float64
		if f.family == Poisson {
			factorial = s.factorials(f.y[low:high])
		}
		for i := low; i < high; i++ {
			p, y := 1.0, f.y[i]
			if f.prior != nil {
				p = f.prior[i]
			}
			if p == 0 {
				continue
			}
			if f.family == Gaussian {
				s.total[0] += p * (y - f.eta[i]) * (y - f.eta[i])
				s.total[1] += math.Log(p)
				continue
			}
			d := f.mu[i] - y // at a hole both are zero
			l := y*f.eta[i] - f.mu[i]
			if y > 0 {
				d += y * (log[i-low] - f.eta[i])
				l -= factorial[i-low]
			}
			s.total[0] += 2 * p * d
			s.total[1] += p * l
		}
	})
	for i := range f.spaces {
		r.Deviance += f.spaces[i].total[0]
		r.LogLikelihood += f.spaces[i].total[1]
	}
	r.Deviance = max(r.Deviance, 0) // rounding may leave less of a perfect fit
	if f.family == Gaussian {
		n := float64(r.N)
		r.LogLikelihood = -n/2*(math.Log(2*math.Pi*r.Deviance/n)+1) + r.LogLikelihood/2
	}
}

// factorials returns ln(y!) for a chunk of outcomes, zero or more: Stirling's
// series where its terms are exact to the last digit, and below that
// y! = (y+9)! / ((y+1)...(y+9)). The list is valid until the next call.
func (s *space) factorials(y []float64) []float64 {
	for k := range s.stirling {
		if len(s.stirling[k]) < len(y) {
			s.stirling[k] = make([]float64, len(y))
		}
	}
	z, product := s.stirling[0][:len(y)], s.stirling[1][:len(y)]
	log, logProduct := s.stirling[2][:len(y)], s.stirling[3][:len(y)]
	for i, v := range y {
		z[i], product[i] = v, 1
		if v < 9 {
			z[i] = v + 9
			product[i] = (v + 1) * (v + 2) * ((v + 3) * (v + 4)) * (((v + 5) * (v + 6)) * ((v + 7) * (v + 8))) * (v + 9)
		}
	}
	kernel.Log(log, z)
	kernel.Log(logProduct, product)
	const halfLog2Pi = 0.91893853320467274178
	for i, v := range z {
		if y[i] == 0 {
			log[i] = 0
			continue
		}
		inverse := 1 / v
		square := inverse * inverse
		series := 1.0/12 - square*(1.0/360-square*(1.0/1260-square*(1.0/1680-square*(1.0/1188-square*(691.0/360360)))))
		log[i] = v*log[i] - v + log[i]/2 + halfLog2Pi + inverse*series - logProduct[i]
	}
	return log
}

package survival_test

import (
	"math/rand/v2"
	"testing"

	"dyad/stat/survival"
)

// million is a million durations in four groups, of which a third are censored and the
// rest end from three causes; all times differ.
func million(delayed bool) survival.Data {
	r := rand.New(rand.NewPCG(1, 2))
	const n = 1_000_000
	d := survival.Data{Exit: make([]float64, n), Cause: make([]int, n), Group: make([]int, n)}
	if delayed {
		d.Entry = make([]float64, n)
	}
	for i := range n {
		d.Exit[i] = 1e-9 + 60*r.ExpFloat64()
		if r.IntN(3) > 0 {
			d.Cause[i] = 1 + r.IntN(3)
		}
		d.Group[i] = r.IntN(4)
		if delayed {
			d.Entry[i] = d.Exit[i] * r.Float64()
		}
	}
	return d
}

func BenchmarkMillion(b *testing.B) {
	for _, c := range []struct {
		name    string
		delayed bool
	}{{"entry=none", false}, {"entry=delayed", true}} {
		d := million(c.delayed)
		b.Run("KaplanMeier/"+c.name, func(b *testing.B) {
			for b.Loop() {
				if _, err := survival.KaplanMeier(d, survival.Options{Limits: survival.LogLog}); err != nil {
					b.Fatal(err)
				}
			}
		})
		b.Run("AalenJohansen/"+c.name, func(b *testing.B) {
			for b.Loop() {
				if _, err := survival.AalenJohansen(d, survival.Options{Limits: survival.LogLog}); err != nil {
					b.Fatal(err)
				}
			}
		})
		b.Run("LogRank/"+c.name, func(b *testing.B) {
			for b.Loop() {
				if _, err := survival.LogRank(d); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

package breakpoint

import (
	"math/rand/v2"
	"testing"
)

// sixty is a series of sixty years with a shift in its level.
func sixty() []float64 {
	r := rand.New(rand.NewPCG(11, 12))
	y := make([]float64, 60)
	for i := range y {
		y[i] = 100 + 10*r.NormFloat64()
		if i >= 35 {
			y[i] += 15
		}
	}
	return y
}

func benchmark(b *testing.B, d Design) {
	y := sixty()
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Find(y, d, Options{MaxBreaks: 5}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkFindMean60(b *testing.B) { benchmark(b, Mean()) }

func BenchmarkFindLine60(b *testing.B) { benchmark(b, Line()) }

func BenchmarkFindMonthly600(b *testing.B) {
	r := rand.New(rand.NewPCG(13, 14))
	y := make([]float64, 600)
	for i := range y {
		y[i] = r.NormFloat64()
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Find(y, Mean(), Options{MaxBreaks: 5}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkIntervals60(b *testing.B) {
	r, err := Find(sixty(), Mean(), Options{})
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := r.Intervals(1, IntervalOptions{}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkSequential60(b *testing.B) {
	r, err := Find(sixty(), Mean(), Options{})
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := r.Sequential(0.05); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkChowMean60(b *testing.B) {
	y := sixty()
	for b.Loop() {
		if _, err := Chow(y, Mean(), 30); err != nil {
			b.Fatal(err)
		}
	}
}

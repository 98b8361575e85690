package kernel

import (
	"fmt"
	"testing"
	"unsafe"
)

// A streaming kernel under the names that tests and benchmarks use. Each takes
// its slices from v, the first being the one that is written (if any is).
var streams = []struct {
	name   string
	slices int
	run    func(v [][]float64) float64
}{
	{"Axpy", 2, func(v [][]float64) float64 { Axpy(v[0], v[1], 0.7); return 0 }},
	{"Axpy4", 5, func(v [][]float64) float64 { Axpy4(v[0], v[1], v[2], v[3], v[4], 0.7, -0.2, 1.5, 3); return 0 }},
	{"Dot", 2, func(v [][]float64) float64 { return Dot(v[0], v[1]) }},
	{"Sum", 1, func(v [][]float64) float64 { return Sum(v[0]) }},
	{"Multiply", 3, func(v [][]float64) float64 { Multiply(v[0], v[1], v[2]); return 0 }},
	{"AddWeighted", 3, func(v [][]float64) float64 { AddWeighted(v[0], v[1], v[2], 0.3); return 0 }},
	{"SumWeighted", 4, func(v [][]float64) float64 { return SumWeighted(v[0], v[1], v[2], v[3], 0.3) }},
	{"SumProduct", 3, func(v [][]float64) float64 { return SumProduct(v[0], v[1], v[2]) }},
	{"Subtract", 3, func(v [][]float64) float64 { Subtract(v[0], v[1], v[2], 0.4); return 0 }},
	{"Subtract2", 4, func(v [][]float64) float64 { Subtract2(v[0], v[1], v[2], v[3], 0.4); return 0 }},
}

// aligned returns n numbers that begin `late` numbers after a cache line does.
func aligned(n, late int) []float64 {
	v := make([]float64, n+16)
	at := 0
	for uintptr(unsafe.Pointer(&v[at]))%64 != 0 {
		at++
	}
	return v[at+late : at+late+n : at+late+n]
}

// Lengths: a row of 200 and one of 512 numbers lie in the first cache, 24 Ki
// numbers a slice in the second; 203 numbers begin off a cache line and leave a
// tail.
func BenchmarkStreams(b *testing.B) {
	for _, stream := range streams {
		for _, c := range []struct{ n, late int }{{200, 0}, {203, 3}, {512, 0}, {24 << 10, 0}} {
			b.Run(fmt.Sprintf("%s/%d", stream.name, c.n), func(b *testing.B) {
				v := make([][]float64, stream.slices)
				for i := range v {
					v[i] = aligned(c.n, c.late)
				}
				for b.Loop() {
					stream.run(v)
				}
				b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(c.n), "ns/number")
			})
		}
	}
}

func BenchmarkExp(b *testing.B) {
	x, y := aligned(200, 0), aligned(200, 0)
	for b.Loop() {
		Exp(y, x)
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/200, "ns/number")
}

func BenchmarkLog(b *testing.B) {
	x, y := aligned(200, 0), aligned(200, 0)
	for i := range x {
		x[i] = float64(i + 1)
	}
	for b.Loop() {
		Log(y, x)
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/200, "ns/number")
}

package kernel

import (
	"fmt"
	"testing"
)

// Lengths: rows of 200 and 512 numbers lie in the first cache, 24 Ki numbers a
// slice in the second. Rows of 203 leave a tail and begin off a cache line, by
// as much in each slice.
func BenchmarkStreams(b *testing.B) {
	for _, stream := range streams {
		for _, c := range []struct{ n, late int }{{200, 0}, {203, 3}, {512, 0}, {24 << 10, 0}} {
			b.Run(fmt.Sprintf("%s/%d", stream.name, c.n), func(b *testing.B) {
				v := make([][]float64, stream.slices)
				for i := range v {
					v[i], _ = aligned(c.n, c.late)
				}
				for b.Loop() {
					stream.run(v)
				}
				perNumber(b, c.n)
			})
		}
	}
}

func BenchmarkExp(b *testing.B) {
	x, _ := aligned(200, 0)
	y, _ := aligned(200, 0)
	for b.Loop() {
		Exp(y, x)
	}
	perNumber(b, len(x))
}

func BenchmarkLog(b *testing.B) {
	x, _ := aligned(200, 0)
	y, _ := aligned(200, 0)
	for i := range x {
		x[i] = float64(i + 1)
	}
	for b.Loop() {
		Log(y, x)
	}
	perNumber(b, len(x))
}

func perNumber(b *testing.B, n int) {
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(n), "ns/number")
}

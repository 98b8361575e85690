package kernel

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
	"unsafe"
)

// A streaming kernel and its oracle, the plain loop. Slices come from v, the
// first being the one that is written (if any is).
var streams = []struct {
	name   string
	slices int
	run    func(v [][]float64) float64
	// plain gives the number that v[0][i] becomes and what it adds to the result.
	plain func(v [][]float64, i int) (y, add float64)
}{
	{"Axpy", 2,
		func(v [][]float64) float64 { Axpy(v[0], v[1], 0.7); return 0 },
		func(v [][]float64, i int) (float64, float64) { return v[0][i] + 0.7*v[1][i], 0 }},
	{"Axpy4", 5,
		func(v [][]float64) float64 { Axpy4(v[0], v[1], v[2], v[3], v[4], 0.7, -0.2, 1.5, 3); return 0 },
		func(v [][]float64, i int) (float64, float64) {
			return v[0][i] + 0.7*v[1][i] - 0.2*v[2][i] + 1.5*v[3][i] + 3*v[4][i], 0
		}},
	{"Dot", 2,
		func(v [][]float64) float64 { return Dot(v[0], v[1]) },
		func(v [][]float64, i int) (float64, float64) { return v[0][i], v[0][i] * v[1][i] }},
	{"Sum", 1,
		func(v [][]float64) float64 { return Sum(v[0]) },
		func(v [][]float64, i int) (float64, float64) { return v[0][i], v[0][i] }},
	{"Multiply", 3,
		func(v [][]float64) float64 { Multiply(v[0], v[1], v[2]); return 0 },
		func(v [][]float64, i int) (float64, float64) { return v[1][i] * v[2][i], 0 }},
	{"AddWeighted", 3,
		func(v [][]float64) float64 { AddWeighted(v[0], v[1], v[2], 0.3); return 0 },
		func(v [][]float64, i int) (float64, float64) { return v[0][i] + v[1][i]*(0.3+v[2][i]), 0 }},
	{"SumWeighted", 4,
		func(v [][]float64) float64 { return SumWeighted(v[0], v[1], v[2], v[3], 0.3) },
		func(v [][]float64, i int) (float64, float64) {
			q := v[1][i] * (0.3 + v[2][i] + v[3][i])
			return v[0][i] + q, q
		}},
	{"SumProduct", 3,
		func(v [][]float64) float64 { return SumProduct(v[0], v[1], v[2]) },
		func(v [][]float64, i int) (float64, float64) { q := v[1][i] * v[2][i]; return v[0][i] + q, q }},
	{"Subtract", 3,
		func(v [][]float64) float64 { Subtract(v[0], v[1], v[2], 0.4); return 0 },
		func(v [][]float64, i int) (float64, float64) { return v[1][i] - 0.4 - v[2][i], 0 }},
	{"Subtract2", 4,
		func(v [][]float64) float64 { Subtract2(v[0], v[1], v[2], v[3], 0.4); return 0 },
		func(v [][]float64, i int) (float64, float64) { return v[1][i] - 0.4 - v[2][i] - v[3][i], 0 }},
}

// everyForm runs a test once for each form that this machine has.
func everyForm(t *testing.T, test func(t *testing.T)) {
	defer func() { running = widest() }()
	for f, name := range map[form]string{portable: "portable", avx2: "AVX2", avx512: "AVX-512"} {
		t.Run(name, func(t *testing.T) {
			if f > widest() {
				t.Skip("not on this machine")
			}
			running = f
			test(t)
		})
	}
}

// aligned returns n numbers that begin `late` numbers after a cache line does,
// and the numbers with the eight on either side of them.
func aligned(n, late int) (inside, around []float64) {
	v := make([]float64, n+40)
	at := 8
	for uintptr(unsafe.Pointer(&v[at]))%64 != 0 {
		at++
	}
	at += late
	return v[at : at+n : at+n], v[at-8 : at+n+8]
}

// The oracle is the plain loop of each kernel. What lies about the slices is not
// a number, so that reading it would show, and must be left as it is.
func TestStreamsAgreeWithPlainLoops(t *testing.T) {
	everyForm(t, func(t *testing.T) {
		source := rand.New(rand.NewPCG(1, 2))
		const outside = 0x7ff8_0000_dead_beef // a NaN
		for _, stream := range streams {
			for n := range 141 {
				for late := range 8 {
					// All slices as far off a cache line, then each differently.
					for _, shift := range []int{0, 3} {
						v, around := make([][]float64, stream.slices), make([][]float64, stream.slices)
						for k := range v {
							v[k], around[k] = aligned(n, (late+k*shift)%8)
							for i := range around[k] {
								around[k][i] = math.Float64frombits(outside)
							}
							for i := range v[k] {
								v[k][i] = source.NormFloat64()
							}
						}
						want := make([][]float64, len(v))
						for k := range v {
							want[k] = append(want[k], v[k]...)
						}
						sum, size := 0.0, 0.0
						for i := range n {
							y, add := stream.plain(v, i)
							want[0][i] = y
							sum += add
							size += math.Abs(add)
						}
						got := stream.run(v)
						where := fmt.Sprintf("%s, n=%d, %d numbers off a cache line, slices by %d", stream.name, n, late, shift)
						if !(math.Abs(got-sum) <= 1e-15*(1+size)) {
							t.Fatalf("%s: result is %g, want %g", where, got, sum)
						}
						for k := range v {
							for i := range want[k] {
								if !(math.Abs(v[k][i]-want[k][i]) <= 1e-14) {
									t.Fatalf("%s: element %d of slice %d is %g, want %g", where, i, k, v[k][i], want[k][i])
								}
							}
							for i, x := range around[k] {
								if (i < 8 || i >= n+8) && math.Float64bits(x) != outside {
									t.Fatalf("%s: element %d of slice %d is outside and became %g", where, i-8, k, x)
								}
							}
						}
					}
				}
			}
		}
	})
}

// A slice that is written may also be read: the callers do so.
func TestSlicesMayCoincide(t *testing.T) {
	everyForm(t, func(t *testing.T) {
		for n := range 141 {
			v, _ := aligned(n, 3)
			for i := range v {
				v[i] = float64(i)
			}
			Multiply(v, v, v)
			Subtract(v, v, v, 1)
			Axpy(v, v, 1)
			for i := range v {
				if v[i] != -2 {
					t.Fatalf("n=%d: element %d is %g, want -2", n, i, v[i])
				}
			}
		}
	})
}

// The oracle is the plain loop; integers leave no rounding.
func TestSumOfIntegers(t *testing.T) {
	everyForm(t, func(t *testing.T) {
		var x []float64
		want := 0.0
		for i := range 300 {
			if got := Sum(x); got != want {
				t.Errorf("sum of %d numbers is %g, want %g", i, got, want)
			}
			x = append(x, float64(i*i+1))
			want += float64(i*i + 1)
		}
	})
}

// A result depends on the numbers and their count, not on where they lie.
func TestPlaceDoesNotMatter(t *testing.T) {
	everyForm(t, func(t *testing.T) {
		for _, stream := range streams {
			for n := range 200 {
				var first float64
				var written []float64
				for late := range 8 {
					v := make([][]float64, stream.slices)
					for k := range v {
						v[k], _ = aligned(n, (late*(k+1))%8)
						for i := range v[k] {
							v[k][i] = math.Sin(float64(k*n + i))
						}
					}
					result := stream.run(v)
					if late == 0 {
						first, written = result, v[0]
					}
					if result != first || !slices.Equal(v[0], written) {
						t.Fatalf("%s, n=%d: other bits %d numbers off a cache line", stream.name, n, late)
					}
				}
			}
		}
	})
}

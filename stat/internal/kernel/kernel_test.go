package kernel

import (
	"math"
	"math/rand/v2"
	"testing"
)

// The oracle of every case is the plain loop written out here.
func TestKernelsAgreeWithPlainLoops(t *testing.T) {
	source := rand.New(rand.NewPCG(1, 2))
	draw := func(n int) []float64 {
		v := make([]float64, n)
		for i := range v {
			v[i] = source.NormFloat64()
		}
		return v
	}
	for n := 0; n < 70; n++ {
		y, x0, x1, x2, x3 := draw(n), draw(n), draw(n), draw(n), draw(n)
		check := func(name string, got, want []float64) {
			t.Helper()
			for i := range want {
				if math.Abs(got[i]-want[i]) > 1e-13 {
					t.Fatalf("%s, n=%d: element %d is %g, want %g", name, n, i, got[i], want[i])
				}
			}
		}
		want := make([]float64, n)
		got := append([]float64(nil), y...)
		for i := range want {
			want[i] = y[i] + 0.7*x0[i]
		}
		Axpy(got, x0, 0.7)
		check("Axpy", got, want)

		got = append([]float64(nil), y...)
		for i := range want {
			want[i] = y[i] + 0.7*x0[i] - 0.2*x1[i] + 1.5*x2[i] + 3*x3[i]
		}
		Axpy4(got, x0, x1, x2, x3, 0.7, -0.2, 1.5, 3)
		check("Axpy4", got, want)

		got = append([]float64(nil), y...)
		for i := range want {
			want[i] = y[i] + x0[i]*(0.3+x1[i])
		}
		AddWeighted(got, x0, x1, 0.3)
		check("AddWeighted", got, want)

		got = append([]float64(nil), y...)
		sum := 0.0
		for i := range want {
			q := x0[i] * (0.3 + x1[i] + x2[i])
			want[i] = y[i] + q
			sum += q
		}
		total := SumWeighted(got, x0, x1, x2, 0.3)
		check("SumWeighted", got, want)
		check("SumWeighted total", []float64{total}, []float64{sum})

		for i := range want {
			want[i] = x0[i] - 0.4 - x1[i]
		}
		Subtract(got, x0, x1, 0.4)
		check("Subtract", got, want)
		for i := range want {
			want[i] = x0[i] - 0.4 - x1[i] - x2[i]
		}
		Subtract2(got, x0, x1, x2, 0.4)
		check("Subtract2", got, want)
		got = append([]float64(nil), y...)
		sum = 0
		for i := range want {
			want[i] = y[i] + x0[i]*x1[i]
			sum += x0[i] * x1[i]
		}
		total = SumProduct(got, x0, x1)
		check("SumProduct", got, want)
		check("SumProduct total", []float64{total}, []float64{sum})
		for i := range want {
			want[i] = x0[i] * x3[i]
		}
		Multiply(got, x0, x3)
		check("Multiply", got, want)

		sum = 0
		for i := range want {
			sum += x0[i] * x1[i]
		}
		check("Dot", []float64{Dot(x0, x1)}, []float64{sum})
	}
}

// The oracle is math.Exp.
func TestExp(t *testing.T) {
	x := []float64{0, 1, -1, 0.34657359027997264, -0.3465735902799727, 700, -700, 708.9}
	for i := range 4001 {
		x = append(x, float64(i-2000)*0.35)
	}
	for i := range 1000 {
		x = append(x, float64(i-500)*1e-3)
	}
	y := make([]float64, len(x))
	Exp(y, x)
	for i, v := range x {
		want := math.Exp(v)
		if v >= -708 && v <= 709 && math.Abs(y[i]-want) > 4e-16*want {
			t.Errorf("exp(%g) is %g, want %g", v, y[i], want)
		}
	}
	if y[8+0] > 1e-300 || y[8+4000] < 1e300 { // -700 and 700
		t.Errorf("ends: %g and %g", y[8], y[4008])
	}
}

// The oracle is math.Log.
func TestLog(t *testing.T) {
	x := []float64{1, 2, 0.5, math.Sqrt2, math.Nextafter(math.Sqrt2, 2), 1 / math.Sqrt2, 0, -1, 0x1p-1022, 0x1p-1074, 3e-310, math.MaxFloat64, math.Inf(1),
		math.Nextafter(1, 0), math.Nextafter(1, 2), 1e-300, 1e300}
	for i := range 4003 {
		x = append(x, math.Exp(float64(i-2000)*0.35), 1+float64(i-2000)*1e-4)
	}
	y := make([]float64, len(x))
	Log(y, x)
	for i, v := range x {
		want := 0.0
		if v > 0 {
			want = math.Log(v)
		}
		if y[i] != want && !(math.Abs(y[i]-want) <= 4e-16*math.Abs(want)) {
			t.Errorf("log(%g) is %g, want %g", v, y[i], want)
		}
	}
}

// The oracle is the plain loop; integers leave no rounding.
func TestSum(t *testing.T) {
	var x []float64
	want := 0.0
	for i := range 70 {
		if got := Sum(x); got != want {
			t.Errorf("sum of %d numbers is %g, want %g", i, got, want)
		}
		x = append(x, float64(i*i+1))
		want += float64(i*i + 1)
	}
}

func TestPortableFormsAgree(t *testing.T) {
	n := 37
	v := make([][]float64, 5)
	for k := range v {
		v[k] = make([]float64, n)
		for i := range v[k] {
			v[k][i] = math.Sin(float64(k*n + i))
		}
	}
	a, b := append([]float64(nil), v[0]...), append([]float64(nil), v[0]...)
	fourth := append([]float64(nil), v[4]...)
	axpy4Go(a, v[1], v[2], v[3], fourth, 1, 2, 3, 4)
	axpyGo(a, v[1], -1)
	addWeightedGo(a, v[2], v[3], 2)
	subtractGo(v[4], v[1], v[2], 0.1)
	Axpy(a, v[4], 1)
	Subtract(v[4], v[1], v[2], 0.1)
	Axpy(b, v[4], 1)
	subtract2Go(v[4], v[1], v[2], v[3], 0.1)
	Axpy(a, v[4], 1)
	Subtract2(v[4], v[1], v[2], v[3], 0.1)
	Axpy(b, v[4], 1)
	multiplyGo(v[4], v[1], v[2])
	Axpy(a, v[4], 1)
	Multiply(v[4], v[1], v[2])
	Axpy(b, v[4], 1)
	p := sumWeightedGo(a, v[1], v[2], v[3], 0.5) + dotGo(v[1], v[2])
	Axpy4(b, v[1], v[2], v[3], fourth, 1, 2, 3, 4)
	Axpy(b, v[1], -1)
	AddWeighted(b, v[2], v[3], 2)
	q := SumWeighted(b, v[1], v[2], v[3], 0.5) + Dot(v[1], v[2])
	if math.Abs(p-q) > 1e-12 {
		t.Fatalf("sums differ: %g and %g", p, q)
	}
	for i := range a {
		if math.Abs(a[i]-b[i]) > 1e-12 {
			t.Fatalf("element %d: %g and %g", i, a[i], b[i])
		}
	}
}

func BenchmarkAxpy4(b *testing.B) {
	v := make([]float64, 200)
	for b.Loop() {
		Axpy4(v, v, v, v, v, 0, 0, 0, 0)
	}
}

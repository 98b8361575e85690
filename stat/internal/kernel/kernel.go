package kernel

import "math"

// Axpy adds a*x to y.
func Axpy(y, x []float64, a float64) {
	axpy(y, x[:len(y)], a)
}

// Axpy4 adds a0*x0 + a1*x1 + a2*x2 + a3*x3 to y: four updates for one pass
// over y.
func Axpy4(y, x0, x1, x2, x3 []float64, a0, a1, a2, a3 float64) {
	axpy4(y, x0[:len(y)], x1[:len(y)], x2[:len(y)], x3[:len(y)], a0, a1, a2, a3)
}

// Dot returns the sum of x*y.
func Dot(x, y []float64) float64 {
	return dot(x, y[:len(x)])
}

// AddWeighted adds w*(a+b) to y.
func AddWeighted(y, w, b []float64, a float64) {
	addWeighted(y, w[:len(y)], b[:len(y)], a)
}

// SumWeighted adds q = w*(a+b+c) to y and returns the sum of q.
func SumWeighted(y, w, b, c []float64, a float64) float64 {
	return sumWeighted(y, w[:len(y)], b[:len(y)], c[:len(y)], a)
}

// Subtract sets y to x - a - b.
func Subtract(y, x, b []float64, a float64) {
	subtract(y, x[:len(y)], b[:len(y)], a)
}

// Subtract2 sets y to x - a - b - c.
func Subtract2(y, x, b, c []float64, a float64) {
	subtract2(y, x[:len(y)], b[:len(y)], c[:len(y)], a)
}

// SumProduct adds q = x*z to y and returns the sum of q.
func SumProduct(y, x, z []float64) float64 {
	return sumProduct(y, x[:len(y)], z[:len(y)])
}

func sumProductGo(y, x, z []float64) float64 {
	sum := 0.0
	for i := range y {
		q := x[i] * z[i]
		y[i] += q
		sum += q
	}
	return sum
}

// Multiply sets y to x*z.
func Multiply(y, x, z []float64) {
	multiply(y, x[:len(y)], z[:len(y)])
}

// Exp sets y to exp(x). Results beyond the range of normal numbers are put at
// its bounds (arguments are cut to [-708, 709] where the assembly runs).
func Exp(y, x []float64) {
	exp(y, x[:len(y)])
}

func expGo(y, x []float64) {
	for i, v := range x {
		y[i] = math.Exp(v)
	}
}

// Log sets y to the natural logarithm of x, to 0 where x is 0 or less.
func Log(y, x []float64) {
	log(y, x[:len(y)])
}

func logGo(y, x []float64) {
	for i, v := range x {
		y[i] = 0
		if v > 0 {
			y[i] = math.Log(v)
		}
	}
}

// Sum returns the sum of x.
func Sum(x []float64) float64 {
	return sum(x)
}

func sumGo(x []float64) float64 {
	var s0, s1, s2, s3 float64
	for len(x) >= 4 {
		s0 += x[0]
		s1 += x[1]
		s2 += x[2]
		s3 += x[3]
		x = x[4:]
	}
	for _, v := range x {
		s0 += v
	}
	return (s0 + s1) + (s2 + s3)
}

func subtractGo(y, x, b []float64, a float64) {
	for i := range y {
		y[i] = x[i] - a - b[i]
	}
}

func subtract2Go(y, x, b, c []float64, a float64) {
	for i := range y {
		y[i] = x[i] - a - b[i] - c[i]
	}
}

func multiplyGo(y, x, z []float64) {
	for i := range y {
		y[i] = x[i] * z[i]
	}
}

func axpyGo(y, x []float64, a float64) {
	for i := range y {
		y[i] += a * x[i]
	}
}

func axpy4Go(y, x0, x1, x2, x3 []float64, a0, a1, a2, a3 float64) {
	for i := range y {
		y[i] += a0*x0[i] + a1*x1[i] + a2*x2[i] + a3*x3[i]
	}
}

func dotGo(x, y []float64) float64 {
	var s0, s1, s2, s3 float64
	i := 0
	for ; i+4 <= len(x); i += 4 {
		s0 += x[i] * y[i]
		s1 += x[i+1] * y[i+1]
		s2 += x[i+2] * y[i+2]
		s3 += x[i+3] * y[i+3]
	}
	for ; i < len(x); i++ {
		s0 += x[i] * y[i]
	}
	return (s0 + s1) + (s2 + s3)
}

func addWeightedGo(y, w, b []float64, a float64) {
	for i := range y {
		y[i] += w[i] * (a + b[i])
	}
}

func sumWeightedGo(y, w, b, c []float64, a float64) float64 {
	sum := 0.0
	for i := range y {
		q := w[i] * (a + b[i] + c[i])
		y[i] += q
		sum += q
	}
	return sum
}

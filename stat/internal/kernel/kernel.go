package kernel

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

// Multiply sets y to x*z.
func Multiply(y, x, z []float64) {
	multiply(y, x[:len(y)], z[:len(y)])
}

// Exp sets y to exp(x). Results beyond the range of normal numbers are put at
// its bounds (arguments are cut to [-708, 709] where the assembly runs).
func Exp(y, x []float64) {
	exp(y, x[:len(y)])
}

// Log sets y to the natural logarithm of x, to 0 where x is 0 or less.
func Log(y, x []float64) {
	log(y, x[:len(y)])
}

// Sum returns the sum of x.
func Sum(x []float64) float64 {
	return sum(x)
}

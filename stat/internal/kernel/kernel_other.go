//go:build !amd64

package kernel

var running = widest()

func widest() form { return portable }

func axpy(y, x []float64, a float64) { axpyGo(y, x, a) }

func axpy4(y, x0, x1, x2, x3 []float64, a0, a1, a2, a3 float64) {
	axpy4Go(y, x0, x1, x2, x3, a0, a1, a2, a3)
}

func dot(x, y []float64) float64 { return dotGo(x, y) }

func addWeighted(y, w, b []float64, a float64) { addWeightedGo(y, w, b, a) }

func sumWeighted(y, w, b, c []float64, a float64) float64 { return sumWeightedGo(y, w, b, c, a) }

func subtract(y, x, b []float64, a float64) { subtractGo(y, x, b, a) }

func subtract2(y, x, b, c []float64, a float64) { subtract2Go(y, x, b, c, a) }

func multiply(y, x, z []float64) { multiplyGo(y, x, z) }

func exp(y, x []float64) { expGo(y, x) }

func sumProduct(y, x, z []float64) float64 { return sumProductGo(y, x, z) }

func log(y, x []float64) { logGo(y, x) }

func sum(x []float64) float64 { return sumGo(x) }

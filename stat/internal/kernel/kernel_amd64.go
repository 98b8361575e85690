package kernel

import (
	"math"

	"golang.org/x/sys/cpu"
)

// wide says whether the assembly forms may run here.
var wide = cpu.X86.HasAVX2 && cpu.X86.HasFMA

//go:noescape
func axpyAVX(y, x []float64, a float64)

//go:noescape
func axpy4AVX(y, x0, x1, x2, x3 []float64, a0, a1, a2, a3 float64)

//go:noescape
func dotAVX(x, y []float64) float64

//go:noescape
func addWeightedAVX(y, w, b []float64, a float64)

//go:noescape
func sumWeightedAVX(y, w, b, c []float64, a float64) float64

//go:noescape
func subtractAVX(y, x, b []float64, a float64)

//go:noescape
func subtract2AVX(y, x, b, c []float64, a float64)

//go:noescape
func multiplyAVX(y, x, z []float64)

func subtract(y, x, b []float64, a float64) {
	if wide {
		subtractAVX(y, x, b, a)
		return
	}
	subtractGo(y, x, b, a)
}

func subtract2(y, x, b, c []float64, a float64) {
	if wide {
		subtract2AVX(y, x, b, c, a)
		return
	}
	subtract2Go(y, x, b, c, a)
}

func multiply(y, x, z []float64) {
	if wide {
		multiplyAVX(y, x, z)
		return
	}
	multiplyGo(y, x, z)
}

func axpy(y, x []float64, a float64) {
	if wide {
		axpyAVX(y, x, a)
		return
	}
	axpyGo(y, x, a)
}

func axpy4(y, x0, x1, x2, x3 []float64, a0, a1, a2, a3 float64) {
	if wide {
		axpy4AVX(y, x0, x1, x2, x3, a0, a1, a2, a3)
		return
	}
	axpy4Go(y, x0, x1, x2, x3, a0, a1, a2, a3)
}

func dot(x, y []float64) float64 {
	if wide {
		return dotAVX(x, y)
	}
	return dotGo(x, y)
}

func addWeighted(y, w, b []float64, a float64) {
	if wide {
		addWeightedAVX(y, w, b, a)
		return
	}
	addWeightedGo(y, w, b, a)
}

func sumWeighted(y, w, b, c []float64, a float64) float64 {
	if wide {
		return sumWeightedAVX(y, w, b, c, a)
	}
	return sumWeightedGo(y, w, b, c, a)
}

// expAVX takes a multiple of eight numbers.
//
//go:noescape
func expAVX(y, x []float64)

func exp(y, x []float64) {
	whole := 0
	if wide {
		whole = len(y) &^ 7
		expAVX(y[:whole], x[:whole])
	}
	expGo(y[whole:], x[whole:])
}

//go:noescape
func sumProductAVX(y, x, z []float64) float64

func sumProduct(y, x, z []float64) float64 {
	if wide {
		return sumProductAVX(y, x, z)
	}
	return sumProductGo(y, x, z)
}

// logAVX takes a multiple of eight normal numbers.
//
//go:noescape
func logAVX(y, x []float64)

func log(y, x []float64) {
	if !wide {
		logGo(y, x)
		return
	}
	whole := len(y) &^ 7
	logAVX(y[:whole], x[:whole])
	const leastNormal = 0x1p-1022
	for i, v := range x[:whole] {
		if v < leastNormal && v > 0 || v > math.MaxFloat64 {
			y[i] = math.Log(v)
		}
	}
	logGo(y[whole:], x[whole:])
}

//go:noescape
func sumAVX(x []float64) float64

func sum(x []float64) float64 {
	if wide {
		return sumAVX(x)
	}
	return sumGo(x)
}

package kernel

import (
	"math"

	"golang.org/x/sys/cpu"
)

// running is the form that the kernels take; the assembly reads it.
var running = widest()

func widest() form {
	switch {
	case cpu.X86.HasAVX512F && cpu.X86.HasBMI2 && cpu.X86.HasAVX2 && cpu.X86.HasFMA:
		return avx512
	case cpu.X86.HasAVX2 && cpu.X86.HasFMA:
		return avx2
	}
	return portable
}

// The streaming kernels choose their form in assembly, in choose_amd64.s.

//go:noescape
func axpy(y, x []float64, a float64)

//go:noescape
func axpy4(y, x0, x1, x2, x3 []float64, a0, a1, a2, a3 float64)

//go:noescape
func dot(x, y []float64) float64

//go:noescape
func sum(x []float64) float64

//go:noescape
func multiply(y, x, z []float64)

//go:noescape
func addWeighted(y, w, b []float64, a float64)

//go:noescape
func sumWeighted(y, w, b, c []float64, a float64) float64

//go:noescape
func sumProduct(y, x, z []float64) float64

//go:noescape
func subtract(y, x, b []float64, a float64)

//go:noescape
func subtract2(y, x, b, c []float64, a float64)

// expAVX takes a multiple of eight numbers.
//
//go:noescape
func expAVX(y, x []float64)

func exp(y, x []float64) {
	whole := 0
	if running >= avx2 {
		whole = len(y) &^ 7
		expAVX(y[:whole], x[:whole])
	}
	expGo(y[whole:], x[whole:])
}

// logAVX takes a multiple of eight normal numbers.
//
//go:noescape
func logAVX(y, x []float64)

func log(y, x []float64) {
	if running < avx2 {
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

package kernel

//lint:file-ignore U1000 where there is assembly, it is the assembly that calls these

import "math"

// The forms for processors without vectors, and what the others are held against.

func sumProductGo(y, x, z []float64) float64 {
	sum := 0.0
	for i := range y {
		q := x[i] * z[i]
		y[i] += q
		sum += q
	}
	return sum
}

func expGo(y, x []float64) {
	for i, v := range x {
		y[i] = math.Exp(v)
	}
}

func logGo(y, x []float64) {
	for i, v := range x {
		y[i] = 0
		if v > 0 {
			y[i] = math.Log(v)
		}
	}
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

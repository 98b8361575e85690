package ppml

import (
	"gonum.org/v1/gonum/mat"
)

// positiveSupport finds the rows in which some combination of the columns is
// positive while it is negative in none. The columns are orthonormal and few.
// Rows far smaller than the largest are taken for zero; dropping the others
// brings them to light. It reports whether it came to an end.
//
// The method: project the sum of all rows on the cone of the combinations that
// are nowhere negative. The projection is zero only where the cone is. It is
// what a nonnegative least-squares problem leaves (Moreau's decomposition). The
// rows found are freed, since a large enough multiple of their combination keeps
// them positive, and the rest is asked again.
func positiveSupport(columns [][]float64) (support []int, ok bool) {
	q := len(columns)
	var rows [][]float64
	var number []int
	largest := 0.0
	for i := range columns[0] {
		row := make([]float64, q)
		for k := range q {
			row[k] = columns[k][i]
		}
		rows, number = append(rows, row), append(number, i)
		largest = max(largest, norm(row))
	}
	size := make([]float64, 0, len(rows))
	kept := 0
	for i, row := range rows {
		length := norm(row)
		if length <= vanished*largest {
			continue
		}
		for k := range row {
			row[k] /= length
		}
		rows[kept], number[kept] = row, number[i]
		size = append(size, length)
		kept++
	}
	rows, number = rows[:kept], number[:kept]
	for len(rows) > 0 {
		sum := make([]float64, q)
		for _, row := range rows {
			for k, v := range row {
				sum[k] += v
			}
		}
		direction, ok := polarResidual(rows, sum)
		if !ok {
			return support, false
		}
		length := norm(direction)
		if length <= 1e-7*norm(sum) || length <= 1e-9 {
			return support, true
		}
		most, least := 0.0, 0.0
		for i, row := range rows {
			z := size[i] * dot(row, direction)
			most, least = max(most, z), min(least, z)
		}
		if least < -exactZero*most {
			return support, false
		}
		left := 0
		for i, row := range rows {
			if size[i]*dot(row, direction) > 1e-5*most {
				support = append(support, number[i])
				continue
			}
			rows[left], number[left], size[left] = row, number[i], size[i]
			left++
		}
		rows, number, size = rows[:left], number[:left], size[:left]
	}
	return support, true
}

// polarResidual returns what is left of c when a combination of the rows with
// coefficients that are not negative comes as near to -c as it can: c + rows'x.
// The method is that of Lawson and Hanson (Solving Least Squares Problems, 1974).
func polarResidual(rows [][]float64, c []float64) (left []float64, ok bool) {
	q := len(c)
	exact := 1e-11 * norm(c)
	var passive []int
	var x []float64
	left = append([]float64(nil), c...)
	for range 50 * (q + 1) {
		worst, at := -exact, -1
		for i, row := range rows {
			if v := dot(row, left); v < worst {
				worst, at = v, i
			}
		}
		if at < 0 {
			return left, true
		}
		passive, x = append(passive, at), append(x, 0)
		for len(passive) > 0 {
			best, solved := leastSquares(rows, passive, c)
			if !solved { // the newcomer is a combination of the others but for rounding
				return left, norm(left) <= 1e-7*norm(c) || worst > -1e-8*norm(left)
			}
			share := 1.0
			for k, v := range best {
				if v <= 0 {
					share = min(share, x[k]/(x[k]-v))
				}
			}
			for k, v := range best {
				x[k] += share * (v - x[k])
			}
			if share == 1 {
				break
			}
			kept := 0
			for k, v := range best {
				if v <= 0 && x[k] <= 1e-14*norm(x) {
					continue
				}
				passive[kept], x[kept] = passive[k], x[k]
				kept++
			}
			passive, x = passive[:kept], x[:kept]
		}
		copy(left, c)
		for k, i := range passive {
			for j, v := range rows[i] {
				left[j] += x[k] * v
			}
		}
	}
	return left, false
}

// leastSquares finds the x for which c + the passive rows' combination is shortest.
func leastSquares(rows [][]float64, passive []int, c []float64) (x []float64, ok bool) {
	q := len(c)
	if len(passive) > q {
		return nil, false
	}
	a := mat.NewDense(q, len(passive), nil)
	for k, i := range passive {
		a.SetCol(k, rows[i])
	}
	var qr mat.QR
	qr.Factorize(a)
	if qr.Cond() > 1e12 {
		return nil, false
	}
	minus := mat.NewVecDense(q, nil)
	for j, v := range c {
		minus.SetVec(j, -v)
	}
	var solution mat.VecDense
	if err := qr.SolveVecTo(&solution, false, minus); err != nil {
		return nil, false
	}
	return solution.RawVector().Data, true
}

func dot(a, b []float64) float64 {
	sum := 0.0
	for i, v := range a {
		sum += v * b[i]
	}
	return sum
}

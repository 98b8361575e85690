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
		direction, found := coneDirection(rows, size, sum)
		if !found {
			return support, direction != nil
		}
		most := 0.0
		for i, row := range rows {
			most = max(most, size[i]*dot(row, direction))
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

// coneDirection looks for a combination that is nowhere negative and makes the
// sum of the rows positive. The rows are known to some ten digits. Multipliers
// without a bound would make any direction vanish that they can be added up
// from errors that small, and a narrow cone with it, so they have one, and a
// larger one where what is left then is no such combination. A direction that is
// nil says that there was no telling; found, that it is one.
func coneDirection(rows [][]float64, size, sum []float64) (direction []float64, found bool) {
	for _, bound := range []float64{1e4, 1e6, 1e8} {
		left, ok := polarResidual(rows, sum, bound)
		if length := norm(left); ok && (length <= 1e-7*norm(sum) || length <= 1e-9) {
			return left, false
		}
		most, least := 0.0, 0.0
		for i, row := range rows {
			z := size[i] * dot(row, left)
			most, least = max(most, z), min(least, z)
		}
		if least >= -exactZero*most {
			return left, true
		}
	}
	return nil, false
}

// polarResidual returns what is left of c when a combination of the rows with
// coefficients between zero and a bound comes as near to -c as it can: c + rows'x.
// The method is that of Lawson and Hanson (Solving Least Squares Problems, 1974),
// with an upper bound as Stark and Parker have it (Computational Statistics 10,
// 1995).
func polarResidual(rows [][]float64, c []float64, bound float64) (left []float64, ok bool) {
	p := &polar{rows: rows, c: c, bound: bound, place: make([]int, len(rows))}
	p.update()
	exact := 1e-11 * norm(c)
	for range 50 * (len(c) + 1) {
		worst, at := -exact, -1
		for i, row := range rows {
			v := dot(row, p.left)
			switch p.place[i] {
			case between:
				continue
			case atBound:
				v = -v
			}
			if v < worst {
				worst, at = v, i
			}
		}
		if at < 0 {
			return p.left, true
		}
		if !p.free(at) { // the newcomer is a combination of the others but for rounding
			return p.left, norm(p.left) <= 1e-7*norm(c) || worst > -1e-8*norm(p.left)
		}
	}
	return p.left, false
}

// polar is where a bounded least-squares problem stands.
type polar struct {
	rows    [][]float64
	c       []float64
	bound   float64
	place   []int // of each row's coefficient: at zero, between, or at the bound
	passive []int // the rows between
	x       []float64
	left    []float64
}

const (
	atZero = iota
	between
	atBound
)

// free lets a row's coefficient go from its bound, and those of others too, until
// the least squares of those that are free lie within the bounds.
func (p *polar) free(row int) bool {
	start := 0.0
	if p.place[row] == atBound {
		start = p.bound
	}
	p.place[row] = between
	p.passive, p.x = append(p.passive, row), append(p.x, start)
	for len(p.passive) > 0 {
		best, solved := leastSquares(p.rows, p.passive, p.rest())
		if !solved {
			return false
		}
		share := 1.0
		for k, v := range best {
			switch {
			case v <= 0:
				share = min(share, p.x[k]/(p.x[k]-v))
			case v >= p.bound:
				share = min(share, (p.bound-p.x[k])/(v-p.x[k]))
			}
		}
		for k, v := range best {
			p.x[k] += share * (v - p.x[k])
		}
		if share == 1 {
			break
		}
		p.fix(best)
	}
	p.update()
	return true
}

// fix takes the coefficients that have reached a bound out of those between.
func (p *polar) fix(best []float64) {
	kept, size := 0, norm(p.x)
	for k, v := range best {
		switch {
		case v <= 0 && p.x[k] <= 1e-14*size:
			p.place[p.passive[k]] = atZero
			continue
		case v >= p.bound && p.x[k] >= p.bound*(1-1e-14):
			p.place[p.passive[k]] = atBound
			continue
		}
		p.passive[kept], p.x[kept] = p.passive[k], p.x[k]
		kept++
	}
	p.passive, p.x = p.passive[:kept], p.x[:kept]
}

// rest is c with the rows at the bound.
func (p *polar) rest() []float64 {
	out := append([]float64(nil), p.c...)
	for i, row := range p.rows {
		if p.place[i] == atBound {
			for j, v := range row {
				out[j] += p.bound * v
			}
		}
	}
	return out
}

// update makes the residual of the coefficients as they are.
func (p *polar) update() {
	p.left = p.rest()
	for k, i := range p.passive {
		for j, v := range p.rows[i] {
			p.left[j] += p.x[k] * v
		}
	}
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

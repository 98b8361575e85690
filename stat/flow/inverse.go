package flow

// inverse is that of the working matrix of a master, kept up to date by changes of rank one:
// rows[j][i] belongs to the j-th of the other columns and the i-th of the tight arcs.
type inverse struct {
	rows [][]float64
}

// solve is the inverse times b, which is by tight arcs.
func (v *inverse) solve(b []float64) []float64 {
	x := make([]float64, len(v.rows))
	for j, row := range v.rows {
		s := 0.0
		for i, r := range row {
			s += r * b[i]
		}
		x[j] = s
	}
	return x
}

// solveTransposed is the transposed inverse times b, which is by other columns.
func (v *inverse) solveTransposed(b []float64) []float64 {
	x := make([]float64, len(v.rows))
	for j, row := range v.rows {
		addTo(x, b[j], row)
	}
	return x
}

// addTo adds f times row to x.
func addTo(x []float64, f float64, row []float64) {
	if f == 0 {
		return
	}
	for i, r := range row {
		x[i] += f * r
	}
}

// replaceColumn puts w in place of column j of the matrix; y is the inverse times w.
func (v *inverse) replaceColumn(j int32, y []float64) {
	pivot := v.rows[j]
	for i := range pivot {
		pivot[i] /= y[j]
	}
	for k, row := range v.rows {
		if k != int(j) {
			addTo(row, -y[k], pivot)
		}
	}
}

// replaceRow puts r in place of row i of the matrix.
func (v *inverse) replaceRow(i int32, r []float64) {
	p := v.solveTransposed(r)
	pivot := p[i]
	p[i]--
	for _, row := range v.rows {
		addTo(row, -row[i]/pivot, p)
	}
}

// grow adds the row r, a column w of which y is the inverse times it, and the corner s.
func (v *inverse) grow(y, r []float64, s float64) {
	p := v.solveTransposed(r)
	for j, x := range r {
		s -= x * y[j]
	}
	for j := range v.rows {
		addTo(v.rows[j], y[j]/s, p)
		v.rows[j] = append(v.rows[j], -y[j]/s)
	}
	for i := range p {
		p[i] /= -s
	}
	v.rows = append(v.rows, append(p, 1/s))
}

// shrink takes out column j and row i of the matrix; the last of each takes its place.
func (v *inverse) shrink(j, i int32) {
	pivot := v.rows[j]
	last := len(v.rows) - 1
	for k, row := range v.rows {
		if k != int(j) {
			addTo(row, -row[i]/pivot[i], pivot)
		}
	}
	v.rows[j] = v.rows[last]
	v.rows = v.rows[:last]
	for k, row := range v.rows {
		row[i] = row[last]
		v.rows[k] = row[:last]
	}
}

// promote takes column j from the others listed, j among them, and turns its own sign.
func (v *inverse) promote(j int32, list []int32) {
	v.rows[j] = v.sum(list)
	for i := range v.rows[j] {
		v.rows[j][i] = -v.rows[j][i]
	}
}

// rekey takes w from the columns listed; y is the inverse times w.
func (v *inverse) rekey(y []float64, list []int32) {
	s := v.sum(list)
	pivot := 1.0
	for _, j := range list {
		pivot -= y[j]
	}
	for j, row := range v.rows {
		addTo(row, y[j]/pivot, s)
	}
}

// sum is the sum of the rows listed.
func (v *inverse) sum(list []int32) []float64 {
	s := make([]float64, len(v.rows))
	for _, j := range list {
		addTo(s, 1, v.rows[j])
	}
	return s
}

package ppml

// checkSize refuses models with more parameters than rows. Where rows were
// separated, what is left may well be fitted exactly.
func (f *fitter) checkSize(m Model, s *selection) error {
	if s.separated() {
		return nil
	}
	effects := f.effects(m, s.left-len(f.x))
	if effects > 0 && effects+len(f.x) > s.left || len(f.x) > s.left {
		return fault("model", "coarser effects or more rows", "more effects and regressors (%d) than rows (%d)", effects+len(f.x), s.left)
	}
	return nil
}

// effects counts the parameters that the effects come to. Three and more factors
// are counted with care only where they would be more than enough.
func (f *fitter) effects(m Model, enough int) int {
	groups := 0
	for q := range m.Effects {
		for _, g := range f.d.Group[q] {
			if g >= 0 { // not a hole's
				groups++
			}
		}
	}
	switch len(m.Effects) {
	case 0, 1:
		return groups
	case 2:
		return groups - f.d.Components()
	}
	count := groups - (len(m.Effects) - 1)
	if count > enough {
		count = groups - f.redundant(m, f.everyFactor())
	}
	const few = 400
	if count > enough && groups <= few {
		count = f.rank()
	}
	return count
}

// redundant counts parameters of these factors that others of them contain, by
// the components that each forms with those before it: exact for two factors, a
// lower bound for more, as in Stata's reghdfe (Correia 2017, Linear models with
// high-dimensional fixed effects).
func (f *fitter) redundant(m Model, factors []int) int {
	rows := f.rows()
	total := 0
	for k, q := range factors {
		most := 0
		for _, p := range factors[:k] {
			_, _, count := connectedFactors(m.Effects[p], m.Effects[q], rows)
			most = max(most, count)
		}
		total += most
	}
	return total
}

func (f *fitter) everyFactor() []int {
	all := make([]int, f.d.Factors())
	for q := range all {
		all[q] = q
	}
	return all
}

// rank is the rank of the effects' dummy variables, by their cross products.
func (f *fitter) rank() int {
	n := f.d.Length()
	matrix := square(n)
	column, marks := make([]float64, n), make([]float64, f.d.LongestChunk())
	for g := range n {
		column[g] = 1
		for c := range f.d.Chunks() {
			low, high := f.d.Chunk(c)
			f.d.Expand(marks[:high-low], column, c)
			for i := range marks[:high-low] {
				if f.weight(low+i) == 0 {
					marks[i] = 0
				}
			}
			f.d.Gather(matrix[g], marks[:high-low], c)
		}
		column[g] = 0
	}
	rank := 0
	for _, kept := range pivots(matrix, func(k int, left float64) bool { return left > 1e-9*matrix[k][k] }) {
		if kept {
			rank++
		}
	}
	return rank
}

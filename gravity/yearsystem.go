package gravity

import "gonum.org/v1/gonum/mat"

// yearSystem is the information of one year's exporter and importer effects,
// [R M; M' C] with M the fitted flows and R, C their sums, solved by
// eliminating the exporters; one importer of every connected group is held at
// zero.
type yearSystem struct {
	exporter, importer   []int // position of each economy, or −1
	exporters, importers int
	flows                *mat.Dense
	sums                 []float64 // of exporters
	pinned               []bool
	factor               mat.Cholesky
	sound                bool
	byExporter           [][]float64 // projection of each covariate
	byImporter           [][]float64
	residual             [][]float64 // of each row: covariates less projection
}

func newYearSystem(p *panel, rows []sample, x [][]float64) *yearSystem {
	s := &yearSystem{exporter: make([]int, len(p.names)), importer: make([]int, len(p.names))}
	for k := range p.names {
		s.exporter[k], s.importer[k] = -1, -1
	}
	for _, r := range rows {
		if i := p.exporter[r.row]; s.exporter[i] < 0 {
			s.exporter[i] = s.exporters
			s.exporters++
		}
		if j := p.importer[r.row]; s.importer[j] < 0 {
			s.importer[j] = s.importers
			s.importers++
		}
	}
	s.flows = mat.NewDense(s.exporters, s.importers, nil)
	s.sums = make([]float64, s.exporters)
	columns := make([]float64, s.importers)
	for _, r := range rows {
		i, j := s.exporter[p.exporter[r.row]], s.importer[p.importer[r.row]]
		s.flows.Set(i, j, r.mu)
		s.sums[i] += r.mu
		columns[j] += r.mu
	}
	s.pin()
	var scaled, schur mat.Dense
	scaled.Apply(func(i, _ int, v float64) float64 { return v / s.sums[i] }, s.flows)
	schur.Mul(s.flows.T(), &scaled)
	system := mat.NewSymDense(s.importers, nil)
	for a := range s.importers {
		for b := a; b < s.importers; b++ {
			switch {
			case s.pinned[a] || s.pinned[b]:
			case a == b:
				system.SetSym(a, a, columns[a]-schur.At(a, a))
			default:
				system.SetSym(a, b, -schur.At(a, b))
			}
		}
		if s.pinned[a] {
			system.SetSym(a, a, 1)
		}
	}
	s.sound = s.factor.Factorize(system)
	s.project(p, rows, x)
	return s
}

// pin chooses one importer of every connected group.
func (s *yearSystem) pin() {
	s.pinned = make([]bool, s.importers)
	seenImporter, seenExporter := make([]bool, s.importers), make([]bool, s.exporters)
	for first := range s.importers {
		if seenImporter[first] {
			continue
		}
		s.pinned[first] = true
		queue := []int{first}
		seenImporter[first] = true
		for len(queue) > 0 {
			j := queue[0]
			queue = queue[1:]
			for i := range s.exporters {
				if s.flows.At(i, j) == 0 || seenExporter[i] {
					continue
				}
				seenExporter[i] = true
				for k := range s.importers {
					if s.flows.At(i, k) != 0 && !seenImporter[k] {
						seenImporter[k] = true
						queue = append(queue, k)
					}
				}
			}
		}
	}
}

// solve finds the effects for a right-hand side by exporter and by importer.
func (s *yearSystem) solve(right, left []float64) (byExporter, byImporter []float64, ok bool) {
	if !s.sound {
		return nil, nil, false
	}
	scaled := mat.NewVecDense(s.exporters, nil)
	for i, v := range right {
		scaled.SetVec(i, v/s.sums[i])
	}
	reduced := mat.NewVecDense(s.importers, nil)
	reduced.MulVec(s.flows.T(), scaled)
	for j, v := range left {
		if v -= reduced.AtVec(j); s.pinned[j] {
			v = 0
		}
		reduced.SetVec(j, v)
	}
	var q mat.VecDense
	if err := s.factor.SolveVecTo(&q, reduced); err != nil {
		if _, illConditioned := err.(mat.Condition); !illConditioned {
			return nil, nil, false
		}
	}
	byExporter, byImporter = make([]float64, s.exporters), make([]float64, s.importers)
	for j := range byImporter {
		byImporter[j] = q.AtVec(j)
	}
	scaled.MulVec(s.flows, &q)
	for i := range byExporter {
		byExporter[i] = (right[i] - scaled.AtVec(i)) / s.sums[i]
	}
	return byExporter, byImporter, true
}

// project finds each covariate's weighted projection on the year's effects.
func (s *yearSystem) project(p *panel, rows []sample, x [][]float64) {
	s.residual = make([][]float64, len(rows))
	for k := range rows {
		s.residual[k] = make([]float64, len(x))
	}
	for c := range x {
		right, left := make([]float64, s.exporters), make([]float64, s.importers)
		for _, r := range rows {
			right[s.exporter[p.exporter[r.row]]] += r.mu * x[c][r.row]
			left[s.importer[p.importer[r.row]]] += r.mu * x[c][r.row]
		}
		a, b, ok := s.solve(right, left)
		if !ok {
			a, b = make([]float64, s.exporters), make([]float64, s.importers)
		}
		s.byExporter, s.byImporter = append(s.byExporter, a), append(s.byImporter, b)
		for k, r := range rows {
			s.residual[k][c] = x[c][r.row] - a[s.exporter[p.exporter[r.row]]] - b[s.importer[p.importer[r.row]]]
		}
	}
}

package ppml

// pairs lists the rows of a model by exporter and importer.
type pairs struct {
	f     *fitter
	k     int
	three bool

	x              [][]float64 // within-transformed regressors, by position
	list           [][]int32   // positions of each pair
	exporter       []int32     // of each pair
	importer       []int32
	time           []int32 // of each position
	first, second  []int32 // exporter-time and importer-time group of each position
	firsts, times  int
	seconds        int
	exporters      int
	importers      int
	score, weights []float64 // by position, in units
	unit           float64
}

func newPairs(m Model, r *Result, pair Factor) (*pairs, error) {
	f := r.state
	if f == nil || f.d.Factors() != len(m.Effects) || r.Family != Poisson {
		return nil, fault("bias correction", "the Poisson model that the result was fitted to", "the result does not belong to this model")
	}
	if len(pair.ID) != len(m.Y) {
		return nil, fault("bias correction", "", "the pairs have %d rows, the outcome has %d", len(pair.ID), len(m.Y))
	}
	p := &pairs{f: f, k: len(f.active), unit: f.unit()}
	var sides []Factor
	for _, e := range m.Effects {
		if e.Name == pair.Name {
			p.three = true
		} else {
			sides = append(sides, e)
		}
	}
	if len(sides) != 2 {
		return nil, fault("bias correction", "exporter-time and importer-time effects, with or without the pair's",
			"needs two effects besides the pair, the model has %d", len(sides))
	}
	rows := f.rows()
	exporterOf, _, exporters := connectedFactors(sides[0], pair, rows)
	importerOf, _, importers := connectedFactors(sides[1], pair, rows)
	timeOf, _, times := connectedFactors(sides[0], sides[1], rows)
	p.exporters, p.importers, p.times = exporters, importers, times
	p.firsts, p.seconds = sides[0].Groups, sides[1].Groups

	n := f.d.Positions
	p.time, p.first, p.second = make([]int32, n), make([]int32, n), make([]int32, n)
	p.score, p.weights = make([]float64, n), make([]float64, n)
	for i, w := range f.w {
		p.weights[i] = w / p.unit
	}
	number := make([]int32, pair.Groups)
	for g := range number {
		number[g] = -1
	}
	for i := range n {
		row := f.d.Row(i)
		if row < 0 {
			continue
		}
		a, b, g := sides[0].ID[row], sides[1].ID[row], pair.ID[row]
		p.first[i], p.second[i], p.time[i] = a, b, timeOf[a]
		p.score[i] = f.weight(i) * (f.y[i] - f.mu[i]) / p.unit
		if number[g] < 0 {
			number[g] = int32(len(p.list))
			p.list = append(p.list, nil)
			p.exporter, p.importer = append(p.exporter, exporterOf[a]), append(p.importer, importerOf[b])
		}
		p.list[number[g]] = append(p.list[number[g]], int32(i))
	}
	for g, list := range p.list {
		seen := map[int32]bool{}
		for _, i := range list {
			if seen[p.time[i]] && p.three {
				return nil, fault("bias correction", "one row for each exporter, importer and time", "pair %d has two rows at one time", g)
			}
			seen[p.time[i]] = true
		}
	}
	p.x = make([][]float64, p.k)
	for a := range p.x {
		p.x[a] = make([]float64, n)
	}
	f.chunks(func(s *space, chunk, low, high int) {
		f.within(s, chunk, low, high)
		for a := range p.x {
			copy(p.x[a][low:high], s.columns[a])
		}
	})
	return p, nil
}

// information is the T x T matrix H of a pair, by its rows: the Hessian of its
// likelihood, with the pair effect profiled out in three-way models.
func (p *pairs) information(list []int32) []float64 {
	n := len(list)
	h := make([]float64, n*n)
	sum := 0.0
	for _, i := range list {
		sum += p.weights[i]
	}
	for s, i := range list {
		h[s*n+s] = p.weights[i]
		if p.three && sum > 0 {
			for t, j := range list {
				h[s*n+t] -= p.weights[i] * p.weights[j] / sum
			}
		}
	}
	return h
}

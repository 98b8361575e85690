package flow

import "slices"

// disconnected returns an *InfeasibleError for the first demand without any path.
func disconnected(n *Network, demands []Demand) error {
	s := newSearcher(n)
	last := -1
	for k := range demands {
		d := &demands[k]
		if !d.moves() {
			continue
		}
		if d.Origin != last {
			s.run(int32(d.Origin), false, 0)
			last = d.Origin
		}
		if s.tree.reached[d.Destination] {
			continue
		}
		x := &InfeasibleError{Demands: []int{k}, Required: d.Amount}
		for u, r := range s.tree.reached {
			if r {
				x.Source = append(x.Source, u)
			}
		}
		return x
	}
	return nil
}

// infeasible proves that the demands cannot be served: by the minimum cut of all that
// leaves some node, or all that arrives at one, if that alone is too much; otherwise by the
// prices at which the least possible is left unserved.
func (m *master) infeasible() error {
	if x := m.cuts(); x != nil {
		return x
	}
	return m.certificate()
}

// cuts is the first minimum cut that is too small for the demands with one end in common.
func (m *master) cuts() error {
	if m.cutsTried {
		return nil
	}
	m.cutsTried = true
	for _, end := range []func(*Demand) int{
		func(d *Demand) int { return d.Origin },
		func(d *Demand) int { return d.Destination },
	} {
		together := map[int][]int{}
		var ends []int
		for _, k := range m.moving {
			u := end(&m.demands[k])
			if together[u] == nil {
				ends = append(ends, u)
			}
			together[u] = append(together[u], int(k))
		}
		for _, u := range ends {
			if x := m.cut(together[u]); x != nil {
				return x
			}
		}
	}
	return nil
}

// cut is the minimum cut if the demands listed, which have an end in common, are too much.
func (m *master) cut(list []int) *InfeasibleError {
	supply := make([]float64, m.net.Nodes)
	for _, k := range list {
		d := &m.demands[k]
		supply[d.Origin] += d.Amount
		supply[d.Destination] -= d.Amount
	}
	free := *m.net
	free.Cost = make([]float64, free.Arcs())
	_, err := MinCost(&free, supply)
	x, ok := err.(*InfeasibleError)
	if !ok {
		return nil
	}
	x.Demands = list
	return x
}

// certificate takes the prices for lengths: every demand must go at least its distance.
func (m *master) certificate() error {
	most := 0.0
	for _, e := range m.tight {
		most = max(most, m.price[e])
	}
	x := &InfeasibleError{}
	s := newSearcher(m.net)
	var required, available sum
	slices.Sort(m.tight)
	for _, e := range m.tight {
		if w := m.price[e] / most; w > 1e-12 {
			s.length[e] = w
			x.Cut, x.Weight = append(x.Cut, int(e)), append(x.Weight, w)
			available.product(w, m.net.Capacity[e])
		}
	}
	for _, k := range m.moving {
		d := &m.demands[k]
		s.run(int32(d.Origin), false, 0)
		if l := s.tree.distance[d.Destination]; l > 0 {
			x.Demands = append(x.Demands, int(k))
			required.product(l, d.Amount)
		}
	}
	if x.Required, x.Available = required.value(), available.value(); !(x.Required > x.Available) {
		return &ProofError{}
	}
	return x
}

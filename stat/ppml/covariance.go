package ppml

import (
	"math"
	"slices"

	"dyad/stat/internal/absorb"
)

// covariance fills the coefficients' covariance from the inverse of the
// weighted cross products of the within-transformed regressors (the bread).
func (f *fitter) covariance(r *Result, m Model, o Options, bread [][]float64) {
	k := len(f.active)
	n := float64(r.N)
	r.Parameters = k + f.effectCount(m, o)
	switch o.Errors {
	case Classical:
		r.Factor = 1
		if f.family == Gaussian {
			r.Factor = r.Deviance / (n - float64(r.Parameters))
		} else if o.SmallSample == Fixest {
			r.Factor = (n - 1) / (n - float64(r.Parameters))
		}
		r.VCov = scaled(bread, r.Factor)
		return
	case Robust:
		r.Factor = n / (n - 1)
		r.VCov = sandwich(bread, f.robustMeat())
	case Clustered:
		var smallest int
		r.VCov, smallest = f.clusteredCovariance(r, o, bread)
		r.Factor = float64(smallest) / float64(smallest-1)
	}
	if o.SmallSample == Fixest {
		r.Factor *= (n - 1) / (n - float64(r.Parameters))
	}
	r.VCov = scaled(r.VCov, r.Factor)
	for i := range r.VCov {
		if r.VCov[i][i] < 0 {
			r.VCov = positivePart(r.VCov)
			break
		}
	}
}

// effectCount is the number of effect parameters that the small-sample factor
// counts: all groups, less one for every factor but the first; with clustered
// errors the factors nested in a cluster are left out (the default rule of R's
// fixest), one being left for the constant if all of them are.
func (f *fitter) effectCount(m Model, o Options) int {
	total, counted := 0, 0
	for q, e := range m.Effects {
		groups := 0
		for _, g := range f.d.Group[q] {
			if g >= 0 {
				groups++
			}
		}
		nested := false
		if o.Errors == Clustered {
			for _, c := range o.Clusters {
				nested = nested || f.nested(e, c)
			}
		}
		if !nested {
			total += groups
			counted++
		}
	}
	if len(m.Effects) == 0 {
		return 0
	}
	if counted == 0 {
		return 1
	}
	return total - (counted - 1)
}

// nested says whether every group of e lies within one group of c.
func (f *fitter) nested(e, c Factor) bool {
	if &e.ID[0] == &c.ID[0] {
		return true
	}
	within := make([]int32, e.Groups)
	for g := range within {
		within[g] = -1
	}
	for p := range f.d.Positions {
		row := f.d.Row(p)
		if row < 0 {
			continue
		}
		g := e.ID[row]
		if within[g] < 0 {
			within[g] = c.ID[row]
		} else if within[g] != c.ID[row] {
			return false
		}
	}
	return true
}

// robustMeat is the sum of the outer products of the rows' scores.
func (f *fitter) robustMeat() [][]float64 {
	k := len(f.active)
	for i := range f.spaces {
		clear(f.spaces[i].cross)
	}
	f.chunks(func(s *space, chunk, low, high int) {
		n := high - low
		f.residual(s.residual, low, high)
		f.within(s, chunk, low, high)
		for a := range k {
			t := s.columns[a][:n]
			for i, r := range s.residual[:n] {
				t[i] *= r
			}
			for b := 0; b <= a; b++ {
				sum := 0.0
				for i, v := range s.columns[b][:n] {
					sum += v * t[i]
				}
				s.cross[a*k+b] += sum
			}
		}
	})
	meat := square(k)
	for i := range f.spaces {
		for a := range k {
			for b := 0; b <= a; b++ {
				meat[a][b] += f.spaces[i].cross[a*k+b]
				if a != b {
					meat[b][a] += f.spaces[i].cross[a*k+b]
				}
			}
		}
	}
	return meat
}

// clusteredCovariance is the inclusion-exclusion sum over all intersections of
// the cluster dimensions (Cameron, Gelbach and Miller 2011). It also returns
// the smallest number of clusters of any dimension.
func (f *fitter) clusteredCovariance(r *Result, o Options, bread [][]float64) ([][]float64, int) {
	k := len(f.active)
	smallest := math.MaxInt
	total := square(k)
	ids := make([][]int32, len(o.Clusters))
	for c, cluster := range o.Clusters {
		var groups int
		ids[c], groups = f.clusterIDs(cluster)
		r.Clusters = append(r.Clusters, ClusterCount{cluster.Name, groups})
		smallest = min(smallest, groups)
	}
	for set := 1; set < 1<<len(ids); set++ {
		var id []int32
		sign := -1.0
		groups := 0
		for c := range ids {
			if set&(1<<c) == 0 {
				continue
			}
			sign = -sign
			if id == nil {
				id, groups = ids[c], r.Clusters[c].Groups
			} else {
				id, groups = intersect(id, ids[c], r.Clusters[c].Groups)
			}
		}
		meat := f.clusterMeat(id, groups)
		for a := range k {
			for b := range k {
				total[a][b] += sign * meat[a][b]
			}
		}
	}
	return sandwich(bread, total), smallest
}

// clusterIDs returns the cluster of each position (-1 at holes), numbered
// without gaps.
func (f *fitter) clusterIDs(c Factor) ([]int32, int) {
	used := make([]bool, c.Groups)
	for p := range f.d.Positions {
		if row := f.d.Row(p); row >= 0 {
			used[c.ID[row]] = true
		}
	}
	count := 0
	number := make([]int32, c.Groups)
	for g, u := range used {
		if u {
			number[g] = int32(count)
			count++
		}
	}
	id := make([]int32, f.d.Positions)
	absorb.ParallelRange(f.threads, len(id), func(_, low, high int) {
		for p := low; p < high; p++ {
			id[p] = -1
			if row := f.d.Row(p); row >= 0 {
				id[p] = number[c.ID[row]]
			}
		}
	})
	return id, count
}

// intersect numbers the pairs of clusters that occur.
func intersect(a, b []int32, groups int) ([]int32, int) {
	keys := make([]int64, len(a))
	for p := range a {
		keys[p] = -1
		if a[p] >= 0 {
			keys[p] = int64(a[p])*int64(groups) + int64(b[p])
		}
	}
	distinct := slices.Clone(keys)
	slices.Sort(distinct)
	distinct = slices.Compact(distinct)
	if len(distinct) > 0 && distinct[0] < 0 {
		distinct = distinct[1:]
	}
	id := make([]int32, len(a))
	for p, key := range keys {
		id[p] = -1
		if key >= 0 {
			at, _ := slices.BinarySearch(distinct, key)
			id[p] = int32(at)
		}
	}
	return id, len(distinct)
}

// clusterMeat adds the scores within clusters and returns the sum of the outer
// products of these.
func (f *fitter) clusterMeat(id []int32, groups int) [][]float64 {
	k := len(f.active)
	sums := make([][]float64, len(f.spaces))
	for i := range f.spaces {
		sums[i] = make([]float64, groups*k)
	}
	f.d.Each(func(worker, chunk int) {
		low, high := f.d.Chunk(chunk)
		s := &f.spaces[worker]
		f.residual(s.residual, low, high)
		f.within(s, chunk, low, high)
		own := sums[worker]
		for i, g := range id[low:high] {
			if g < 0 {
				continue
			}
			r := s.residual[i]
			target := own[int(g)*k : (int(g)+1)*k]
			for a := range target {
				target[a] += r * s.columns[a][i]
			}
		}
	})
	for _, other := range sums[1:] {
		for i, v := range other {
			sums[0][i] += v
		}
	}
	meat := square(k)
	for g := range groups {
		v := sums[0][g*k : (g+1)*k]
		for a := range k {
			for b := range k {
				meat[a][b] += v[a] * v[b]
			}
		}
	}
	return meat
}

func square(k int) [][]float64 {
	m := make([][]float64, k)
	for i := range m {
		m[i] = make([]float64, k)
	}
	return m
}

func scaled(m [][]float64, by float64) [][]float64 {
	s := square(len(m))
	for i := range m {
		for j := range m[i] {
			s[i][j] = m[i][j] * by
		}
	}
	return s
}

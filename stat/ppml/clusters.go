package ppml

import (
	"math"
	"slices"

	"dyad/stat/internal/absorb"
)

// clusteredCovariance is the inclusion-exclusion sum over all intersections of
// the cluster dimensions (Cameron, Gelbach and Miller 2011). It also returns
// the same sum without its signs, nil where there is one dimension, and the
// smallest number of clusters of any.
func (f *fitter) clusteredCovariance(r *Result, o Options, bread [][]float64, unit float64) (covariance, terms [][]float64, smallest int) {
	k := len(f.active)
	smallest = math.MaxInt
	total, sizes := square(k), square(k)
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
		meat := f.clusterMeat(id, groups, unit)
		for a := range k {
			for b := range k {
				total[a][b] += sign * meat[a][b]
				sizes[a][b] += meat[a][b]
			}
		}
	}
	if len(ids) > 1 {
		terms = sandwich(bread, sizes)
	}
	return sandwich(bread, total), terms, smallest
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

// clusterMeat adds the scores, in units, within clusters and returns the sum of
// the outer products of these.
func (f *fitter) clusterMeat(id []int32, groups int, unit float64) [][]float64 {
	k := len(f.active)
	inverse := 1 / unit
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
			r := s.residual[i] * inverse
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

package absorb

import "slices"

const chunkRows = 512

// cuts returns the positions at which the rows are divided among the threads:
// between components where they allow it, so that no two threads share a group.
func (d *Design) cuts() []int {
	cuts := []int{0}
	d.disjoint = true
	for worker := 1; worker < d.threads; worker++ {
		ideal := d.Positions * worker / d.threads
		best := -1
		if d.Shape != Cube {
			for k := range d.components {
				if end := d.components[k].high; best < 0 || distance(end, ideal) < distance(best, ideal) {
					best = end
				}
			}
		}
		if best < 0 || distance(best, ideal) > d.Positions/(8*d.threads) {
			best, d.disjoint = ideal, false
		}
		cuts = append(cuts, best)
	}
	return append(cuts, d.Positions)
}

func distance(a, b int) int { return max(a-b, b-a) }

func (d *Design) chunkSparse() {
	cuts := d.cuts()
	d.parts = []int{0}
	d.longest = min(chunkRows, d.Positions)
	for k := range len(cuts) - 1 {
		for low := cuts[k]; low < cuts[k+1]; low += chunkRows {
			d.chunks = append(d.chunks, low)
		}
		d.parts = append(d.parts, len(d.chunks))
	}
	d.chunks = append(d.chunks, d.Positions)
}

// chunkSegments groups segments into chunks that are long enough.
func (d *Design) chunkSegments() {
	const enough = 256
	cuts := d.cuts()
	for k := range cuts { // a cut must fall between segments
		at, _ := slices.BinarySearch(d.segments, cuts[k])
		cuts[k] = at
	}
	d.parts = []int{0}
	for k := range len(cuts) - 1 {
		last := cuts[k]
		for s := last; s < cuts[k+1]; s++ {
			size := d.segments[s+1] - d.segments[last]
			if size >= enough || s+1 == cuts[k+1] {
				d.chunks = append(d.chunks, last)
				d.longest = max(d.longest, size)
				last = s + 1
			}
		}
		d.parts = append(d.parts, len(d.chunks))
	}
	d.chunks = append(d.chunks, len(d.segments)-1)
}

// Disjoint says whether no group has rows in the shares of two workers, so that
// they may add to the same sums.
func (d *Design) Disjoint() bool { return d.disjoint }

// Each calls work for every chunk, each worker going through a fixed share of
// them in order: sums by worker are the same in every run.
func (d *Design) Each(work func(worker, chunk int)) {
	Parallel(d.threads, len(d.parts)-1, func(_, part int) {
		for c := d.parts[part]; c < d.parts[part+1]; c++ {
			work(part, c)
		}
	})
}

package absorb

import "dyad/stat/internal/kernel"

// Chunks is the number of pieces in which passes over the rows are made.
func (d *Design) Chunks() int { return len(d.chunks) - 1 }

// LongestChunk is the largest number of positions in a chunk.
func (d *Design) LongestChunk() int { return d.longest }

// Chunk returns the positions of a chunk.
func (d *Design) Chunk(k int) (low, high int) {
	if d.Shape == Sparse {
		return d.chunks[k], d.chunks[k+1]
	}
	return d.segments[d.chunks[k]], d.segments[d.chunks[k+1]]
}

// Expand writes D*a for the positions of a chunk.
func (d *Design) Expand(dst, a []float64, chunk int) {
	low, high := d.Chunk(chunk)
	dst = dst[:high-low]
	if d.Shape != Sparse {
		d.expandSegments(dst, a, chunk)
		return
	}
	switch len(d.id) {
	case 0:
		clear(dst)
	case 1:
		for i, g := range d.id[0][low:high] {
			dst[i] = a[g]
		}
	case 2:
		second := d.id[1][low:high]
		for i, g := range d.id[0][low:high] {
			dst[i] = a[g] + a[second[i]]
		}
	default:
		second, third := d.id[1][low:high], d.id[2][low:high]
		for i, g := range d.id[0][low:high] {
			dst[i] = a[g] + a[second[i]] + a[third[i]]
		}
		for _, id := range d.id[3:] {
			for i, g := range id[low:high] {
				dst[i] += a[g]
			}
		}
	}
}

// Within writes x less D*a for the positions of a chunk; x holds those alone.
func (d *Design) Within(dst, x, a []float64, chunk int) {
	if d.Shape == Sparse {
		d.Expand(dst, a, chunk)
		for i, v := range x {
			dst[i] = v - dst[i]
		}
		return
	}
	for s := d.chunks[chunk]; s < d.chunks[chunk+1]; s++ {
		n := d.segments[s+1] - d.segments[s]
		fixed, first, second := d.pieces(a, s, n)
		if second == nil {
			kernel.Subtract(dst[:n], x, first, fixed)
		} else {
			kernel.Subtract2(dst[:n], x, first, second, fixed)
		}
		dst, x = dst[n:], x[n:]
	}
}

// pieces returns the effects of a segment: the sum of those that are the same
// along it, and the one or two lists that run along it.
func (d *Design) pieces(a []float64, s, n int) (fixed float64, first, second []float64) {
	for q := range d.base {
		b := int(d.base[q][s])
		switch {
		case !d.run[q]:
			fixed += a[b]
		case first == nil:
			first = a[b : b+n]
		default:
			second = a[b : b+n]
		}
	}
	return fixed, first, second
}

func (d *Design) expandSegments(dst, a []float64, chunk int) {
	for s := d.chunks[chunk]; s < d.chunks[chunk+1]; s++ {
		n := d.segments[s+1] - d.segments[s]
		part := dst[:n]
		dst = dst[n:]
		fixed, first, second := d.pieces(a, s, n)
		if second == nil {
			for i := range part {
				part[i] = fixed + first[i]
			}
			continue
		}
		for i := range part {
			part[i] = fixed + first[i] + second[i]
		}
	}
}

// Gather adds D'v for the positions of a chunk to sums.
func (d *Design) Gather(sums, v []float64, chunk int) {
	low, high := d.Chunk(chunk)
	if d.Shape == Sparse {
		for _, id := range d.id {
			for i, g := range id[low:high] {
				sums[g] += v[i]
			}
		}
		return
	}
	for s := d.chunks[chunk]; s < d.chunks[chunk+1]; s++ {
		n := d.segments[s+1] - d.segments[s]
		for q := range d.base {
			d.gatherSegment(sums, v[:n], q, s)
		}
		v = v[n:]
	}
}

// GatherFactor is Gather for factor q alone; sums holds that factor's groups.
func (d *Design) GatherFactor(q int, sums, v []float64, chunk int) {
	low, high := d.Chunk(chunk)
	start := d.Start[q]
	if d.Shape == Sparse {
		for i, g := range d.id[q][low:high] {
			sums[int(g)-start] += v[i]
		}
		return
	}
	for s := d.chunks[chunk]; s < d.chunks[chunk+1]; s++ {
		n := d.segments[s+1] - d.segments[s]
		b := int(d.base[q][s]) - start
		if d.run[q] {
			kernel.Axpy(sums[b:b+n], v[:n], 1)
		} else {
			sums[b] += kernel.Sum(v[:n])
		}
		v = v[n:]
	}
}

func (d *Design) gatherSegment(sums, v []float64, q, s int) {
	b := int(d.base[q][s])
	if d.run[q] {
		kernel.Axpy(sums[b:b+len(v)], v, 1)
		return
	}
	sums[b] += kernel.Sum(v)
}

// AddFactor adds factor q's effects, given by its own groups, to dst, which
// holds the positions of a chunk.
func (d *Design) AddFactor(q int, dst, effects []float64, chunk int) {
	low, high := d.Chunk(chunk)
	start := d.Start[q]
	if d.Shape == Sparse {
		for i, g := range d.id[q][low:high] {
			dst[i] += effects[int(g)-start]
		}
		return
	}
	for s := d.chunks[chunk]; s < d.chunks[chunk+1]; s++ {
		n := d.segments[s+1] - d.segments[s]
		b := int(d.base[q][s]) - start
		part := dst[:n]
		if d.run[q] {
			kernel.Axpy(part, effects[b:b+n], 1)
		} else {
			v := effects[b]
			for i := range part {
				part[i] += v
			}
		}
		dst = dst[n:]
	}
}

// ScaleFactor multiplies dst, which holds the positions of a chunk, by one
// number for each group of factor q.
func (d *Design) ScaleFactor(q int, dst, ratio []float64, chunk int) {
	low, high := d.Chunk(chunk)
	start := d.Start[q]
	if d.Shape == Sparse {
		for i, g := range d.id[q][low:high] {
			dst[i] *= ratio[int(g)-start]
		}
		return
	}
	for s := d.chunks[chunk]; s < d.chunks[chunk+1]; s++ {
		n := d.segments[s+1] - d.segments[s]
		b := int(d.base[q][s]) - start
		part := dst[:n]
		if d.run[q] {
			kernel.Multiply(part, part, ratio[b:b+n])
		} else {
			v := ratio[b]
			for i := range part {
				part[i] *= v
			}
		}
		dst = dst[n:]
	}
}

package breakpoint

// partitions finds for each number of breaks from 1 to most the partition whose
// segments, of at least h observations each, have the smallest sum of residual
// sums of squares, by the dynamic programme of Bai and Perron (2003, section 3): the best
// partition that ends at an observation extends the best with one break less. It
// returns the ends of all segments but the last, as numbers of observations, and the
// sums. Of partitions whose sums
// differ by rounding alone the one with the earliest last break is taken.
func partitions(t triangle, n, most int) (ends [][]int, rss []float64) {
	h := t.h
	best := make([]float64, n+1)      // by how many observations are partitioned
	from := make([]int32, most*(n+1)) // the last break of the best partition
	for c := h; c <= n; c++ {
		best[c] = t.upTo(c - 1)[0]
	}
	next := make([]float64, n+1)
	for m := 1; m <= most; m++ {
		last := from[(m-1)*(n+1) : m*(n+1)]
		for c := (m + 1) * h; c <= n; c++ {
			segment := t.upTo(c - 1)
			at, least := m*h, best[m*h]+segment[m*h]
			for b := m*h + 1; b <= c-h; b++ {
				if sum := best[b] + segment[b]; less(sum, least) {
					at, least = b, sum
				}
			}
			next[c], last[c] = least, int32(at)
		}
		breaks := make([]int, m)
		for at, j := n, m; j > 0; j-- {
			at = int(from[(j-1)*(n+1)+at])
			breaks[j-1] = at
		}
		ends, rss = append(ends, breaks), append(rss, next[n])
		best, next = next, best
	}
	return ends, rss
}

// less by more than rounding.
func less(a, b float64) bool { return a < b*(1-1e-12) }

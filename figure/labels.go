package figure

import (
	"math"
	"sort"
)

// spread moves labels apart along one axis: each has a wanted centre and a size;
// the result keeps the order, leaves gap between neighbours, stays within
// [low, high] where the labels fit at all, and is the nearest to what was wanted
// in the least-squares sense (pool adjacent violators).
func spread(want, size []float64, low, high, gap float64) []float64 {
	order := make([]int, len(want))
	for i := range order {
		order[i] = i
	}
	sort.SliceStable(order, func(a, b int) bool { return want[order[a]] < want[order[b]] })
	type block struct{ top, height, wanted, count float64 }
	var blocks []block
	var members []int
	settle := func(b block) block {
		b.top = b.wanted / b.count
		b.top = math.Max(low, math.Min(b.top, high-b.height))
		return b
	}
	for _, i := range order {
		b := settle(block{height: size[i], wanted: want[i] - size[i]/2, count: 1})
		n := 1
		for len(blocks) > 0 {
			above := blocks[len(blocks)-1]
			if above.top+above.height+gap <= b.top+1e-9 {
				break
			}
			// Within a joined block the lower labels begin that much further down.
			shift := above.height + gap
			b = settle(block{height: shift + b.height, wanted: above.wanted + b.wanted - shift*b.count, count: above.count + b.count})
			n += members[len(members)-1]
			blocks, members = blocks[:len(blocks)-1], members[:len(members)-1]
		}
		blocks, members = append(blocks, b), append(members, n)
	}
	out := make([]float64, len(want))
	at := 0
	for k, b := range blocks {
		y := b.top
		for ; members[k] > 0; members[k]-- {
			i := order[at]
			out[i] = y + size[i]/2
			y += size[i] + gap
			at++
		}
	}
	return out
}

// free reports whether b keeps clear of all the others.
func free(b box, others ...[]box) bool {
	for _, list := range others {
		for _, o := range list {
			if b.overlaps(o) {
				return false
			}
		}
	}
	return true
}

// inside reports whether b lies within c.
func inside(b, c box) bool {
	return b.x >= c.x-0.01 && b.y >= c.y-0.01 && b.right() <= c.right()+0.01 && b.bottom() <= c.bottom()+0.01
}

package ppml

import (
	"fmt"
	"slices"

	"dyad/stat/internal/absorb"
)

// selection is the caller's rows that still take part.
type selection struct {
	keep     []bool
	left     int
	drops    []Drop
	searched bool // all of them for separation, in vain
}

func newSelection(n int) *selection {
	s := &selection{keep: make([]bool, n), left: n}
	for i := range s.keep {
		s.keep[i] = true
	}
	return s
}

// without says which rows the estimation is without, for the end of a sentence.
func (r *Result) without() string {
	text := ""
	for _, d := range r.Dropped {
		text += fmt.Sprintf("; without %d %s", d.N, d.Why)
	}
	return text
}

// separated says whether the rectifier or the like found rows to drop.
func (s *selection) separated() bool {
	return slices.ContainsFunc(s.drops, func(d Drop) bool { return d.Why == WhySeparated })
}

// drop takes out the rows (ascending) and keeps the reason.
func (s *selection) drop(why string, rows []int) {
	if len(rows) == 0 {
		return
	}
	for _, i := range rows {
		s.keep[i] = false
	}
	s.left -= len(rows)
	s.searched = false
	for k := range s.drops {
		if s.drops[k].Why == why {
			s.drops[k].Rows = merge(s.drops[k].Rows, rows)
			s.drops[k].N += len(rows)
			return
		}
	}
	s.drops = append(s.drops, Drop{Why: why, N: len(rows), Rows: rows})
}

func merge(a, b []int) []int {
	c := make([]int, 0, len(a)+len(b))
	for len(a) > 0 && len(b) > 0 {
		if a[0] < b[0] {
			c, a = append(c, a[0]), a[1:]
		} else {
			c, b = append(c, b[0]), b[1:]
		}
	}
	return append(append(c, a...), b...)
}

// rows lists what is left; nil means all.
func (s *selection) rows() []int32 {
	if s.left == len(s.keep) {
		return nil
	}
	list := make([]int32, 0, s.left)
	for i, k := range s.keep {
		if k {
			list = append(list, int32(i))
		}
	}
	return list
}

// dropSimple takes out rows without weight, groups of zeros, what the effects of
// any two factors separate and, if asked, singletons, until none is left.
func (s *selection) dropSimple(m Model, o Options) {
	if m.Weights != nil {
		s.drop(WhyZeroWeight, s.where(func(i int) bool { return m.Weights[i] == 0 }))
	}
	for {
		before := s.left
		if m.Family == Poisson && len(m.Effects) > 0 {
			if len(m.Effects) == 1 || o.SkipSeparation {
				s.drop(WhyZeroGroup, s.zeroGroups(m, o.Threads))
			} else {
				s.dropSeparatedByEffects(m, o.Threads)
			}
		}
		if o.DropSingletons {
			for _, f := range m.Effects {
				count := make([]int32, f.Groups)
				for i, g := range f.ID {
					if s.keep[i] {
						count[g]++
					}
				}
				s.drop(WhySingleton, s.where(func(i int) bool { return count[f.ID[i]] == 1 }))
			}
		}
		if s.left == before || s.left == 0 || !o.DropSingletons { // dropped zeros make no new group of zeros
			return
		}
	}
}

// zeroGroups lists the rows in groups, of any factor, without a positive outcome.
func (s *selection) zeroGroups(m Model, threads int) []int {
	positive := make([][]bool, len(m.Effects))
	absorb.Parallel(threads, len(m.Effects), func(_, q int) {
		id := m.Effects[q].ID
		positive[q] = make([]bool, m.Effects[q].Groups)
		for i, y := range m.Y {
			if y > 0 && s.keep[i] {
				positive[q][id[i]] = true
			}
		}
	})
	return s.whereParallel(threads, func(i int) bool {
		if m.Y[i] > 0 {
			return false
		}
		for q := range positive {
			if !positive[q][m.Effects[q].ID[i]] {
				return true
			}
		}
		return false
	})
}

func (s *selection) positive(y []float64) []int32 {
	rows := make([]int32, 0, s.left)
	for i, v := range y {
		if v > 0 && s.keep[i] {
			rows = append(rows, int32(i))
		}
	}
	return rows
}

// dropSeparatedByEffects drops groups of zeros and what the effects of any two
// factors separate.
func (s *selection) dropSeparatedByEffects(m Model, threads int) {
	var pairs []levels
	for q := range m.Effects {
		for p := range q {
			pairs = append(pairs, levels{p: p, q: q})
		}
	}
	positive := s.positive(m.Y)
	absorb.Parallel(threads, len(pairs), func(_, k int) { pairs[k].join(m, positive) })
	s.drop(WhyZeroGroup, s.whereParallel(threads, func(i int) bool {
		if m.Y[i] > 0 {
			return false
		}
		for _, pair := range pairs {
			if pair.ofP[m.Effects[pair.p].ID[i]] < 0 || pair.ofQ[m.Effects[pair.q].ID[i]] < 0 {
				return true
			}
		}
		return false
	}))
	found := make([][]int, len(pairs))
	absorb.Parallel(threads, len(pairs), func(_, k int) { found[k] = s.between(m, &pairs[k]) })
	for _, rows := range found {
		s.drop(WhySeparated, slices.DeleteFunc(rows, func(i int) bool { return !s.keep[i] })) // two pairs may find the same row
	}
}

func (s *selection) where(condition func(i int) bool) []int {
	var rows []int
	for i, k := range s.keep {
		if k && condition(i) {
			rows = append(rows, i)
		}
	}
	return rows
}

// whereParallel is where on several threads.
func (s *selection) whereParallel(threads int, condition func(i int) bool) []int {
	parts := make([][]int, threads)
	absorb.ParallelRange(threads, len(s.keep), func(worker, low, high int) {
		for i := low; i < high; i++ {
			if s.keep[i] && condition(i) {
				parts[worker] = append(parts[worker], i)
			}
		}
	})
	var rows []int
	for _, part := range parts {
		rows = append(rows, part...)
	}
	return rows
}

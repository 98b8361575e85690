package survival

import (
	"runtime"
	"sync"
)

// cohort is one group of the data in the order of time.
type cohort struct {
	group int
	exit  []timed
	entry []timed  // nil: all are at risk from the beginning
	since []uint32 // room for the jackknife, by row of the data
}

// cohorts checks the data, splits it by group and sorts each.
func (d Data) cohorts() ([]cohort, error) {
	if err := d.check(); err != nil {
		return nil, err
	}
	return d.sorted(), nil
}

// sorted splits checked data by group and sorts each.
func (d Data) sorted() []cohort {
	all := make([]cohort, d.groups())
	exits := d.split(d.Exit, len(all))
	var entries [][]timed
	if d.Entry != nil {
		entries = d.split(d.Entry, len(all))
	}
	parallel(len(all), func(g int) {
		spare := make([]timed, len(exits[g]))
		all[g] = cohort{group: g}
		all[g].exit, spare = sortTimes(exits[g], spare)
		if entries != nil {
			all[g].entry, _ = sortTimes(entries[g], spare)
		}
	})
	return all
}

// split gives the times of each group.
func (d Data) split(times []float64, groups int) [][]timed {
	parts := make([][]timed, groups)
	all := make([]timed, len(times))
	if d.Group == nil {
		for i, t := range times {
			all[i] = timed{ordered(t), uint32(i), uint32(d.Cause[i])}
		}
		parts[0] = all
		return parts
	}
	sizes := make([]int, groups)
	for _, g := range d.Group {
		sizes[g]++
	}
	from := 0
	for g, size := range sizes {
		parts[g] = all[from : from : from+size]
		from += size
	}
	for i, t := range times {
		g := d.Group[i]
		parts[g] = append(parts[g], timed{ordered(t), uint32(i), uint32(d.Cause[i])})
	}
	return parts
}

// distinct is the number of different exit times.
func (c *cohort) distinct() int {
	n := 0
	for i := range c.exit {
		if i == 0 || c.exit[i].bits != c.exit[i-1].bits {
			n++
		}
	}
	return n
}

// walk steps through the distinct exit times of a cohort.
type walk struct {
	*cohort
	first, next int // the exits of this time are exit[first:next]
	entered     int // so many have an entry before this time
	joined      int // so many of them were not there at the time before
	events      int
}

func (c *cohort) walk() walk { return walk{cohort: c} }

// step goes to the next time, and says whether there is one.
func (w *walk) step() bool {
	w.first = w.next
	if w.first == len(w.exit) {
		return false
	}
	at := w.exit[w.first].bits
	w.events = 0
	for w.next < len(w.exit) && w.exit[w.next].bits == at {
		if w.exit[w.next].cause > 0 {
			w.events++
		}
		w.next++
	}
	before := w.entered
	if w.entry == nil {
		w.entered = len(w.exit)
	} else {
		for w.entered < len(w.entry) && w.entry[w.entered].bits < at {
			w.entered++
		}
	}
	w.joined = w.entered - before
	return true
}

func (w *walk) time() float64 { return w.exit[w.first].time() }

// atRisk counts those who entered before this time and did not leave before it.
func (w *walk) atRisk() int { return w.entered - w.first }

func (w *walk) censored() int { return w.next - w.first - w.events }

// parallel calls do(0), …, do(n-1), as many at once as there are processors.
func parallel(n int, do func(i int)) {
	workers := min(n, runtime.GOMAXPROCS(0))
	if workers <= 1 {
		for i := range n {
			do(i)
		}
		return
	}
	jobs := make(chan int)
	var done sync.WaitGroup
	for range workers {
		done.Go(func() {
			for i := range jobs {
				do(i)
			}
		})
	}
	for i := range n {
		jobs <- i
	}
	close(jobs)
	done.Wait()
}

package absorb

import (
	"sync"
	"sync/atomic"
)

// Parallel calls work(worker, i) for i in 0..n-1 on the given number of
// goroutines; a worker takes the next number when it is free.
func Parallel(threads, n int, work func(worker, i int)) {
	threads = min(threads, n)
	if threads <= 1 {
		for i := range n {
			work(0, i)
		}
		return
	}
	var next atomic.Int64
	var group sync.WaitGroup
	for worker := range threads {
		group.Go(func() {
			for {
				i := int(next.Add(1)) - 1
				if i >= n {
					return
				}
				work(worker, i)
			}
		})
	}
	group.Wait()
}

// ParallelRange splits 0..n-1 into contiguous parts and calls work(worker,
// low, high) once for each worker.
func ParallelRange(threads, n int, work func(worker, low, high int)) {
	threads = max(1, min(threads, n))
	Parallel(threads, threads, func(_, k int) {
		work(k, n*k/threads, n*(k+1)/threads)
	})
}

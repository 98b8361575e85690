package formula

import (
	"runtime"
	"sync"
	"sync/atomic"
)

// blockRows is how many rows are computed at a time; it keeps the scratch
// vectors in the processor's cache.
const blockRows = 2048

// InBlocks goes over the rows in blocks, on all processors where there are
// many. It makes the worker of each goroutine, one after the other, and calls
// workers side by side, each with blocks of its own: from low to before high.
func InBlocks(rows int, worker func() func(low, high int)) {
	var next atomic.Int64
	run := func(work func(low, high int)) {
		for {
			low := int(next.Add(blockRows)) - blockRows
			if low >= rows {
				return
			}
			work(low, min(low+blockRows, rows))
		}
	}
	var group sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), rows/(8*blockRows)) - 1 {
		work := worker()
		group.Go(func() { run(work) })
	}
	run(worker())
	group.Wait()
}

package web

// Memory divides what the server may take of the machine's memory, bytes:
// resident in all, whatever is asked of it. What is kept for later is given up
// before a request is refused, and a request is refused before the whole is passed.
type Memory struct {
	Whole  int64
	Engine int64 // of the database engine, which spills to disk beyond it
	Heap   int64 // of Go's memory: the lake in memory, models, pages; see debug.SetMemoryLimit
	kept   int64 // of it, pages made
	going  int64 // of it, answers on their way to readers
	open   int   // connections at the same time
}

const (
	// DefaultMemory is enough for a lake of all trade by country since 1948 and
	// the model of it; it is 577 MB.
	DefaultMemory = 550 << 20
	// LeastMemory is enough for the article's pack.
	LeastMemory = 256 << 20

	fixedMemory = 64 << 20 // the program, its threads, what allocators have not given back
	connection  = 100 << 10
)

// Divide divides a limit on memory.
func Divide(whole int64) Memory {
	engine := whole / 6
	return Memory{Whole: whole, Engine: engine, Heap: whole - engine - fixedMemory, kept: whole / 12, going: whole / 12,
		open: int(whole / 3 / connection)}
}

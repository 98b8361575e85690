package kernel

// A form is one way in which the kernels are written. Each form that a machine
// can run, it can run all the lower ones of; the assembly knows the numbers.
type form uint8

const (
	portable form = iota // Go
	avx2                 // vectors of four numbers
	avx512               // vectors of eight
)

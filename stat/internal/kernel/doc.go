// Package kernel holds the few vector operations that the estimators spend
// their time in. Each has a portable form in Go and, on amd64, forms in assembly
// for processors with AVX2 and FMA and for those with AVX-512 (vectors of four
// and of eight numbers, assembled from one text); the choice is made once, at
// start. A form differs from another in the rounding of its results, not
// otherwise; within one, a result depends on the numbers and their count alone.
//
// Slices that take part in one call must be at least as long as the first
// argument; the callers in this module guarantee it, so that the loops stay
// free of checks.
package kernel

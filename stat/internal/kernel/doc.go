// Package kernel holds the few vector operations that the estimators spend
// their time in. Each has a portable form in Go and, on amd64 processors with
// AVX2 and FMA, one in assembly; the choice is made once, at start.
//
// Slices that take part in one call must be at least as long as the first
// argument; the callers in this module guarantee it, so that the loops stay
// free of checks.
package kernel

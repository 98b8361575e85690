// Package absorb solves the weighted least-squares equations of group effects,
//
//	D'WD a = b,
//
// where every row of D marks one group in each of any number of factors. It is
// the inner problem of every regression with high-dimensional fixed effects.
//
// A Design finds the structure of the factors by itself. Connected components
// are solved apart from each other; in each the factor with the most groups is
// eliminated exactly (its block is diagonal) and the rest is factored
// (Cholesky) where it is small and solved by preconditioned conjugate
// gradients where it is not. Rows are put in an order that makes both a
// stream over memory. Two shapes are laid out without index lists, with
// zero-weight holes for absent cells: grids (two factors whose components are
// nearly complete rectangles, such as exporter-year and importer-year) and
// cubes (three factors that are the three faces of one nearly complete box,
// such as these two with exporter-importer).
package absorb

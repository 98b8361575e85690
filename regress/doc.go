// Package regress estimates what a formula says on a table of data, by Poisson
// pseudo-maximum-likelihood or ordinary least squares with any number of
// high-dimensional effects (Santos Silva and Tenreyro 2006; Correia, Guimarães
// and Zylkin 2020; the estimator is dyad/stat/ppml).
//
// It knows no lake and no field: FitFile reads a CSV or Parquet file (package
// frame), Fit takes a table in memory. Package formula reads models and
// conditions, package table puts estimates side by side.
//
// Standard errors are robust to heteroskedasticity unless clusters are named;
// an estimate says which it has and by which small-sample convention. Rows are
// never lost in silence: those a condition leaves out, those with a missing
// value and those that separation removes are counted apart, with the reason.
package regress

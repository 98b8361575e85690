// Package breakpoint finds when a series changed, by how much and how surely:
// the best partitions into segments with a linear regression each, by exact
// dynamic programming (Find), the choice of their number by BIC and by
// sequential tests, confidence intervals of the dates, and tests of a change at
// a given date (Chow) and at an unknown one (SupF).
//
// What is regressed is a Design: a level in each segment (Mean), a level and a
// slope (Line), or regressors of the caller's (Columns).
//
// # Conventions
//
// Everything agrees with R's package strucchange, its defaults included; dates
// and intervals exactly, statistics to rounding. The observations are counted from
// one and a change is named by the last observation before it (After), whatever
// the unit of time: "since 2014" is a change after 2013. A segment has at least h
// observations, by default 15 % of the series, rounded down, and more than it has
// coefficients; the largest number of breaks is ⌈n/h⌉ − 2. A partition with m breaks
// and k coefficients a segment counts (k+1)(m+1) parameters in BIC: the dates and one
// variance beside the coefficients. Of partitions and places that differ by
// rounding alone the earliest is taken.
//
// Residual sums of squares are sums of squared recursive residuals (Brown, Durbin and
// Evans 1975), for regressors by Givens rotations, so that neither a large level nor the
// origin of time costs digits. One of at most n·(1e-13 · largest |y|)² is zero: the
// model fits within rounding. Then there is no BIC, no test and no interval, and a
// field Missing or ErrExact says so; nothing is ever NaN or infinite. Values that are
// no numbers are errors: a gap is for the caller to decide on.
//
// Tests and intervals suppose errors that are not autocorrelated. In a persistent
// series they are, and what is found as a break may be a slow drift.
//
// # Cost
//
// Find takes n²(m + k²) steps and n²/2 numbers of memory, and refuses more than
// MaxObservations; the tests take n·k² steps. A series of sixty years takes
// some ten microseconds.
//
// # References
//
//   - Andrews (1993), Tests for parameter instability and structural change with unknown change point, Econometrica 61.
//   - Bai (1997), Estimation of a change point in multiple regression models, Review of Economics and Statistics 79.
//   - Bai and Perron (1998), Estimating and testing linear models with multiple structural changes, Econometrica 66.
//   - Bai and Perron (2003), Computation and analysis of multiple structural change models, Journal of Applied Econometrics 18.
//   - Brown, Durbin and Evans (1975), Techniques for testing the constancy of regression relationships over time, JRSS B 37.
//   - Chow (1960), Tests of equality between sets of coefficients in two linear regressions, Econometrica 28.
//   - Hansen (1997), Approximate asymptotic p values for structural-change tests, Journal of Business and Economic Statistics 15.
//   - Zeileis, Leisch, Hornik and Kleiber (2002), strucchange: an R package for testing for structural change in linear regression models, Journal of Statistical Software 7.
package breakpoint

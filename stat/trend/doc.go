// Package trend tests whether a series rises or falls, and by how much, without
// a model of its shape: the Mann–Kendall test, plain, by seasons, and with its
// variance corrected for autocorrelation, and Sen's slope with its interval.
//
// # The statistic
//
// S counts the pairs in which the later value is greater, less those in which it
// is smaller (Mann 1945; Kendall 1975). Its variance without a trend is
// n(n−1)(2n+5)/18 less the same term for every group of t equal values. z is S
// moved one towards zero (correction for continuity) over the square root of the
// variance, and P the two-sided probability by the normal approximation. Only
// the order of the values enters: neither units nor logarithms have a say, and the
// values need not be equally spaced in time. S is counted in n log n steps (Knight
// 1966).
//
// # Autocorrelation
//
// A persistent series makes S vary more than the plain variance says, and the test
// reject too often. HamedRao and YueWang multiply the variance by a factor n/n*
// found in the residuals from Sen's line; both take the values as equally spaced.
//
// # Conventions
//
// Fewer than three values, and values that are no numbers, are errors: a gap is for
// the caller to decide on. Equal values throughout have S = 0, z = 0 and P = 1: there is no
// trend to be seen, and this is no failure. What has no value says why in a field
// Missing; no field is ever NaN or infinite.
//
// # References
//
//   - Hamed and Rao (1998), A modified Mann–Kendall trend test for autocorrelated data, Journal of Hydrology 204.
//   - Hirsch, Slack and Smith (1982), Techniques of trend analysis for monthly water quality data, Water Resources Research 18.
//   - Kendall (1975), Rank Correlation Methods.
//   - Knight (1966), A computer method for calculating Kendall's tau with ungrouped data, JASA 61.
//   - Mann (1945), Nonparametric tests against trend, Econometrica 13.
//   - Sen (1968), Estimates of the regression coefficient based on Kendall's tau, JASA 63.
//   - Yue and Wang (2004), The Mann–Kendall test modified by effective sample size, Water Resources Management 18.
package trend

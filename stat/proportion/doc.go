// Package proportion gives a share of cases with its confidence interval: 10 of 21
// agreements carried out is 0.476 (0.283 to 0.676).
//
// The interval is Wilson's score interval (Probable inference, the law of succession, and
// statistical inference, Journal of the American Statistical Association, 1927): the
// proportions that a score test would not reject, without continuity correction.
// It stays between 0 and 1 and is of use for few cases and for none or all of
// them, where the textbook interval is not (Newcombe, Two-sided confidence intervals for
// the single proportion, Statistics in Medicine, 1998; Brown, Cai and DasGupta,
// Interval estimation for a binomial proportion, Statistical Science, 2001).
package proportion

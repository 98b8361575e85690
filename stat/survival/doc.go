// Package survival estimates how long things last where some of them have not
// ended yet: the time from an agreement's signature to the first day of work, of
// which a register knows only that it has not come so far.
//
// # What is estimated
//
// KaplanMeier gives the probability of having seen no event by time t, for each
// group (Kaplan and Meier, Nonparametric estimation from incomplete observations,
// Journal of the American Statistical Association, 1958). Where endings compete (a
// project is completed, or suspended, or abandoned) one minus that curve overstates
// every one of them; AalenJohansen gives the cumulative incidence of each (Aalen
// and Johansen, An empirical transition matrix for non-homogeneous Markov chains
// based on censored observations, Scandinavian Journal of Statistics, 1978).
// LogRank tests whether groups have the same hazard (Mantel 1966; Peto and Peto
// 1972), with the hypergeometric variance for ties.
//
// # Conventions
//
// They are those of Therneau's package survival for R (survfit and survdiff, version
// 3.5-3), against which the results are tested:
//
//   - Someone is at risk at t if entry < t <= exit. Without entries everyone is at
//     risk from the beginning, at time zero too.
//   - At the same time events come before censorings.
//   - A curve has a point at each distinct exit time, pure censoring times included.
//   - The standard error of Kaplan-Meier is Greenwood's; that of Aalen-Johansen is the
//     infinitesimal jackknife, the root of the sum over subjects of the squared
//     derivative of the estimate by the subject's weight.
//   - Limits are plain, log or log-log; see Borgan and Liestøl, A note on confidence
//     intervals and bands for the survival function based on transformations,
//     Scandinavian Journal of Statistics, 1990. They are cut at 0 and 1.
//   - What is not defined is a missing Value: standard error and limits of a
//     survival of zero, log limits of an incidence of zero, log-log limits of zero or one.
//   - A quantile is where the curve crosses a level, the middle of the flat piece where it
//     meets the level exactly (to 1.5e-8), and missing if it does not get there.
//
// One convention is not R's: times are compared as they are (timefix = FALSE in R), so
// durations that should tie must be equal numbers.
//
// # Units and size
//
// Times are in any one unit, from zero up. There are no weights; a row is a subject. Every
// function takes O(n log n) time for n subjects (the sort is linear), times the number of
// causes; LogRank adds the square of the number of groups for each event time. Groups
// are worked on in parallel.
package survival

// Package ppml estimates Poisson pseudo-maximum-likelihood models (and ordinary
// least squares) with any number of high-dimensional fixed effects, the
// instrument of structural gravity.
//
// The model is E[y] = exp(x'b + sum of effects + offset). It is fitted by
// Newton steps (weighted regressions) in which the effects are solved, not
// listed as regressors; see package dyad/stat/internal/absorb for how. An
// estimation has converged when both the relative change of the deviance and
// every score equation, relative to the size of its terms, are below the
// tolerance: the fitted total of every group then equals its actual total.
// Where groups differ by many orders of magnitude the objective does not see the
// smallest of them, and the equations of all effects together do not resolve
// them: a step that goes too far is damped, no step is asked to be more precise
// than rounding allows, and groups that are still off are set right one by one.
// An estimation that does not converge names the equation that lacks most.
//
// # Separation
//
// Some rows with a zero outcome can be fitted ever better by letting
// coefficients run to infinity. Groups of zeros, and what the effects of any two
// factors separate by themselves (a question of paths in a graph), are dropped
// at once. A combination of regressors and effects that does so is found by the
// iterative rectifier of Correia, Guimaraes and Zylkin (Verifying the existence
// of maximum likelihood estimates for generalized linear models, 2019), and
// where that is slow by projection on the cone of all such combinations; it is
// searched for unless the finished estimation proves that there is none: in a
// separated model the Newton decrement cannot be smaller than the smallest
// separated mean. Dropped rows are listed in Result.Dropped. Neither weights nor
// an offset nor the units of any column have a say in what is separated.
//
// # Collinearity
//
// A regressor is left out, and named, when the effects and the regressors
// before it leave less than 1e-10 of its sum of squares. If the rows that tell it
// apart have little weight or are few, separated rows are searched for first.
//
// # Units
//
// Columns may be in any units whose squares and products are floating-point
// numbers; others are refused. Standard errors without degrees of freedom are an
// error, not a number.
//
// # Standard errors
//
// The covariance is the usual sandwich; with several clusters it is the
// inclusion-exclusion sum of Cameron, Gelbach and Miller (2011). Three
// small-sample conventions are offered, see Convention; Result.Factor is the
// factor used. Multi-way clusters take the smallest number of clusters in all.
//
// # Normalisation of effects
//
// Effects are determined up to shifts between factors. For every pair of
// factors and every connected component that they form, the lowest-numbered
// group of the later factor is zero; Recovered.Zero lists these groups.
//
// # Bias correction
//
// BiasCorrection removes the incidental-parameter bias of three-way models and
// corrects the clustered variance of two- and three-way models after Weidner
// and Zylkin (Bias and consistency in three-way gravity models, Journal of
// International Economics, 2021).
package ppml

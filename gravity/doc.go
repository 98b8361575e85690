// Package gravity estimates structural gravity models of trade and uses them.
//
// Three questions, three entrances:
//
//   - FitFile and Fit estimate what a formula says, on a CSV or Parquet panel,
//     by Poisson pseudo-maximum-likelihood or ordinary least squares with any
//     number of high-dimensional effects (Santos Silva and Tenreyro 2006; the
//     estimator is dyad/stat/ppml), and RegressionTable puts estimates side by
//     side.
//   - Expect asks how much two economies should trade, given size, distance,
//     borders and everybody else's trade, and how their actual trade compares;
//     EventStudy follows one dyad around a year, and AgreementEffects estimates
//     what a dated list of agreements or sanctions did.
//   - Simulate answers what-if questions in general equilibrium from a scenario
//     file (see Scenario for its form; the solver is dyad/gravity/equilibrium).
//
// Standard errors are robust to heteroskedasticity unless clusters are named;
// an estimate says which it has and by which small-sample convention. Rows are
// never lost in silence: those a condition leaves out, those with a missing
// value and those that separation removes are counted apart, with the reason.
package gravity

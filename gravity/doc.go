// Package gravity asks how much economies should trade: the structural gravity
// model of trade on the panels of a lake, estimated by dyad/regress.
//
//   - Expect asks how much two economies should trade, given size, distance,
//     borders and everybody else's trade, and how their actual trade compares;
//     a Field is the same for all dyads from one estimate, and the measures of
//     the catalogue are its.
//   - EventStudy follows one dyad around a year, and AgreementEffects estimates
//     what a dated list of agreements or sanctions did.
//   - FitFlows estimates any formula on a panel of flows.
//
// Package scenario answers what-if questions in general equilibrium from a
// file; the solver is package equilibrium.
package gravity

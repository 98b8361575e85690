// Package scenario answers what-if questions in general equilibrium: a file says
// where trade is, what it is estimated to depend on and what changes (see
// Scenario for its form), and Simulate solves for trade, prices and welfare with
// dyad/gravity/equilibrium.
package scenario

// Package equilibrium solves the structural gravity model of trade in general
// equilibrium: one sector, one good for each country, goods told apart by
// origin (Armington), constant elasticity of substitution σ.
//
// Trade is X_ij = y_i E_j φ_ij / (A_i B_j), where y_i is i's share in world
// output, E_j is j's expenditure, φ_ij = t_ij^(1−σ) what trade costs leave of
// trade, and the multilateral resistances solve (Anderson and van Wincoop 2003)
//
//	A_i = Π_i^(1−σ) = Σ_j φ_ij e_j / B_j     outward
//	B_j = P_j^(1−σ) = Σ_i φ_ij y_i / A_i     inward
//
// with e_j the share in world expenditure. They are fixed up to one scale;
// the inward resistance of the reference country is one, or, without a
// reference, its mean weighted by expenditure (geometric).
//
// Two counterfactuals follow Anderson, Larch and Yotov (2018) and Yotov,
// Piermartini, Monteiro and Larch (2016):
//
//   - Conditional: trade costs change, outputs and expenditures stay.
//   - Full endowment: the quantity each country produces stays, its price p_i
//     changes so that every market clears:
//     p_i Q_i = Σ_j X_ij(p), with B_j = Σ_i φ_ij α_i p_i^(1−σ) and
//     α_i = y_i / A_i from the baseline.
//
// Expenditure follows one of two closures. Ratio: E_j / Y_j stays, times one
// common factor k that keeps world expenditure equal to world output (k = 1 in
// the baseline; Anderson, Larch and Yotov leave it out, which no set of prices
// satisfies exactly when trade is not balanced). Deficit: E_j − Y_j stays, in
// units of world output. Prices are relative: with a reference country its
// consumer price is one before and after; without one the value of world
// output is the same before and after. Real output p_i Q_i / P_i does not
// depend on that choice.
//
// Solvers stop when every market clears to the stated tolerance, relative to
// the size of the market, and return an error otherwise.
//
// References: Anderson, van Wincoop (2003), Gravity with gravitas, American
// Economic Review 93(1). Anderson, Larch, Yotov (2018), GEPPML: general
// equilibrium analysis with PPML, The World Economy 41(10). Yotov et al.
// (2016), An advanced guide to trade policy analysis, WTO and UNCTAD. Alvarez,
// Lucas (2007), General equilibrium analysis of the Eaton–Kortum model of
// international trade, Journal of Monetary Economics 54(6).
package equilibrium

package regress

import (
	"fmt"
	"math"
	"slices"

	"dyad/internal/numeral"
	"dyad/stat/ppml"

	"gonum.org/v1/gonum/stat/distuv"
)

// Coefficient is one estimate. Missing numbers are NaN here and null in JSON.
type Coefficient struct {
	Name               string
	Estimate, StdError float64
	Statistic, PValue  float64 // z for Poisson, t for OLS; two-sided
	Lower, Upper       float64 // 95 % confidence limits
	Why                string  // why StdError, and all that rests on it, is missing; "" where it is not
}

// Groups counts the groups of an effect or a cluster that have rows in use.
type Groups struct {
	Name   string `json:"name"`
	Groups int    `json:"groups"`
}

// Estimate is a finished estimation. NRead = N + NExcluded + NDropped.
type Estimate struct {
	Formula, Where, Data string
	Outcome              string
	Weights, Offset      string // as written; "" for none
	DropSingletons       bool
	Tolerance            float64   // asked for; 0: the estimator's default
	File                 *DataFile // of FitFile with FitOptions.HashData
	Family               string    // "poisson" or "ols"
	Errors               string    // "robust", "clustered" or "classical"
	SmallSample          string    // "stata", "fixest" or "reghdfe"
	Clusters, Effects    []Groups

	N, NRead  int
	NExcluded int // the condition is false
	NDropped  int // the sum of Dropped
	Dropped   []Dropped
	// DroppedRows are the rows of each reason of Dropped, as numbered in the data
	// from 0, ascending; nil for flows that never were rows of a panel.
	DroppedRows [][]int32

	Converged          bool
	Iterations         int
	Deviance           float64 // OLS: the sum of squared residuals
	LogLikelihood      float64
	GradientNorm       float64
	SquaredCorrelation float64      // of outcome and fitted values
	Notes              []string     // what a reader must know of the model
	Repair             *ppml.Repair // of a covariance that was not positive semidefinite; nil: as it was
	Collinear          []string     // regressors without a coefficient
	Separating         []Separating // those of Collinear that separate rows
	Coef               []Coefficient
	Covariance         [][]float64     // of Coef, in its order
	Combinations       []Coefficient   // of coefficients, by Combine
	BiasCorrection     *BiasCorrection // nil: none was asked for
	Result             *ppml.Result    // the estimator's own result
	Rows               []int32         // the rows of the data given to it; nil: all
	freedom            float64         // of Student's t; 0: the normal distribution
	model              ppml.Model      // what was estimated, without its regressors
	Places             Places          // of the data's rows; nil for a table in memory
	annexes            []annex
	levels             map[Level]bool // values of i()'s columns in the rows in use
}

func newEstimate(s *specification, d *design, r *ppml.Result) *Estimate {
	e := &Estimate{
		Formula: s.options.Formula, Where: s.options.Where, Data: s.options.Data,
		Outcome: s.formula.Outcome.String(), Family: "poisson", Errors: r.Errors.String(), SmallSample: r.SmallSample.String(),
		N: r.N, NRead: d.read, NExcluded: d.excluded, Dropped: append([]Dropped{}, d.dropped...),
		Converged: r.Converged, Iterations: r.Iterations, Deviance: r.Deviance, LogLikelihood: r.LogLikelihood,
		GradientNorm: r.GradientNorm, Collinear: r.Collinear, Covariance: r.VCov, Result: r, Rows: d.rows,
		Weights: s.options.Weights, DropSingletons: s.options.DropSingletons, Tolerance: s.options.Tolerance, File: s.file,
		model:       d.model,
		DroppedRows: slices.Clone(d.droppedRows), Places: s.places,
	}
	e.model.X, e.levels = nil, d.levels
	e.Notes = append(e.Notes, d.notes...)
	if caution := s.loggedOutcome(); caution != "" {
		e.Notes = append(e.Notes, caution)
	}
	if r.Saturated {
		e.Notes = append(e.Notes, "No degrees of freedom are left: coefficients and effects fit each row exactly, and standard errors are missing.")
	}
	e.repaired(r.Repair)
	if len(r.Vanishing) > 0 {
		e.Notes = append(e.Notes, "Not converged: "+s.inTheWay(d, r.Vanishing)+".")
	}
	if s.formula.Offset != nil {
		e.Offset = s.formula.Offset.String()
	}
	if s.family == ppml.Gaussian {
		e.Family = "ols"
	}
	for _, x := range r.Dropped {
		e.Dropped = append(e.Dropped, Dropped{x.Why, x.N})
		rows := make([]int32, len(x.Rows))
		for k, at := range x.Rows {
			if rows[k] = int32(at); d.rows != nil {
				rows[k] = d.rows[at]
			}
		}
		e.DroppedRows = append(e.DroppedRows, rows)
	}
	for _, x := range e.Dropped {
		e.NDropped += x.N
	}
	for _, c := range r.Clusters {
		e.Clusters = append(e.Clusters, Groups{c.Name, c.Groups})
	}
	for _, f := range d.model.Effects {
		e.Effects = append(e.Effects, Groups{f.Name, groupsInUse(f, r)})
	}
	e.SquaredCorrelation = squaredCorrelation(d.model.Y, r.Fitted)
	e.fillCoefficients(r)
	return e
}

// groupsInUse counts the groups that have a row in the estimation.
func groupsInUse(f ppml.Factor, r *ppml.Result) int {
	if r.NDropped == 0 {
		return f.Groups
	}
	used, n := make([]bool, f.Groups), 0
	for i, g := range f.ID {
		if !used[g] && !math.IsNaN(r.Fitted[i]) {
			used[g] = true
			n++
		}
	}
	return n
}

// fillCoefficients adds test statistics.
func (e *Estimate) fillCoefficients(r *ppml.Result) {
	if e.Family == "ols" {
		e.freedom = float64(r.N - r.Parameters)
		for k, c := range r.Clusters {
			if g := float64(c.Groups - 1); k == 0 || g < e.freedom {
				e.freedom = g
			}
		}
	}
	for _, c := range r.Coef {
		own := e.tested(c.Name, c.Estimate, c.StdError)
		if own.Why = c.Why; own.Why != "" {
			e.Notes = append(e.Notes, fmt.Sprintf("%s has no standard error: %s.", c.Name, c.Why))
		}
		e.Coef = append(e.Coef, own)
	}
}

// repaired tells of a covariance that was not positive semidefinite.
func (e *Estimate) repaired(r *ppml.Repair) {
	if e.Repair = r; r == nil {
		return
	}
	if r.Zeroed {
		e.Notes = append(e.Notes, "Standard errors are missing: no eigenvalue of the covariance as computed was positive; there are too few clusters for errors of this kind.")
		return
	}
	text := fmt.Sprintf("Standard errors are repaired: the covariance as computed was not positive semidefinite; %d of its %d eigenvalues %s negative and set to zero (Cameron, Gelbach and Miller 2011)",
		r.Eigenvalues, len(e.Covariance), numeral.Plural(r.Eigenvalues, "was", "were"))
	if r.Share >= 0.01 {
		text += fmt.Sprintf(". They were %.0f %% as large as the positive ones: there are too few clusters for errors of this kind", 100*r.Share)
	}
	e.Notes = append(e.Notes, text+".")
}

// tested adds test and limits to an estimate: normal for Poisson, Student's t for
// OLS with the smallest number of clusters less one, or N − K, degrees of freedom.
func (e *Estimate) tested(name string, estimate, stdError float64) Coefficient {
	upper := func(x float64) float64 { return math.Erfc(x/math.Sqrt2) / 2 } // exact far out, where 1 − Φ is lost
	critical := distuv.UnitNormal.Quantile(0.975)
	if e.freedom >= 1 {
		t := distuv.StudentsT{Sigma: 1, Nu: e.freedom}
		upper, critical = t.Survival, t.Quantile(0.975)
	}
	c := Coefficient{Name: name, Estimate: estimate, StdError: stdError, Statistic: math.NaN(), PValue: math.NaN()}
	if stdError > 0 {
		c.Statistic = estimate / stdError
		c.PValue = 2 * upper(math.Abs(c.Statistic))
	}
	c.Lower, c.Upper = estimate-critical*stdError, estimate+critical*stdError
	return c
}

// NotConverged goes with the numbers of an estimate that is not Converged.
const NotConverged = "NOT CONVERGED: the estimate is where the estimator stopped, and its numbers may be far off."

// LeftOut adds rows that were left out before the data were made, and says where
// those that are in it stand.
func (e *Estimate) LeftOut(rows []Dropped, places Places) {
	for _, d := range rows {
		e.NRead += d.N
		e.NDropped += d.N
	}
	e.Dropped = slices.Concat(rows, e.Dropped)
	e.DroppedRows = append(make([][]int32, len(rows)), e.DroppedRows...)
	e.Places = places
}

// EffectAt is the value of the k-th effect for a row in use, as numbered in the
// estimation; the estimate must have kept its effects.
func (e *Estimate) EffectAt(k, row int) float64 {
	return e.Result.Effects[k].Values[e.model.Effects[k].ID[row]]
}

// Release lets go of what the estimator keeps by row, many times the data.
func (e *Estimate) Release() { e.Result, e.Rows, e.model = nil, nil, ppml.Model{} }

// Coefficient finds a coefficient by name.
func (e *Estimate) Coefficient(name string) (Coefficient, bool) {
	for _, c := range e.Coef {
		if c.Name == name {
			return c, true
		}
	}
	return Coefficient{}, false
}

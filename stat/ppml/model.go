package ppml

// Factor gives the group of every row: 0 to Groups-1. Effects and clusters are
// factors; an interaction such as exporter-year is a factor of its own.
type Factor struct {
	Name   string
	ID     []int32
	Groups int
}

// Regressor is a named column.
type Regressor struct {
	Name string
	X    []float64
}

// Family is the distribution the estimating equations are taken from.
type Family int

// Poisson is the pseudo-maximum-likelihood estimator with a log link; Gaussian
// is ordinary least squares with the same effects.
const (
	Poisson Family = iota
	Gaussian
)

// String names the family.
func (f Family) String() string { return [...]string{"Poisson", "Gaussian"}[f] }

// Model is the outcome with everything that explains it. All columns have the
// length of Y.
type Model struct {
	Y       []float64
	X       []Regressor
	Effects []Factor
	Weights []float64 // nil: all one; a row with weight zero takes no part
	Offset  []float64 // nil: none; on the scale of the linear predictor

	// Intercept asks for a constant where there are no effects; with effects
	// it has no meaning, since they contain it.
	Intercept bool
	Family    Family
}

// InterceptName is the name of the constant's coefficient.
const InterceptName = "(Intercept)"

// Errors is the kind of standard errors.
type Errors int

// Robust errors allow for any heteroskedasticity; Clustered also for
// correlation within each of Options.Clusters; Classical trust the variance of
// the family (Poisson: dispersion one).
const (
	Robust Errors = iota
	Clustered
	Classical
)

// String names the kind.
func (e Errors) String() string { return [...]string{"robust", "clustered", "classical"}[e] }

// Convention is the small-sample factor of the covariance.
type Convention int

const (
	// Stata multiplies by N/(N-1) (robust) or G/(G-1) (clustered, G the
	// smallest number of clusters), as ppmlhdfe does; classical Poisson errors
	// are left alone.
	Stata Convention = iota
	// Fixest multiplies further by (N-1)/(N-K), K counting coefficients and
	// effects without those nested in a cluster: the default of R's fixest.
	Fixest
	// Reghdfe takes for each family what Stata's own commands do: Poisson as in
	// Stata, after ppmlhdfe; Gaussian after regress and reghdfe, which is as in
	// Fixest with K less the effects that others determine.
	Reghdfe
)

// String names the convention.
func (c Convention) String() string { return [...]string{"stata", "fixest", "reghdfe"}[c] }

// Options steer the estimation. The zero value is a sound default.
type Options struct {
	// Tolerance is both the relative change of the deviance and the relative
	// gradient at which the estimation stops; 0 means 1e-10. A gradient within a
	// hundred times it is enough where a further step would move by rounding alone.
	Tolerance float64
	// MaxIterations bounds the Newton steps; 0 means 100.
	MaxIterations int
	Errors        Errors
	Clusters      []Factor // for Clustered; several make multi-way clusters
	SmallSample   Convention
	Threads       int // 0: as many as there are processors

	// DropSingletons leaves out, again and again, rows that are alone in a
	// group, as ppmlhdfe does. They do not move the coefficients but count in N.
	DropSingletons bool
	// SkipSeparation trusts the caller that no combination of regressors and
	// effects separates rows; all-zero groups are dropped all the same.
	SkipSeparation bool
	// KeepEffects fills Result.Effects, which Predict needs.
	KeepEffects bool
	// Release lets Fit drop the model's regressors, by setting their X to nil,
	// once it has copies in an order of its own. They are most of what an
	// estimation needs, and the caller often has no further use for them.
	Release bool
	// AllowUnconverged returns a result with Converged false in place of an error.
	AllowUnconverged bool
}

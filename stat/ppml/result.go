package ppml

// Drop counts rows that took no part, and why.
type Drop struct {
	Why  string // one of the Why... constants
	N    int
	Rows []int // ascending, as numbered by the caller
}

// Reasons for leaving rows out.
const (
	WhyZeroWeight = "zero weight"
	WhyZeroGroup  = "only zeros in a group"
	WhySeparated  = "separated by a combination of regressors and effects"
	WhySingleton  = "alone in a group"
)

// Coefficient is one estimate with its standard error.
type Coefficient struct {
	Name               string
	Estimate, StdError float64
	// Why says why StdError is missing (NaN) where the covariance was computed and
	// has no variance of this coefficient.
	Why string
}

// ClusterCount is the number of clusters in use in one dimension.
type ClusterCount struct {
	Name   string
	Groups int
}

// Recovered holds the estimated effects of one factor, by the caller's group;
// a group without rows in the estimation is NaN.
type Recovered struct {
	Name   string
	Values []float64
	// Zero lists the groups that were set to zero to pin the level down; see
	// the package documentation.
	Zero []int
}

// Result is a finished estimation.
type Result struct {
	N, NDropped int
	Dropped     []Drop
	Collinear   []string // regressors left out because others and the effects contain them
	Converged   bool
	Iterations  int

	Deviance      float64 // Gaussian: weighted sum of squared residuals
	LogLikelihood float64
	// GradientNorm is the largest of the score equations, each relative to the
	// size of its terms: of every regressor and of every group of every effect.
	GradientNorm float64
	// Worst is the equation with that gradient where Converged is false, else nil.
	Worst *Equation
	// Vanishing are then the rows that Error.Vanishing has.
	Vanishing []int

	Coef []Coefficient
	VCov [][]float64

	Effects []Recovered // with Options.KeepEffects
	// Fitted holds the expected outcome of every row of the caller; NaN where
	// the row was dropped.
	Fitted []float64

	Family      Family
	Errors      Errors
	SmallSample Convention
	Clusters    []ClusterCount
	// Parameters is K, the number of coefficients and effects counted by the
	// small-sample factor; Factor is that factor.
	Parameters int
	Factor     float64
	// Repair is what was done to a covariance that was not positive semidefinite;
	// nil: nothing, as it was.
	Repair *Repair
	// Saturated says that coefficients and effects fit each row exactly: no degrees
	// of freedom are left, and the covariance is NaN.
	Saturated bool

	Structure string // how the effects were solved: sparse, grid or cube
	Products  int    // passes made by conjugate gradients
	Memory    int64  // estimate of the bytes the fit needed beside the caller's columns

	effectNames []string
	columns     []string // regressors of the model, in the caller's order
	state       *fitter
}

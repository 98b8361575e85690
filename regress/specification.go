package regress

import (
	"fmt"
	"strings"

	"dyad/internal/hint"
	"dyad/regress/formula"
	"dyad/stat/ppml"
)

// FitOptions say what to estimate and how. Empty fields take the default.
type FitOptions struct {
	Data    string   // a .csv, .csv.gz, .tsv or .parquet file
	Formula string   // trade ~ rta + log(dist) | exporter^year + importer^year + pair
	Family  string   // "poisson" (default) or "ols"
	Cluster []string // "pair", "exporter^year"; several give multi-way clusters
	Robust  bool     // heteroskedasticity-robust errors; also the default without clusters
	Where   string   // a condition; rows where it is false are left out
	Weights string   // an arithmetic expression; default: every row counts once
	SSC     string   // small-sample convention: "stata" (default), "fixest" or "reghdfe"

	// Classical errors trust the variance: the same for all rows of OLS, equal to
	// the mean of Poisson.
	Classical bool

	// BiasCorrect corrects two- and three-way models for incidental parameters
	// (Weidner and Zylkin 2021). The pair of exporter and importer is the one
	// cluster, or else the one effect of a single column.
	BiasCorrect bool

	Tolerance        float64 // 0: the estimator's default, 1e-10
	MaxIterations    int
	Threads          int
	DropSingletons   bool // leave out rows alone in a group, as ppmlhdfe does
	KeepEffects      bool // keep the estimated effects in Estimate.Result
	AllowUnconverged bool // give an answer without convergence, marked as such
	HashData         bool // FitFile notes which file it read, see Estimate.File

	// Announce, if not nil, is told before the estimation how many rows take
	// part and how many bytes it will need beside them.
	Announce func(rows int, memory int64)
}

// specification is a checked FitOptions.
type specification struct {
	options  FitOptions
	formula  *formula.Formula
	where    formula.Expression // or nil
	weights  formula.Expression // or nil
	clusters []formula.Interaction
	family   ppml.Family
	ssc      ppml.Convention
	places   Places                       // of the data's rows; nil for a table in memory
	file     *DataFile                    // or nil
	reread   func() (formula.Data, error) // the data once more, to explain what is found
}

func newSpecification(o FitOptions) (*specification, error) {
	s := &specification{options: o}
	var err error
	if s.formula, err = formula.Parse(o.Formula); err != nil {
		return nil, err
	}
	if o.Where != "" {
		if s.where, err = formula.ParseExpression(o.Where, "--where"); err != nil {
			return nil, err
		}
	}
	if o.Weights != "" {
		if s.weights, err = formula.ParseExpression(o.Weights, "weights"); err != nil {
			return nil, err
		}
	}
	seen := map[string]bool{}
	for _, c := range o.Cluster {
		list, err := formula.ParseInteractions(c, "--cluster")
		if err != nil {
			return nil, err
		}
		for _, x := range list {
			if !seen[x.String()] {
				seen[x.String()] = true
				s.clusters = append(s.clusters, x)
			}
		}
	}
	if o.Classical && (o.Robust || len(s.clusters) > 0) {
		return nil, hint.New(hint.Usage, "--classical", "classical errors and robust or clustered ones exclude each other", "drop --classical")
	}
	if o.Classical && o.BiasCorrect {
		return nil, hint.New(hint.Usage, "--classical", "the correction for incidental parameters is of clustered errors", "drop --classical")
	}
	if o.Robust && len(s.clusters) > 0 {
		return nil, hint.New(hint.Usage, "", "robust and clustered errors exclude each other", "drop --robust: clustered errors are robust to heteroskedasticity too")
	}
	families := map[string]ppml.Family{"": ppml.Poisson, "poisson": ppml.Poisson, "ppml": ppml.Poisson, "ols": ppml.Gaussian, "gaussian": ppml.Gaussian}
	if s.family, err = choose("--family", o.Family, families, "poisson or ols"); err != nil {
		return nil, err
	}
	conventions := map[string]ppml.Convention{"": ppml.Stata, "stata": ppml.Stata, "fixest": ppml.Fixest, "reghdfe": ppml.Reghdfe}
	if s.ssc, err = choose("--ssc", o.SSC, conventions, "stata, fixest or reghdfe"); err != nil {
		return nil, err
	}
	return s, nil
}

func choose[T any](flag, word string, known map[string]T, try string) (T, error) {
	v, ok := known[strings.ToLower(word)]
	if !ok {
		return v, hint.New(hint.Usage, flag, fmt.Sprintf("%q is unknown", word), try)
	}
	return v, nil
}

// uses is every column needed and how it is read.
func (s *specification) uses() formula.Uses {
	u := s.formula.Uses()
	if s.where != nil {
		u.Merge(formula.ExpressionUses(s.where))
	}
	if s.weights != nil {
		u.Merge(formula.ExpressionUses(s.weights))
	}
	u.Merge(formula.InteractionUses(s.clusters))
	return u
}

package regress

import (
	"context"
	"dyad/internal/numeral"
	"dyad/stat/ppml"
	"encoding/json"
)

// MarshalJSON writes the keys of the contract (n, n_dropped, dropped,
// converged, iterations, deviance, coef) and further ones.
func (e *Estimate) MarshalJSON() ([]byte, error) {
	type coefficient struct {
		Name     string   `json:"name"`
		Estimate *float64 `json:"estimate"`
		StdError *float64 `json:"std_error"`
		Z        *float64 `json:"statistic"`
		P        *float64 `json:"p_value"`
		Lower    *float64 `json:"lower"`
		Upper    *float64 `json:"upper"`
		Why      string   `json:"why,omitempty"`
	}
	list := func(from []Coefficient) []coefficient {
		out := []coefficient{}
		for _, c := range from {
			out = append(out, coefficient{c.Name, numeral.JSON(c.Estimate), numeral.JSON(c.StdError), numeral.JSON(c.Statistic), numeral.JSON(c.PValue), numeral.JSON(c.Lower), numeral.JSON(c.Upper), c.Why})
		}
		return out
	}
	type correction struct {
		*BiasCorrection
		Uncorrected []coefficient `json:"uncorrected"`
	}
	var corrected *correction
	if e.BiasCorrection != nil {
		corrected = &correction{e.BiasCorrection, list(e.BiasCorrection.Uncorrected)}
	}
	dropped, err := e.droppedJSON()
	if err != nil {
		return nil, err
	}
	fit, err := e.FitStatistics(context.Background())
	if err != nil {
		return nil, err
	}
	text, err := json.Marshal(struct {
		N             int           `json:"n"`
		NDropped      int           `json:"n_dropped"`
		Dropped       []droppedJSON `json:"dropped"`
		Converged     bool          `json:"converged"`
		Iterations    int           `json:"iterations"`
		Deviance      *float64      `json:"deviance"`
		Coef          []coefficient `json:"coef"`
		NRead         int           `json:"n_read"`
		NExcluded     int           `json:"n_excluded"`
		LogLikelihood *float64      `json:"log_likelihood"`
		Gradient      *float64      `json:"gradient"`
		Correlation   *float64      `json:"squared_correlation"`
		Collinear     []string      `json:"collinear,omitempty"`
		Formula       string        `json:"formula"`
		Where         string        `json:"where,omitempty"`
		Family        string        `json:"family"`
		Errors        string        `json:"errors"`
		SSC           string        `json:"ssc"`
		Clusters      []Groups      `json:"clusters,omitempty"`
		Effects       []Groups      `json:"effects,omitempty"`
		Combinations  []coefficient `json:"combinations,omitempty"`
		Bias          *correction   `json:"bias_correction,omitempty"`
		Weights       string        `json:"weights,omitempty"`
		Offset        string        `json:"offset,omitempty"`
		Singletons    bool          `json:"drop_singletons,omitempty"`
		Tolerance     float64       `json:"tolerance,omitempty"`
		File          *DataFile     `json:"data,omitempty"`
		Separating    []Separating  `json:"separating,omitempty"`
		Notes         []string      `json:"notes,omitempty"`
		Repaired      *repaired     `json:"covariance_repaired,omitempty"`
		fitJSON
	}{e.N, e.NDropped, dropped, e.Converged, e.Iterations, numeral.JSON(e.Deviance), list(e.Coef), e.NRead, e.NExcluded, numeral.JSON(e.LogLikelihood), numeral.JSON(e.GradientNorm),
		numeral.JSON(e.SquaredCorrelation), e.Collinear, e.Formula, e.Where, e.Family, e.Errors, e.SmallSample, e.Clusters, e.Effects, list(e.Combinations), corrected,
		e.Weights, e.Offset, e.DropSingletons, e.Tolerance, e.File, e.Separating, e.Notes, newRepaired(e.Repair), fit.json()})
	if err != nil {
		return nil, err
	}
	return e.annexed(text)
}

// repaired is what was done to a covariance that was not positive semidefinite.
type repaired struct {
	Eigenvalues int      `json:"negative_eigenvalues"`
	Share       *float64 `json:"share_of_positive"` // null: none was positive
}

func newRepaired(r *ppml.Repair) *repaired {
	if r == nil {
		return nil
	}
	share := &r.Share
	if r.Zeroed {
		share = nil
	}
	return &repaired{r.Eigenvalues, share}
}

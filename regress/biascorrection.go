package regress

import (
	"slices"
	"strings"

	"dyad/internal/hint"
	"dyad/stat/ppml"
)

// BiasCorrection says that an estimate's coefficients and errors, or in two-way
// models its errors alone, are corrected after Weidner and Zylkin (2021), and what
// they were before.
type BiasCorrection struct {
	Corrected   []string      `json:"corrected"` // "estimates" and "errors", or "errors" alone
	Pair        string        `json:"pair"`
	Pairs       int           `json:"pairs"`
	Exact       bool          `json:"exact"` // or by leading terms, see ppml.BiasCorrection
	Uncorrected []Coefficient `json:"-"`
}

// correct gives the result with corrected coefficients and errors.
func (s *specification) correct(d *design, r *ppml.Result) (*ppml.Result, *BiasCorrection, error) {
	pair, err := s.pair(d)
	if err != nil {
		return nil, nil, err
	}
	if err := s.repeatedPair(d, r, pair); err != nil {
		return nil, nil, err
	}
	c, err := ppml.BiasCorrection(d.model, r, pair)
	if err != nil {
		return nil, nil, err
	}
	out := *r
	out.Coef, out.VCov, out.Repair = c.Coef, c.VCov, c.Repair
	out.Errors = ppml.Clustered
	out.Clusters = []ppml.ClusterCount{{Name: pair.Name, Groups: c.Pairs}}
	corrected := []string{"errors"}
	if slices.ContainsFunc(d.model.Effects, func(e ppml.Factor) bool { return e.Name == pair.Name }) {
		corrected = []string{"estimates", "errors"}
	}
	return &out, &BiasCorrection{Corrected: corrected, Pair: pair.Name, Pairs: c.Pairs, Exact: c.Exact}, nil
}

// pair finds the factor of exporter and importer: the one cluster, or the one
// effect of a single column among three.
func (s *specification) pair(d *design) (ppml.Factor, error) {
	const where = "--bias-correct"
	if s.family != ppml.Poisson {
		return ppml.Factor{}, hint.New(hint.Usage, where, "the correction is for Poisson models", "drop it, or use --family poisson")
	}
	if len(d.clusters) == 1 {
		for _, e := range d.model.Effects {
			if sameColumns(e.Name, d.clusters[0].Name) {
				return e, nil
			}
		}
		return d.clusters[0], nil
	}
	if len(d.clusters) == 0 && len(d.model.Effects) == 3 {
		var found []ppml.Factor
		for _, e := range d.model.Effects {
			if !strings.Contains(e.Name, "^") {
				found = append(found, e)
			}
		}
		if len(found) == 1 {
			return found[0], nil
		}
	}
	return ppml.Factor{}, hint.New(hint.Usage, where, "which effect or column is the pair of exporter and importer?", "name it alone as cluster: --cluster pair, or --cluster exporter^importer")
}

// sameColumns compares interactions whatever the order of their columns.
func sameColumns(a, b string) bool {
	x, y := strings.Split(a, "^"), strings.Split(b, "^")
	if len(x) != len(y) {
		return false
	}
	for _, n := range x {
		if !slices.Contains(y, n) {
			return false
		}
	}
	return true
}

package ppml

import (
	"context"
	"math"
	"testing"
)

// TestReghdfeConvention holds errors of a panel with exporter-year and
// importer-year effects, which form one component a year, to R 4's lm() with all
// effects as dummies (rank 29 of 32 columns): vcov(), and vcovHC() and vcovCL() of
// sandwich, type HC1, which is what Stata's regress gives.
func TestReghdfeConvention(t *testing.T) {
	var m Model
	exporter, importer := Factor{Name: "exporter", Groups: 5}, Factor{Name: "importer", Groups: 5}
	from, to, pair := Factor{Name: "exporter^year", Groups: 15}, Factor{Name: "importer^year", Groups: 15}, Factor{Name: "pair", Groups: 25}
	var x, z []float64
	for i := range 5 {
		for j := range 5 {
			for year := range 3 {
				if i == j {
					continue
				}
				a, b := float64((7*i+3*j+5*year)%11)/4, float64((i*j+year)%3)
				x, z = append(x, a), append(z, b)
				m.Y = append(m.Y, 1+0.5*a-0.3*b+float64((13*i+17*j+29*year)%23)/10+float64(i*year)/5)
				for f, g := range map[*Factor]int{&exporter: i, &importer: j, &from: 3*i + year, &to: 3*j + year, &pair: 5*i + j} {
					f.ID = append(f.ID, int32(g))
				}
			}
		}
	}
	m.X = []Regressor{{"x", x}, {"z", z}}
	m.Effects, m.Family = []Factor{from, to}, Gaussian
	for _, c := range []struct {
		name     string
		errors   Errors
		clusters []Factor
		x, z     float64
	}{
		{"classical", Classical, nil, 0.138621901040198, 0.224989402363485},
		{"robust", Robust, nil, 0.136200383022324, 0.248222321229263},
		{"by pair", Clustered, []Factor{pair}, 0.114079149044866, 0.313187720081861},
	} {
		r, err := Fit(context.Background(), m, Options{Errors: c.errors, Clusters: c.clusters, SmallSample: Reghdfe})
		if err != nil {
			t.Fatal(err)
		}
		if r.Parameters != 29 || math.Abs(r.Coef[0].StdError-c.x) > 1e-10 || math.Abs(r.Coef[1].StdError-c.z) > 1e-10 {
			t.Errorf("%s: K %d, errors %.12f %.12f, want 29, %.12f %.12f", c.name, r.Parameters, r.Coef[0].StdError, r.Coef[1].StdError, c.x, c.z)
		}
		if k, err := r.FreeParameters(m); k != 29 || err != nil {
			t.Errorf("%s: %d free parameters, %v", c.name, k, err)
		}
	}
	// Poisson errors are ppmlhdfe's.
	m.Family = Poisson
	var poisson [2]float64
	for k, convention := range []Convention{Stata, Reghdfe} {
		r, err := Fit(context.Background(), m, Options{SmallSample: convention})
		if err != nil {
			t.Fatal(err)
		}
		poisson[k] = r.Coef[0].StdError
	}
	if poisson[0] != poisson[1] || poisson[0] == 0 {
		t.Errorf("errors of Poisson %v", poisson)
	}
	m.Family = Gaussian
	// Effects nested in the clusters are not counted, the constant is.
	m.Effects = []Factor{exporter}
	r, err := Fit(context.Background(), m, Options{Errors: Clustered, Clusters: []Factor{exporter}, SmallSample: Reghdfe})
	if err != nil || r.Parameters != 3 {
		t.Errorf("K %d, %v", r.Parameters, err)
	}
	if _, err := r.FreeParameters(Model{}); err == nil {
		t.Error("a model that is not the result's is taken")
	}
}

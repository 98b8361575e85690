package gravity_test

import (
	"context"
	"fmt"
	"math"

	"dyad/gravity"
	"dyad/regress"
)

// Trade that doubles with an agreement and falls with distance exactly.
func ExampleFitFlows() {
	var flows []gravity.Flow
	codes := []string{"CHN", "RUS", "DEU", "USA"}
	for i, a := range codes {
		for j, b := range codes {
			for year := 2010; year < 2013; year++ {
				value := 100 * float64(i+1) * float64(j+2)
				if i+j == 1 && year == 2012 {
					value *= 2
				}
				if a != b {
					flows = append(flows, gravity.Flow{Exporter: a, Importer: b, Year: year, Value: value})
				}
			}
		}
	}
	e, err := gravity.FitFlows(context.Background(), flows, nil, regress.FitOptions{
		Formula: "trade ~ I(dyad == 'CHN-RUS' && year == 2012) | exporter^year + importer^year + pair",
		Cluster: []string{"dyad"},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("%d observations, effect %.3f = ln %.3f\n", e.N, e.Coef[0].Estimate, math.Exp(e.Coef[0].Estimate))
	// Output: 36 observations, effect 0.693 = ln 2.000
}

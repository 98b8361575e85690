package ppml_test

import (
	"context"
	"fmt"

	"dyad/stat/ppml"
)

// Trade between three economies in one year, explained by distance and the
// economies' own effects.  (R's glm gives the same.)
func ExampleFit() {
	trade := []float64{9, 2, 5, 1, 7, 3, 4, 2, 8}
	distance := []float64{0, 2, 1, 2, 0, 1, 1, 1.5, 0}
	exporter := []int32{0, 0, 0, 1, 1, 1, 2, 2, 2}
	importer := []int32{0, 1, 2, 0, 1, 2, 0, 1, 2}
	model := ppml.Model{
		Y: trade,
		X: []ppml.Regressor{{Name: "distance", X: distance}},
		Effects: []ppml.Factor{
			{Name: "exporter", ID: exporter, Groups: 3},
			{Name: "importer", ID: importer, Groups: 3},
		},
	}
	result, err := ppml.Fit(context.Background(), model, ppml.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, c := range result.Coef {
		fmt.Printf("%s %.3f\n", c.Name, c.Estimate)
	}
	total := 0.0
	for i := range 3 {
		total += result.Fitted[i]
	}
	fmt.Printf("exports of the first economy: %.0f fitted, 16 actual\n", total)
	// Output:
	// distance -0.812
	// exports of the first economy: 16 fitted, 16 actual
}

package trend_test

import (
	"fmt"

	"dyad/stat/trend"
)

// Level of Lake Huron in feet, 1875–1898: does it fall, and by how much a year?
// Its persistence makes S vary more than the plain test allows for.
func ExampleMannKendall() {
	y := []float64{580.38, 581.86, 580.97, 580.8, 579.79, 580.39, 580.42, 580.82, 581.4, 581.32, 581.44, 581.68,
		581.17, 580.53, 580.01, 579.91, 579.14, 579.16, 579.55, 579.67, 578.44, 578.24, 579.1, 579.09}
	plain, err := trend.MannKendall(y)
	if err != nil {
		fmt.Println(err)
		return
	}
	persistent, err := trend.YueWang(y)
	if err != nil {
		fmt.Println(err)
		return
	}
	sen, err := trend.SenSlope(nil, y, 0.95)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("S = %d, z = %.2f, p = %.4f; variance × %.2f: p = %.3f\n", plain.S, plain.Z, plain.P, persistent.Factor, persistent.P)
	fmt.Printf("%.3f ft a year, %.3f to %.3f\n", sen.Slope, sen.Lower, sen.Upper)
	// Output:
	// S = -138, z = -3.40, p = 0.0007; variance × 3.29: p = 0.061
	// -0.112 ft a year, -0.159 to -0.058
}

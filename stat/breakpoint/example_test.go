package breakpoint_test

import (
	"fmt"

	"dyad/stat/breakpoint"
)

// The annual flow of the Nile at Aswan, 1881–1920, in 10⁸ m³ (Cobb 1978): when did
// it fall, by how much, and was it the year that the first dam was begun, 1899?
// (R's strucchange gives the same figures.)
func ExampleFind() {
	const first = 1881
	flow := []float64{995, 935, 1110, 994, 1020, 960, 1180, 799, 958, 1140,
		1100, 1210, 1150, 1250, 1260, 1220, 1030, 1100, 774, 840,
		874, 694, 940, 833, 701, 916, 692, 1020, 1050, 969,
		831, 726, 456, 824, 702, 1120, 1100, 832, 764, 821}
	found, err := breakpoint.Find(flow, breakpoint.Mean(), breakpoint.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	intervals, err := found.Intervals(found.Chosen, breakpoint.IntervalOptions{})
	if err != nil {
		fmt.Println(err)
		return
	}
	segments, err := found.Segments(found.Chosen)
	if err != nil {
		fmt.Println(err)
		return
	}
	for i, v := range intervals {
		fmt.Printf("after %d (%d to %d): from %.0f to %.0f\n", first-1+v.After, first-1+v.Lower, first-1+v.Upper,
			segments[i].Coefficients[0], segments[i+1].Coefficients[0])
	}
	since1899, err := breakpoint.Chow(flow, breakpoint.Mean(), 1898-first+1)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("a change after 1898: F(%d, %d) = %.1f, p = %.1g\n", since1899.DF1, since1899.DF2, since1899.F, since1899.P)
	// Output:
	// after 1898 (1893 to 1901): from 1078 to 840
	// a change after 1898: F(1, 38) = 27.5, p = 6e-06
}

package survival_test

import (
	"fmt"

	"dyad/stat/survival"
)

// Months from an agreement's signature to the start of work, of six projects; two
// had not started when last looked at.
func ExampleKaplanMeier() {
	d := survival.Data{
		Exit:  []float64{4, 7, 7, 12, 18, 30},
		Cause: []int{1, 1, 0, 1, 0, 1},
	}
	curves, err := survival.KaplanMeier(d, survival.Options{Limits: survival.LogLog})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, p := range curves[0].Points {
		lower, known := p.Lower.Get()
		if !known {
			fmt.Printf("%2.0f months: %.3f, no limits\n", p.Time, p.Estimate)
			continue
		}
		upper, _ := p.Upper.Get()
		fmt.Printf("%2.0f months: %.3f (%.3f to %.3f), %d at risk\n", p.Time, p.Estimate, lower, upper, p.AtRisk)
	}
	median, _, _ := curves[0].Median()
	fmt.Println("half had started after", median, "months")
	// Output:
	//  4 months: 0.833 (0.273 to 0.975), 6 at risk
	//  7 months: 0.667 (0.195 to 0.904), 5 at risk
	// 12 months: 0.444 (0.066 to 0.785), 3 at risk
	// 18 months: 0.444 (0.066 to 0.785), 2 at risk
	// 30 months: 0.000, no limits
	// half had started after 12 months
}

// Completion (1) competes with abandonment (2).
func ExampleAalenJohansen() {
	d := survival.Data{
		Exit:  []float64{4, 7, 7, 12, 18, 30},
		Cause: []int{1, 2, 0, 1, 0, 2},
	}
	incidence, err := survival.AalenJohansen(d, survival.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, c := range incidence {
		last := c.Points[len(c.Points)-1]
		se, _ := last.StdError.Get()
		fmt.Printf("cause %d: %.3f (standard error %.3f) by month %.0f\n", c.Cause, last.Estimate, se, last.Time)
	}
	// Output:
	// cause 1: 0.389 (standard error 0.219) by month 30
	// cause 2: 0.611 (standard error 0.219) by month 30
}

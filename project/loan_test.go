package project

import (
	"math"
	"testing"
)

// The oracle are the values that AidData publishes for loans of GCDF 3.0 (field
// Grant Element (OECD Cash-Flow)): records 26602 and its neighbours, with rate,
// maturity and grace as printed there.
func TestGrantElementIsThatOfAidData(t *testing.T) {
	for _, c := range []struct{ rate, maturity, grace, want float64 }{
		{2, 20, 7, 56.0077}, {2, 20, 6.5, 55.3188}, {0, 20, 10, 75.0516}, {2, 20, 5, 53.1012}, {1.8, 20, 5, 54.4694}, {0.659, 22, 7, 67.651},
	} {
		got, err := GrantElement(c.rate, c.maturity, c.grace)
		if err != nil || math.Abs(got-c.want) > 6e-5 {
			t.Errorf("%v %% over %v years, grace %v: %v, %v; AidData has %v", c.rate, c.maturity, c.grace, got, err, c.want)
		}
	}
}

// The oracle is the definition: the face value less the present value of every
// payment, added up payment by payment.
func TestGrantElementIsThePresentValueOfPayments(t *testing.T) {
	d := math.Sqrt(1.1) - 1
	for _, c := range []struct{ rate, maturity, grace float64 }{{2, 20, 5}, {10, 10, 1}, {0, 8, 8}, {5, 3, 0.5}} {
		payments, first := int(2*c.maturity), int(2*c.grace)
		n := payments - first + 1
		balance, worth := 100.0, 0.0
		for k := 1; k <= payments; k++ {
			pay := balance * c.rate / 200
			if k >= first {
				pay += 100 / float64(n)
				balance -= 100 / float64(n)
			}
			worth += pay / math.Pow(1+d, float64(k))
		}
		got, err := GrantElement(c.rate, c.maturity, c.grace)
		if err != nil || math.Abs(got-(100-worth)) > 1e-9 {
			t.Errorf("%+v: %v, %v, want %v", c, got, err, 100-worth)
		}
	}
	for _, c := range [][3]float64{{-1, 20, 5}, {2, 0, 0}, {2, 5, 6}, {math.NaN(), 20, 5}, {2, 20, -1}} {
		if _, err := GrantElement(c[0], c[1], c[2]); err == nil {
			t.Errorf("%v are taken for the terms of a loan", c)
		}
	}
}

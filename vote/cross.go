package vote

import (
	"errors"
	"math"
)

// Choices, in their order from for to against.
const (
	Yes = iota
	Abstain
	No
)

// Cross is the table of two members' votes: Cross[i][j] roll calls in which the
// first chose i and the second j.
type Cross [3][3]int

var errNone = errors.New("no roll call in which it is defined")

// N is the number of roll calls in which both voted.
func (c Cross) N() int {
	n := 0
	for i := range c {
		for j := range c[i] {
			n += c[i][j]
		}
	}
	return n
}

// Agreement is the part of roll calls in which both chose the same.
func (c Cross) Agreement() (float64, error) {
	n := c.N()
	if n == 0 {
		return 0, errNone
	}
	return float64(c[Yes][Yes]+c[Abstain][Abstain]+c[No][No]) / float64(n), nil
}

// Coincidence is the part of roll calls in which both chose the same among those
// in which neither abstained, as the United States' reports count it.
func (c Cross) Coincidence() (float64, error) {
	same, other := c[Yes][Yes]+c[No][No], c[Yes][No]+c[No][Yes]
	if same+other == 0 {
		return 0, errNone
	}
	return float64(same) / float64(same+other), nil
}

// S is Signorino and Ritter's similarity with absolute distances: an abstention
// is half way between yes and no, each roll call weighs the same; from −1 to 1.
func (c Cross) S() (float64, error) {
	n := c.N()
	if n == 0 {
		return 0, errNone
	}
	apart := 0
	for i := range c {
		for j := range c[i] {
			apart += c[i][j] * max(i-j, j-i)
		}
	}
	return 1 - float64(apart)/float64(n), nil
}

// margins are the parts of roll calls in which each made each choice.
func (c Cross) margins() (a, b [3]float64) {
	n := float64(c.N())
	for i := range c {
		for j := range c[i] {
			a[i] += float64(c[i][j]) / n
			b[j] += float64(c[i][j]) / n
		}
	}
	return a, b
}

// Kappa is Cohen's: agreement beyond what the two members' own habits give.
func (c Cross) Kappa() (float64, error) {
	return c.beyond(func(a, b float64) float64 { return a * b })
}

// Pi is Scott's: agreement beyond what their common habit gives.
func (c Cross) Pi() (float64, error) {
	return c.beyond(func(a, b float64) float64 { return (a + b) / 2 * ((a + b) / 2) })
}

func (c Cross) beyond(chance func(a, b float64) float64) (float64, error) {
	p, err := c.Agreement()
	if err != nil {
		return 0, err
	}
	a, b := c.margins()
	e := 0.0
	for i := range a {
		e += chance(a[i], b[i])
	}
	if math.Abs(1-e) < 1e-12 {
		return 0, errors.New("both always chose the same: chance alone would agree")
	}
	return (p - e) / (1 - e), nil
}

// Opposed is the part of roll calls in which one said yes and the other no.
func (c Cross) Opposed() (float64, error) {
	n := c.N()
	if n == 0 {
		return 0, errNone
	}
	return float64(c[Yes][No]+c[No][Yes]) / float64(n), nil
}

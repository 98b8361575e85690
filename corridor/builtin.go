package corridor

import (
	"bytes"
	_ "embed"
)

//go:embed legs.csv
var builtin []byte

// Builtin is the table of legs that comes with dyad, a schematic Eurasia. The
// three prices of Alexeeva and Lasserre (2018, paragraph 29) stand as the article
// gives them, which is not between one origin and destination; every other
// price and every time is assumed and says so. The bridge of Tongjiang stands
// with a capacity of zero, its Russian half missing (paragraph 18).
func Builtin() ([]Leg, error) { return ReadLegs(bytes.NewReader(builtin), "legs.csv") }

package source

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"dyad/internal/hint"
)

// Scale is a factor between printed and stored values. Where it is a power of
// ten, Power holds the exponent and the factor can be applied to the printed
// digits without a rounding of its own.
type Scale struct {
	Factor  float64
	Power   int
	Decimal bool
}

// ParseScale reads "1e6", "1000", "0.001" or "1.1"; "" is 1.
func ParseScale(text string) (Scale, error) {
	if text == "" {
		return Scale{Factor: 1, Decimal: true}, nil
	}
	f, err := strconv.ParseFloat(text, 64)
	if err != nil || !(f >= 1e-18 && f <= 1e18) || strings.ContainsAny(text, "xX_") {
		return Scale{}, hint.New(hint.Usage, "", fmt.Sprintf("the scale %q is not a positive number", text),
			"--scale 1e6 for values in millions")
	}
	power := int(math.Round(math.Log10(f)))
	exact, _ := strconv.ParseFloat("1e"+strconv.Itoa(power), 64)
	return Scale{Factor: f, Power: power, Decimal: f == exact}, nil
}

package formula

import (
	"fmt"
	"math"
)

// Gradient computes an arithmetic expression of named quantities and its
// derivative after each of them. A quantity is known by the text of a part of the
// expression, so that a coefficient called log(dist) or I(x > 2) can be written as
// it is called; a column that is none gives an error that names it.
func Gradient(e Expression, quantity func(name string) (float64, bool)) (value float64, slopes map[string]float64, err error) {
	name := e.String()
	if c, ok := e.(Column); ok {
		name = c.Name
	}
	if v, ok := quantity(name); ok {
		return v, map[string]float64{name: 1}, nil
	}
	switch e := e.(type) {
	case Number:
		return e.Value, nil, nil
	case Column:
		return 0, nil, misuse(e, "there is no coefficient "+e.String(), "")
	case Unary:
		if e.Operator == "-" {
			v, s, err := Gradient(e.Operand, quantity)
			return -v, scale(s, -1), err
		}
	case Call:
		slope := derivatives[e.Function]
		if slope == nil {
			break
		}
		v, s, err := Gradient(e.Argument, quantity)
		if err != nil {
			return 0, nil, err
		}
		return functionOf(e.Function)(v), scale(s, slope(v)), nil
	case Binary:
		return gradientOfBinary(e, quantity)
	}
	return 0, nil, misuse(e, "this has no derivative: "+e.String(), "combine coefficients with + - * / ^ and functions")
}

func gradientOfBinary(e Binary, quantity func(string) (float64, bool)) (float64, map[string]float64, error) {
	var ofA, ofB float64 // partial derivatives
	a, sa, err := Gradient(e.Left, quantity)
	if err != nil {
		return 0, nil, err
	}
	b, sb, err := Gradient(e.Right, quantity)
	if err != nil {
		return 0, nil, err
	}
	switch e.Operator {
	case "+":
		ofA, ofB = 1, 1
	case "-":
		ofA, ofB = 1, -1
	case "*":
		ofA, ofB = b, a
	case "/":
		ofA, ofB = 1/b, -a/(b*b)
	case "^":
		ofA = b * math.Pow(a, b-1)
		if len(sb) > 0 { // a number in the exponent has none, even where the base is negative
			ofB = math.Pow(a, b) * math.Log(a)
		}
	default:
		return 0, nil, misuse(e, fmt.Sprintf("this has no derivative: %s", e), "combine coefficients with + - * / ^ and functions")
	}
	slopes := scale(sa, ofA)
	for name, s := range sb {
		slopes[name] += s * ofB
	}
	return operatorOf(e.Operator)(a, b), slopes, nil
}

func scale(slopes map[string]float64, by float64) map[string]float64 {
	out := make(map[string]float64, len(slopes))
	for name, s := range slopes {
		out[name] = s * by
	}
	return out
}

var derivatives = map[string]func(x float64) float64{
	"I":     func(float64) float64 { return 1 },
	"log":   func(x float64) float64 { return 1 / x },
	"log10": func(x float64) float64 { return 1 / (x * math.Ln10) },
	"log1p": func(x float64) float64 { return 1 / (1 + x) },
	"exp":   math.Exp,
	"sqrt":  func(x float64) float64 { return 1 / (2 * math.Sqrt(x)) },
	"abs":   func(x float64) float64 { return math.Copysign(1, x) },
	"asinh": func(x float64) float64 { return 1 / math.Sqrt(1+x*x) },
}

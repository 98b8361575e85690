package formula

import (
	"fmt"
	"math"

	"dyad/internal/hint"
)

// Data is a table that expressions are computed on. Row i of every column
// belongs to the same observation. A missing number is NaN, a missing code -1.
type Data interface {
	Rows() int
	// Numbers is the column as numbers; an error if it holds text.
	Numbers(name string) ([]float64, error)
	// Codes is the column as codes into its distinct values as written.
	Codes(name string) (codes []int32, levels []string, err error)
	// Numeric tells whether every value present is a number.
	Numeric(name string) bool
}

// Truth is a three-valued truth.
type Truth int8

const (
	False Truth = iota
	True
	Unknown
)

type (
	numberBlock func(low int, out []float64)
	truthBlock  func(low int, out []Truth)
)

// Numbers computes an arithmetic expression on every row; a missing operand
// gives a missing result, and so does a function outside its domain (the
// logarithm of zero, a division by zero). A lone column is returned as it is.
func Numbers(e Expression, data Data) ([]float64, error) {
	if c, ok := e.(Column); ok {
		return data.Numbers(c.Name)
	}
	if _, err := compileNumber(e, data); err != nil {
		return nil, err
	}
	out := make([]float64, data.Rows())
	InBlocks(len(out), func() func(low, high int) {
		block, _ := compileNumber(e, data) // with vectors of its own
		return func(low, high int) { block(low, out[low:high]) }
	})
	return out, nil
}

// Truths computes a condition on every row.
func Truths(e Expression, data Data) ([]Truth, error) {
	if _, err := compileTruth(e, data); err != nil {
		return nil, err
	}
	out := make([]Truth, data.Rows())
	InBlocks(len(out), func() func(low, high int) {
		block, _ := compileTruth(e, data)
		return func(low, high int) { block(low, out[low:high]) }
	})
	return out, nil
}

func isCondition(e Expression) bool {
	switch e := e.(type) {
	case In:
		return true
	case Unary:
		return e.Operator == "!"
	case Binary:
		return strength(e) <= 4
	}
	return false
}

func misuse(e Expression, what, try string) error {
	return hint.New(hint.Usage, fmt.Sprintf("expression, column %d", e.Position()), what, try)
}

func compileNumber(e Expression, data Data) (numberBlock, error) {
	if isCondition(e) {
		t, err := compileTruth(e, data)
		if err != nil {
			return nil, err
		}
		scratch := make([]Truth, blockRows)
		return func(low int, out []float64) {
			t(low, scratch[:len(out)])
			for i := range out {
				switch scratch[i] {
				case Unknown:
					out[i] = math.NaN()
				default:
					out[i] = float64(scratch[i])
				}
			}
		}, nil
	}
	switch e := e.(type) {
	case Number:
		return func(_ int, out []float64) {
			for i := range out {
				out[i] = e.Value
			}
		}, nil
	case Text:
		return nil, misuse(e, "a text stands where a number is needed: "+e.String(), "")
	case Column:
		x, err := data.Numbers(e.Name)
		if err != nil {
			return nil, err
		}
		return func(low int, out []float64) { copy(out, x[low:]) }, nil
	case Call:
		f := functionOf(e.Function)
		if f == nil {
			return nil, misuse(e, "there is no function "+e.Function+"()", "")
		}
		x, err := compileNumber(e.Argument, data)
		if err != nil {
			return nil, err
		}
		return func(low int, out []float64) {
			x(low, out)
			for i, v := range out {
				out[i] = f(v)
			}
		}, nil
	case Unary:
		x, err := compileNumber(e.Operand, data)
		if err != nil {
			return nil, err
		}
		return func(low int, out []float64) {
			x(low, out)
			for i, v := range out {
				out[i] = -v
			}
		}, nil
	case Binary:
		return compileArithmetic(e, data)
	}
	return nil, misuse(e, "this is no arithmetic: "+e.String(), "")
}

func compileArithmetic(e Binary, data Data) (numberBlock, error) {
	left, err := compileNumber(e.Left, data)
	if err != nil {
		return nil, err
	}
	right, err := compileNumber(e.Right, data)
	if err != nil {
		return nil, err
	}
	f := operatorOf(e.Operator)
	scratch := make([]float64, blockRows)
	return func(low int, out []float64) {
		left(low, out)
		r := scratch[:len(out)]
		right(low, r)
		for i, v := range out {
			out[i] = f(v, r[i])
		}
	}, nil
}

func functionOf(name string) func(float64) float64 {
	switch name {
	case "I":
		return func(x float64) float64 { return x }
	case "log":
		return defined(math.Log)
	case "log10":
		return defined(math.Log10)
	case "log1p":
		return defined(math.Log1p)
	case "sqrt":
		return math.Sqrt
	case "exp":
		return math.Exp
	case "abs":
		return math.Abs
	case "asinh":
		return math.Asinh
	}
	return nil
}

// defined turns minus infinity, the value of a logarithm at its pole, into a
// missing value.
func defined(f func(float64) float64) func(float64) float64 {
	return func(x float64) float64 {
		if y := f(x); !math.IsInf(y, -1) {
			return y
		}
		return math.NaN()
	}
}

func operatorOf(op string) func(a, b float64) float64 {
	switch op {
	case "+":
		return func(a, b float64) float64 { return a + b }
	case "-":
		return func(a, b float64) float64 { return a - b }
	case "*":
		return func(a, b float64) float64 { return a * b }
	case "/":
		return func(a, b float64) float64 {
			if b == 0 {
				return math.NaN()
			}
			return a / b
		}
	case "%":
		return remainder
	}
	return power
}

// power is missing when the base is missing (math.Pow(NaN, 0) is 1) or at a pole.
func power(a, b float64) float64 {
	if math.IsNaN(a) || math.IsNaN(b) || a == 0 && b < 0 {
		return math.NaN()
	}
	return math.Pow(a, b)
}

// remainder has the sign of the divisor, as in R and Stata's mod().
func remainder(a, b float64) float64 {
	if b == 0 {
		return math.NaN()
	}
	r := math.Mod(a, b)
	if r != 0 && (r < 0) != (b < 0) {
		r += b
	}
	return r
}

package formula

import (
	"fmt"
	"math"
)

// exactLimit is the whole number from which on a float64 does not tell a whole
// number from the next: numbers this large are identities, as those of products
// or firms, and are compared by their digits.
const exactLimit = 1 << 53

// beyond says whether an expression is a number, perhaps negated, too large for
// a float64 to tell from its neighbours, and gives it as written.
func beyond(e Expression) (text string, yes bool) {
	switch e := e.(type) {
	case Number:
		return e.Word, math.Abs(e.Value) >= exactLimit
	case Unary:
		if n, ok := e.Operand.(Number); ok && e.Operator == "-" {
			return "-" + n.Word, n.Value >= exactLimit
		}
	}
	return "", false
}

// anyBeyond says whether a list has such a number.
func anyBeyond(list []Expression) bool {
	for _, e := range list {
		if _, yes := beyond(e); yes {
			return true
		}
	}
	return false
}

// comparedExactly says whether a comparison is of a column with a number beyond
// the limit.
func comparedExactly(e Binary) bool {
	_, column := e.Left.(Column)
	_, number := beyond(e.Right)
	if _, yes := e.Right.(Column); yes {
		column = true
		_, number = beyond(e.Left)
	}
	return column && number
}

// compileExact decides once for each distinct value of a column, by its digits.
func compileExact(c Column, data Data, holds func(d decimal) bool) (truthBlock, error) {
	if _, err := data.Numbers(c.Name); err != nil {
		return nil, err
	}
	codes, levels, err := data.Codes(c.Name)
	if err != nil {
		return nil, err
	}
	verdict := make([]Truth, len(levels)+1)
	verdict[len(levels)] = Unknown
	for k, level := range levels {
		d, ok := parseDecimal(level)
		switch {
		case !ok:
			verdict[k] = Unknown
		case holds(d):
			verdict[k] = True
		}
	}
	return func(low int, out []Truth) {
		for i := range out {
			k := codes[low+i]
			if k < 0 {
				k = int32(len(levels))
			}
			out[i] = verdict[k]
		}
	}, nil
}

// compileExactComparison is of a column with a number beyond the limit, on
// either side.
func compileExactComparison(e Binary, data Data) (truthBlock, error) {
	column, flipped := e.Left.(Column)
	number, _ := beyond(e.Right)
	if !flipped {
		column, _ = e.Right.(Column)
		number, _ = beyond(e.Left)
	}
	flipped = !flipped
	wanted, ok := parseDecimal(number)
	if !ok {
		return nil, misuse(e, number+" is too large to compare with", "")
	}
	holds := comparison(e.Operator)
	return compileExact(column, data, func(d decimal) bool {
		if flipped {
			return holds(float64(wanted.compare(d)), 0)
		}
		return holds(float64(d.compare(wanted)), 0)
	})
}

// compileExactIn is membership in a list with such a number.
func compileExactIn(c Column, list []Expression, not bool, data Data) (truthBlock, error) {
	wanted := make([]decimal, len(list))
	for k, e := range list {
		d, ok := parseDecimal(e.String())
		if !ok {
			return nil, misuse(e, e.String()+" is too large to compare with", "")
		}
		wanted[k] = d
	}
	return compileExact(c, data, func(d decimal) bool {
		for _, w := range wanted {
			if d.compare(w) == 0 {
				return !not
			}
		}
		return not
	})
}

// inexact is the error of a whole number beyond the limit that would be asked
// of an expression, whose digits nobody has.
func inexact(e, number Expression) error {
	return misuse(e, fmt.Sprintf("%s is beyond 2^53, where arithmetic rounds whole numbers, and %s is computed", number, e),
		"compare the column itself, which is exact: column == "+number.String())
}

// tied resolves the equality of two numeric columns where their doubles are
// equal but beyond the limit; nil where no row of both is.
func tied(a, b Column, data Data) (func(row int) bool, error) {
	large := func(v []float64) bool {
		for _, f := range v {
			if math.Abs(f) >= exactLimit {
				return true
			}
		}
		return false
	}
	x, err := data.Numbers(a.Name)
	if err != nil {
		return nil, err
	}
	y, err := data.Numbers(b.Name)
	if err != nil {
		return nil, err
	}
	if !large(x) || !large(y) {
		return nil, nil
	}
	p, pLevels, err := data.Codes(a.Name)
	if err != nil {
		return nil, err
	}
	q, qLevels, err := data.Codes(b.Name)
	if err != nil {
		return nil, err
	}
	return func(row int) bool {
		same, ok := SameNumber(pLevels[p[row]], qLevels[q[row]])
		return same || !ok
	}, nil
}

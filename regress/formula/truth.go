package formula

import (
	"fmt"
	"math"
	"slices"
)

// compileTruth builds a condition; a number is true when it is not zero.
func compileTruth(e Expression, data Data) (truthBlock, error) {
	switch e := e.(type) {
	case Unary:
		if e.Operator == "!" {
			x, err := compileTruth(e.Operand, data)
			if err != nil {
				return nil, err
			}
			return func(low int, out []Truth) {
				x(low, out)
				for i, v := range out {
					if v != Unknown {
						out[i] = True - v
					}
				}
			}, nil
		}
	case Binary:
		switch e.Operator {
		case "&&", "||":
			return compileLogic(e, data)
		case "==", "!=", "<", "<=", ">", ">=":
			return compileComparison(e, data)
		}
	case In:
		return compileIn(e, data)
	case Text:
		return nil, misuse(e, "a text is neither true nor false: "+e.String(), "compare it: column == "+e.String())
	}
	x, err := compileNumber(e, data)
	if err != nil {
		return nil, err
	}
	scratch := make([]float64, blockRows)
	return func(low int, out []Truth) {
		x(low, scratch[:len(out)])
		for i := range out {
			out[i] = truthOf(scratch[i])
		}
	}, nil
}

func truthOf(x float64) Truth {
	switch {
	case math.IsNaN(x):
		return Unknown
	case x != 0:
		return True
	}
	return False
}

// compileLogic is Kleene's and/or: false decides an and, true decides an or,
// whatever the other side is.
func compileLogic(e Binary, data Data) (truthBlock, error) {
	left, err := compileTruth(e.Left, data)
	if err != nil {
		return nil, err
	}
	right, err := compileTruth(e.Right, data)
	if err != nil {
		return nil, err
	}
	decides := False
	if e.Operator == "||" {
		decides = True
	}
	scratch := make([]Truth, blockRows)
	return func(low int, out []Truth) {
		left(low, out)
		r := scratch[:len(out)]
		right(low, r)
		for i, v := range out {
			switch {
			case v == decides || r[i] == decides:
				out[i] = decides
			case v == Unknown || r[i] == Unknown:
				out[i] = Unknown
			default:
				out[i] = True - decides
			}
		}
	}, nil
}

func compileComparison(e Binary, data Data) (truthBlock, error) {
	left, right := e.Left, e.Right
	_, leftText := left.(Text)
	_, rightText := right.(Text)
	if leftText && !rightText {
		left, right, rightText = right, left, true
	}
	if rightText {
		if e.Operator != "==" && e.Operator != "!=" {
			return nil, misuse(e, "texts have no order: "+e.String(), "compare texts with ==, != or in")
		}
		return compileMembership(left, []Expression{right}, e.Operator == "!=", data)
	}
	a, aColumn := left.(Column)
	b, bColumn := right.(Column)
	if aColumn && bColumn && (e.Operator == "==" || e.Operator == "!=") && !(data.Numeric(a.Name) && data.Numeric(b.Name)) {
		return compileColumns(a, b, e.Operator == "!=", data)
	}
	if comparedExactly(e) {
		return compileExactComparison(e, data)
	}
	for _, side := range [][2]Expression{{left, right}, {right, left}} {
		if _, yes := beyond(side[1]); yes && (e.Operator == "==" || e.Operator == "!=") && len(ExpressionUses(side[0]).Order) > 0 {
			return nil, inexact(side[0], side[1])
		}
	}
	x, err := compileNumber(left, data)
	if err != nil {
		return nil, err
	}
	y, err := compileNumber(right, data)
	if err != nil {
		return nil, err
	}
	holds := comparison(e.Operator)
	var equal func(row int) bool // of columns whose doubles are equal, if they do not decide it
	if aColumn && bColumn && (e.Operator == "==" || e.Operator == "!=") {
		if equal, err = tied(a, b, data); err != nil {
			return nil, err
		}
	}
	p, q := make([]float64, blockRows), make([]float64, blockRows)
	return func(low int, out []Truth) {
		n := len(out)
		x(low, p[:n])
		y(low, q[:n])
		for i := range out {
			switch {
			case math.IsNaN(p[i]) || math.IsNaN(q[i]):
				out[i] = Unknown
			case equal != nil && p[i] == q[i] && math.Abs(p[i]) >= exactLimit:
				out[i] = truth(equal(low+i) == (e.Operator == "=="))
			default:
				out[i] = truth(holds(p[i], q[i]))
			}
		}
	}, nil
}

func truth(yes bool) Truth {
	if yes {
		return True
	}
	return False
}

func comparison(op string) func(a, b float64) bool {
	switch op {
	case "==":
		return func(a, b float64) bool { return a == b }
	case "!=":
		return func(a, b float64) bool { return a != b }
	case "<":
		return func(a, b float64) bool { return a < b }
	case "<=":
		return func(a, b float64) bool { return a <= b }
	case ">":
		return func(a, b float64) bool { return a > b }
	}
	return func(a, b float64) bool { return a >= b }
}

func compileIn(e In, data Data) (truthBlock, error) {
	if _, isText := e.List[0].(Text); isText {
		return compileMembership(e.Operand, e.List, e.Not, data)
	}
	if anyBeyond(e.List) {
		c, ok := e.Operand.(Column)
		if !ok {
			return nil, inexact(e.Operand, e.List[slices.IndexFunc(e.List, func(x Expression) bool { return anyBeyond([]Expression{x}) })])
		}
		return compileExactIn(c, e.List, e.Not, data)
	}
	set := map[float64]bool{}
	for _, v := range e.List {
		set[v.(Number).Value] = true
	}
	x, err := compileNumber(e.Operand, data)
	if err != nil {
		return nil, err
	}
	scratch := make([]float64, blockRows)
	return func(low int, out []Truth) {
		x(low, scratch[:len(out)])
		for i := range out {
			switch {
			case math.IsNaN(scratch[i]):
				out[i] = Unknown
			case set[scratch[i]] != e.Not:
				out[i] = True
			default:
				out[i] = False
			}
		}
	}, nil
}

// compileMembership decides once for each distinct value of a text column.
func compileMembership(operand Expression, list []Expression, not bool, data Data) (truthBlock, error) {
	if t, ok := operand.(Text); ok {
		found := false
		for _, v := range list {
			found = found || v.(Text).Value == t.Value
		}
		verdict := False
		if found != not {
			verdict = True
		}
		return func(_ int, out []Truth) {
			for i := range out {
				out[i] = verdict
			}
		}, nil
	}
	c, ok := operand.(Column)
	if !ok {
		return nil, misuse(operand, fmt.Sprintf("only a column is compared with a text, not %s", operand), "")
	}
	codes, levels, err := data.Codes(c.Name)
	if err != nil {
		return nil, err
	}
	wanted := map[string]bool{}
	for _, v := range list {
		wanted[v.(Text).Value] = true
	}
	verdict := make([]Truth, len(levels)+1)
	verdict[len(levels)] = Unknown
	for k, level := range levels {
		if wanted[level] != not {
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

// compileColumns compares two columns as texts.
func compileColumns(a, b Column, not bool, data Data) (truthBlock, error) {
	x, xLevels, err := data.Codes(a.Name)
	if err != nil {
		return nil, err
	}
	y, yLevels, err := data.Codes(b.Name)
	if err != nil {
		return nil, err
	}
	index := make(map[string]int32, len(xLevels))
	for k, s := range xLevels {
		index[s] = int32(k)
	}
	same := make([]int32, len(yLevels)) // the code in a of each value of b, or -2
	for k, s := range yLevels {
		same[k] = -2
		if v, ok := index[s]; ok {
			same[k] = v
		}
	}
	return func(low int, out []Truth) {
		for i := range out {
			p, q := x[low+i], y[low+i]
			switch {
			case p < 0 || q < 0:
				out[i] = Unknown
			case (p == same[q]) != not:
				out[i] = True
			default:
				out[i] = False
			}
		}
	}, nil
}

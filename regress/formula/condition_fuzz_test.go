package formula

import (
	"math"
	"math/big"
	"testing"
)

// A condition that is read is written in a form that reads the same, and what it
// says of rows follows Kleene's logic and, of a column and a number alone,
// math/big, to the last digit.
func FuzzCondition(f *testing.F) {
	for _, s := range []string{
		"x == 1", "x != y && !(x < 2)", "x in (1, 2, -3)", "t == 'a' || t not in (\"b\", 'c')", "x % 4 == 2", "id == 10000000000000003", "9007199254740993 >= id",
		"id in (10000000000000004, 1)", "log(x) > 0", "x^y^2 - -x", "not", "x in ()", "id == id2", "1e400 > x", "id < 1e309", "x == 0x10", "((x))", "`x` == .5",
	} {
		f.Add(s)
	}
	data := table{
		"x":   {"1", "-2", "", "0", "4"},
		"y":   {"2", "", "3", "0", "-1"},
		"t":   {"a", "b", "", "c", "1"},
		"id":  {"10000000000000003", "10000000000000004", "9007199254740993", "-9007199254740993", ""},
		"id2": {"10000000000000003", "10000000000000003", "9007199254740992", "", "1"},
	}
	f.Fuzz(func(t *testing.T, s string) {
		e, err := ParseExpression(s, "where")
		if err != nil {
			return
		}
		again, err := ParseExpression(e.String(), "where")
		if err != nil || again.String() != e.String() {
			t.Fatalf("%q is written %q, which reads as %v, %v", s, e, again, err)
		}
		truths, err := Truths(e, data)
		if err != nil {
			return
		}
		negated, err := Truths(Unary{Operator: "!", Operand: e}, data)
		if err != nil {
			t.Fatalf("%q: not %v", s, err)
		}
		for i, v := range truths {
			if v == Unknown != (negated[i] == Unknown) || v != Unknown && v == negated[i] {
				t.Errorf("%q, row %d: %v, and its negation %v", s, i, v, negated[i])
			}
		}
		againstBig(t, e, data, truths)
	})
}

// againstBig judges a comparison of a numeric column with a number.
func againstBig(t *testing.T, e Expression, data table, truths []Truth) {
	b, ok := e.(Binary)
	if !ok {
		return
	}
	c, isColumn := b.Left.(Column)
	n, isNumber := b.Right.(Number)
	if !isColumn || !isNumber || strength(b) != 4 || math.IsInf(n.Value, 0) || len(n.Word) > 40 || !data.Numeric(c.Name) {
		return
	}
	want, ok := new(big.Rat).SetString(n.Word)
	if !ok || n.Value < exactLimit && want.Cmp(new(big.Rat).SetFloat64(n.Value)) != 0 {
		return // of small numbers doubles decide, by design
	}
	for i, cell := range data[c.Name] {
		x, ok := new(big.Rat).SetString(cell)
		if !ok {
			if truths[i] != Unknown {
				t.Errorf("%s, row %d: %v of nothing", e, i, truths[i])
			}
			continue
		}
		if n.Value < exactLimit {
			f, _ := x.Float64()
			x.SetFloat64(f)
		}
		if holds := comparison(b.Operator)(float64(x.Cmp(want)), 0); truth(holds) != truths[i] {
			t.Errorf("%s, row %d, %s: %v", e, i, cell, truths[i])
		}
	}
}

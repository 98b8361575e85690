package regress

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"dyad/regress/formula"
	"dyad/regress/frame"
)

// The oracle of factors: texts joined and numbered as they first occur.
func TestFactors(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 5))
	const n = 3000
	column := func(name string, levels int, ordered bool) frame.Column {
		c := frame.Column{Name: name, Codes: make([]int32, n)}
		for k := range levels {
			c.Levels = append(c.Levels, fmt.Sprint(name, k))
		}
		next := 0
		for i := range c.Codes {
			k := r.IntN(levels)
			if ordered { // numbered as they occur
				if k = min(k, next); k == next {
					next++
				}
			}
			c.Codes[i] = int32(k)
		}
		return c
	}
	columns := []frame.Column{column("a", 7, true), column("b", 40, false), column("c", 2900, false), column("d", 1<<20, false)}
	data, err := frame.New("t", columns...)
	if err != nil {
		t.Fatal(err)
	}
	before := fmt.Sprint(columns[0].Codes)
	var every, some []int32
	for i := range int32(n) {
		every = append(every, i)
		if r.IntN(3) > 0 {
			some = append(some, i)
		}
	}
	list, err := formula.ParseInteractions("a + b + a^b + c^b^a + d^c + a + b^a", "t")
	if err != nil {
		t.Fatal(err)
	}
	for _, rows := range [][]int32{nil, some} {
		found, err := factors(list, data, rows)
		if err != nil {
			t.Fatal(err)
		}
		each := rows
		if each == nil {
			each = every
		}
		for k, x := range list {
			number := map[string]int32{}
			for at, i := range each {
				text := ""
				for _, c := range x.Columns {
					codes, levels, _ := data.Codes(c.Name)
					text += levels[codes[i]] + " "
				}
				if _, ok := number[text]; !ok {
					number[text] = int32(len(number))
				}
				if found[k].ID[at] != number[text] {
					t.Fatalf("%s, row %d: group %d, want %d", x, i, found[k].ID[at], number[text])
				}
			}
			if found[k].Groups != len(number) || len(found[k].ID) != len(each) {
				t.Fatalf("%s: %d groups of %d rows, want %d of %d", x, found[k].Groups, len(found[k].ID), len(number), len(each))
			}
		}
	}
	if fmt.Sprint(columns[0].Codes) != before {
		t.Error("the data's codes are changed")
	}
}

package formula

import (
	"math/big"
	"math/rand/v2"
	"strings"
	"testing"
)

// Whole numbers beyond 2^53 are compared by their digits. The oracle is reading
// them: 2^53 = 9007199254740992, and 10000000000000003 has 10000000000000004 for
// a double.
func TestWholeNumbersBeyondDoubles(t *testing.T) {
	data := table{
		"id":    {"10000000000000003", "10000000000000004", "-10000000000000003", "", "9007199254740993", "7", "1.0000000000000003e16", "10000000000000003.0"},
		"other": {"10000000000000004", "10000000000000004", "-10000000000000003", "1", "9007199254740992", "7", "10000000000000003", "10000000000000003"},
	}
	for condition, want := range map[string]string{
		"id == 10000000000000003":                         "100?0011",
		"id != 10000000000000003":                         "011?1100",
		"10000000000000003 == id":                         "100?0011",
		"id > 10000000000000003":                          "010?0000",
		"id >= 10000000000000003":                         "110?0011",
		"10000000000000004 > id":                          "101?1111",
		"id <= 9007199254740992":                          "001?0100",
		"id < 9007199254740993":                           "001?0100",
		"id == -10000000000000003":                        "001?0000",
		"id in (10000000000000004, 7)":                    "010?0100",
		"id in (-10000000000000003, 9007199254740993)":    "001?1000",
		"id not in (10000000000000004, 7)":                "101?1011",
		"id == other":                                     "011?0111",
		"id != other":                                     "100?1000",
		"id == 7 || id == 10000000000000004":              "010?0100",
		"!(id == 10000000000000003)":                      "011?1100",
		"id == 10000000000000003 && other == 10000000000": "00000000",
	} {
		e, err := ParseExpression(condition, "where")
		if err != nil {
			t.Fatal(err)
		}
		got, err := Truths(e, data)
		if err != nil {
			t.Errorf("%s: %v", condition, err)
			continue
		}
		var b strings.Builder
		for _, v := range got {
			b.WriteByte("01?"[v])
		}
		if b.String() != want {
			t.Errorf("%s: %s, want %s", condition, b.String(), want)
		}
	}
	for _, condition := range []string{"id + 0 == 10000000000000003", "10000000000000003 != 2*id", "id - 1 in (3, 10000000000000003)"} {
		e, err := ParseExpression(condition, "where")
		if err != nil {
			t.Fatal(err)
		}
		if _, err := Truths(e, data); err == nil || !strings.Contains(err.Error(), "2^53") {
			t.Errorf("%s: %v", condition, err)
		}
	}
}

// Numbers are ordered as math/big orders them.
func TestDecimals(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	texts := []string{"0", "-0", "0.0", "1", "01", "1.0", "10e-1", "+1", "-1", ".5", "5.", "1e5", "100000", "-1e-5", "12345678901234567890123", "12345678901234567890124", "9007199254740993", "9007199254740992", "0.1", "0.10000000000000001"}
	for range 100 {
		n := make([]byte, 1+random.IntN(20))
		for i := range n {
			n[i] = byte('0' + random.IntN(10))
		}
		n[random.IntN(len(n))] = '.'
		if s := string(n); s != "." {
			texts = append(texts, s)
		}
	}
	for _, a := range texts {
		x, ok := new(big.Rat).SetString(a)
		if !ok {
			t.Fatal(a)
		}
		for _, b := range texts {
			y, _ := new(big.Rat).SetString(b)
			if same, ok := SameNumber(a, b); !ok || same != (x.Cmp(y) == 0) || CompareNumbers(a, b) != x.Cmp(y) {
				t.Errorf("%s and %s: %v, %v, %d, want %d", a, b, same, ok, CompareNumbers(a, b), x.Cmp(y))
			}
		}
	}
	for _, s := range []string{"", ".", "-", "e5", "1e", "1e9999999999", "NaN", "Inf", "0x10", "1_000", "1 2"} {
		if _, ok := parseDecimal(s); ok {
			t.Errorf("%q is no number", s)
		}
	}
}

package frame

import (
	"math"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"
)

// checkNumber holds parseNumber against strconv, the oracle, which also reads
// hexadecimal and underscored numbers and names.
func checkNumber(t *testing.T, s string) {
	t.Helper()
	got, ok := parseNumber([]byte(s))
	want, err := strconv.ParseFloat(s, 64)
	if strings.ContainsAny(s, "xX_pP") || err != nil && !math.IsInf(want, 0) {
		if ok {
			t.Errorf("%q read as %v", s, got)
		}
		return
	}
	if len(s) > 400 {
		return
	}
	if !ok || math.Float64bits(got) != math.Float64bits(want) && !math.IsNaN(want) {
		t.Errorf("%s: %v %v, want %v", s, got, ok, want)
	}
}

func TestNumbers(t *testing.T) {
	for _, s := range []string{
		"0", "-0", "+1", "007", "1.5", "-.5", "5.", "123456789012345678", "9007199254740993", "0.1234567890123456789", "1e5", "-2.5E-3", "3.14159265358979",
		"179769313486231570000000000000000000000", "0.000000000000000000000000000001", "9007199254740991.5", "9007199254740992.5", "9007199254740993.5",
		"9999999999999999999", "18446744073709551615", "18446744073709551616", "0000000000000000000000001", "1.0000000000000000000", "0.0000000000000000001",
		"", "-", "+", ".", "-.", "1.2.3", "1,5", "0x10", "1_000", "12a", "--1", "e5", "1 ", " 1", "1e", "1e400", "nan", "inf", "Infinity",
	} {
		checkNumber(t, s)
	}
}

// Numbers as programs write them, and ties between two neighbours, where a
// wrong rounding shows.
func TestRandomNumbers(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 11))
	for range 200000 {
		v := math.Exp(40*r.Float64() - 20)
		checkNumber(t, strconv.FormatFloat(v, 'f', -1, 64))
		checkNumber(t, strconv.FormatFloat(v, 'f', r.IntN(17), 64))
		checkNumber(t, strconv.FormatFloat(v, 'e', r.IntN(19), 64))
		digits := strconv.FormatUint(r.Uint64()>>r.IntN(64), 10)
		point := r.IntN(len(digits) + 1)
		checkNumber(t, digits[:point]+"."+digits[point:])
		half := r.Uint64N(1<<53)<<1 | 1 // of 54 bits: between two numbers of 53
		checkNumber(t, strconv.FormatUint(half, 10))
		checkNumber(t, strconv.FormatUint(half/2, 10)+".5")
	}
}

func FuzzNumber(f *testing.F) {
	for _, s := range []string{"1", "-12.5", "9732.469217237003", "0.1234567890123456789", "1e-7", "."} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) { checkNumber(t, s) })
}

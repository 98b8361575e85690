package frame

import (
	"math"
	"strconv"
	"unsafe"
)

func formatNumber(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }

var powersOfTen = [...]float64{1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22}

// parseNumber reads a decimal number, correctly rounded. Short ones are exact
// in one multiplication or division by a power of ten (Clinger 1990); the rest
// go to strconv. Hexadecimal and underscored numbers are refused.
func parseNumber(b []byte) (float64, bool) {
	i, negative := 0, false
	if len(b) > 0 && (b[0] == '-' || b[0] == '+') {
		negative = b[0] == '-'
		i++
	}
	var mantissa uint64
	digits, scale, seen := 0, 0, false
	for ; i < len(b) && b[i]-'0' <= 9; i++ {
		mantissa = mantissa*10 + uint64(b[i]-'0')
		seen = true
		if mantissa > 0 {
			digits++
		}
	}
	if i < len(b) && b[i] == '.' {
		for i++; i < len(b) && b[i]-'0' <= 9; i++ {
			mantissa = mantissa*10 + uint64(b[i]-'0')
			scale++
			seen = true
			if mantissa > 0 {
				digits++
			}
		}
	}
	if i == len(b) && seen && digits <= 18 && mantissa < 1<<53 && scale <= 22 {
		v := float64(mantissa) / powersOfTen[scale]
		if negative {
			v = -v
		}
		return v, true
	}
	return parseSlowly(b)
}

func parseSlowly(b []byte) (float64, bool) {
	if len(b) == 0 || len(b) > 400 {
		return 0, false
	}
	for _, c := range b {
		if c == '_' || c == 'x' || c == 'X' || c == 'p' || c == 'P' {
			return 0, false
		}
	}
	v, err := strconv.ParseFloat(unsafe.String(&b[0], len(b)), 64)
	if err != nil && !math.IsInf(v, 0) {
		return 0, false
	}
	return v, true
}

// isMissing tells the ways of writing "no value" that hold in every column.
func isMissing(b []byte) bool {
	switch len(b) {
	case 0:
		return true
	case 1:
		return b[0] == '.'
	case 2:
		return b[0] == 'N' && b[1] == 'A'
	}
	return false
}

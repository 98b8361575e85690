package frame

import (
	"encoding/binary"
	"math"
	"math/bits"
	"strconv"
	"unsafe"
)

func formatNumber(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }

var powersOfTen = [...]float64{1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19}

var wholePowersOfTen = [...]uint64{1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19}

// decimal reads a plain decimal number, correctly rounded, that begins at a
// place in data, and says where it ends. ok is false for numbers of more than
// 19 digits and everything else that is left to strconv: then nothing is said.
func decimal(data []byte, at int) (v float64, end int, ok bool) {
	negative := false
	if c := data[at]; c == '-' || c == '+' {
		negative = c == '-'
		at++
	}
	mantissa, n := digits(data, at)
	at += n
	scale := 0
	if data[at] == '.' {
		var fraction uint64
		fraction, scale = digits(data, at+1)
		at += 1 + scale
		n += scale
		if n <= 19 {
			mantissa = mantissa*wholePowersOfTen[scale] + fraction
		}
	}
	if n == 0 || n > 19 {
		return 0, at, false
	}
	if mantissa < 1<<53 { // both exact, so that the division rounds once (Clinger 1990)
		v = float64(mantissa) / powersOfTen[scale]
	} else {
		v = quotient(mantissa, wholePowersOfTen[scale])
	}
	if negative {
		v = -v
	}
	return v, at, true
}

// digits reads the digits that begin at a place, eight at a time; the value
// has no meaning when there are more than 19.
func digits(data []byte, at int) (value uint64, n int) {
	for n <= 19 {
		word := binary.LittleEndian.Uint64(data[at+n:]) ^ 0x3030303030303030 // digits become 0 to 9
		other := ((word & 0x7f7f7f7f7f7f7f7f) + 0x7676767676767676 | word) & 0x8080808080808080
		k := bits.TrailingZeros64(other) / 8
		word <<= 64 - 8*k // zeros come before the digits
		// pairs, fours, then all eight, in one word
		word = word*10 + word>>8
		word = (word&0x000000ff000000ff*0x000f424000000064 + word>>16&0x000000ff000000ff*0x0000271000000001) >> 32
		value = value*wholePowersOfTen[k] + word
		n += k
		if k < 8 {
			break
		}
	}
	return value, n
}

// quotient is m/d correctly rounded, for m of 2^53 or more and a power of ten
// below 2^64: long division gives 62 bits or more and whether anything is left.
func quotient(m, d uint64) float64 {
	up, down := bits.LeadingZeros64(m), bits.LeadingZeros64(d)
	m <<= up
	d <<= down
	q, rest := bits.Div64(m>>1, m<<63, d) // q = m/d x 2^63, and m/2 < d
	spare := bits.Len64(q) - 53
	lost, half := q&(1<<spare-1), uint64(1)<<(spare-1)
	q >>= spare
	if lost > half || lost == half && (rest != 0 || q&1 == 1) {
		q++
	}
	power := spare - 63 - up + down // of two, far from the limits of the exponent
	return float64(q) * math.Float64frombits(uint64(1023+power)<<52)
}

// parseNumber reads a decimal number, correctly rounded. Hexadecimal and
// underscored numbers are refused.
func parseNumber(b []byte) (float64, bool) {
	var room [32]byte
	if len(b) <= len(room)-padding {
		copy(room[:], b)
		if v, end, ok := decimal(room[:], 0); ok && end == len(b) {
			return v, true
		}
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

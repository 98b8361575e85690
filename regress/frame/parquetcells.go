package frame

import (
	"io"
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/encoding"
	"github.com/parquet-go/parquet-go/format"
)

// cells are the values of a page or of a dictionary, without the nulls, as
// numbers and as texts.
type cells struct {
	conversion
	kind    parquet.Kind
	n       int
	doubles []float64
	floats  []float32
	ints    []int32
	longs   []int64
	texts   []byte
	offsets []uint32
	others  []parquet.Value // of every other kind
}

// conversion says what the physical values of a column mean.
type conversion struct {
	scale    float64 // of a decimal; 1 otherwise
	decimal  bool
	date     bool
	unsigned bool
}

func conversionOf(leaf *parquet.Column) conversion {
	c := conversion{scale: 1}
	if t := leaf.Type().LogicalType(); t != nil {
		switch t := t.Value.(type) {
		case *format.DecimalType:
			c.scale = math.Pow(10, float64(t.Scale))
			c.decimal = true
		case *format.DateType:
			c.date = true
		case *format.IntType:
			c.unsigned = !t.IsSigned
		}
	}
	return c
}

func (c conversion) cells(page parquet.Page, kind parquet.Kind) (*cells, error) {
	out := &cells{conversion: c, kind: kind}
	var data encoding.Values
	if kind != parquet.Boolean && kind != parquet.FixedLenByteArray {
		data = page.Data()
	}
	switch kind {
	case parquet.Double:
		out.doubles = data.Double()
		out.n = len(out.doubles)
	case parquet.Float:
		out.floats = data.Float()
		out.n = len(out.floats)
	case parquet.Int32:
		out.ints = data.Int32()
		out.n = len(out.ints)
	case parquet.Int64:
		out.longs = data.Int64()
		out.n = len(out.longs)
	case parquet.ByteArray:
		out.texts, out.offsets = data.ByteArray()
		out.n = max(0, len(out.offsets)-1)
	default:
		values := make([]parquet.Value, page.NumValues())
		n, err := page.Values().ReadValues(values)
		if err != nil && err != io.EOF {
			return nil, err
		}
		for _, v := range values[:n] {
			if !v.IsNull() {
				out.others = append(out.others, v)
			}
		}
		out.n = len(out.others)
	}
	return out, nil
}

// number is the value of a cell, NaN if it stands for a missing one, and
// infinite if it is infinite or no number.
func (c *cells) number(i int) float64 {
	switch c.kind {
	case parquet.Double:
		return c.doubles[i]
	case parquet.Float:
		return float64(c.floats[i])
	case parquet.Int32:
		switch {
		case c.date:
			return math.Inf(1)
		case c.unsigned:
			return float64(uint32(c.ints[i])) / c.scale
		}
		return float64(c.ints[i]) / c.scale
	case parquet.Int64:
		if c.unsigned {
			return float64(uint64(c.longs[i])) / c.scale
		}
		return float64(c.longs[i]) / c.scale
	case parquet.Boolean:
		if c.others[i].Boolean() {
			return 1
		}
		return 0
	}
	text := c.bytes(i)
	if isMissing(text) {
		return math.NaN()
	}
	if v, ok := parseNumber(text); ok {
		return v
	}
	return math.Inf(1)
}

// infinite tells an infinite number from a text that is none.
func (c *cells) infinite(i int) bool {
	if c.kind != parquet.ByteArray && c.kind != parquet.FixedLenByteArray {
		return !c.date
	}
	_, ok := parseNumber(c.bytes(i))
	return ok
}

// bytes is a cell that holds text.
func (c *cells) bytes(i int) []byte {
	if c.kind == parquet.ByteArray {
		return c.texts[c.offsets[i]:c.offsets[i+1]]
	}
	return c.others[i].ByteArray()
}

// text is the value of a cell as it is told from others, empty if it stands
// for a missing one.
func (c *cells) text(i int) []byte {
	switch {
	case c.kind == parquet.ByteArray || c.kind == parquet.FixedLenByteArray:
		if text := c.bytes(i); !isMissing(text) {
			return text
		}
		return nil
	case c.kind == parquet.Int32 && c.date:
		return time.Unix(int64(c.ints[i])*86400, 0).UTC().AppendFormat(nil, time.DateOnly)
	case c.kind == parquet.Int64 && c.scale == 1: // a float would round it
		if c.unsigned {
			return strconv.AppendUint(nil, uint64(c.longs[i]), 10)
		}
		return strconv.AppendInt(nil, c.longs[i], 10)
	}
	v := c.number(i)
	if math.IsNaN(v) {
		return nil
	}
	if c.kind == parquet.Int64 && math.Abs(v*c.scale) >= 1<<53 { // of a decimal: more digits than a float has
		return c.decimal(i)
	}
	return strconv.AppendFloat(nil, v+0, 'f', -1, 64) // + 0 makes one of both zeros
}

// bits tells numbers of one kind apart; ok is false for texts.
func (c *cells) bits(i int) (bits uint64, ok bool) {
	switch c.kind {
	case parquet.Double:
		return math.Float64bits(c.doubles[i] + 0), true // as in text
	case parquet.Float:
		return math.Float64bits(float64(c.floats[i]) + 0), true
	case parquet.Int32:
		return uint64(c.ints[i]), true
	case parquet.Int64:
		return uint64(c.longs[i]), true
	}
	return 0, false
}

// decimal writes a scaled whole number with all its digits, none of them a zero
// at the end.
func (c *cells) decimal(i int) []byte {
	places := int(math.Round(math.Log10(c.scale)))
	whole := strconv.FormatInt(c.longs[i], 10)
	sign := ""
	if whole[0] == '-' {
		sign, whole = "-", whole[1:]
	}
	if len(whole) <= places {
		whole = strings.Repeat("0", places-len(whole)+1) + whole
	}
	text := sign + whole[:len(whole)-places] + "." + whole[len(whole)-places:]
	return []byte(strings.TrimSuffix(strings.TrimRight(text, "0"), "."))
}

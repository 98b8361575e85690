package survival

import (
	"encoding/json"
	"math"
	"strconv"
)

// Value is a number that may be missing. In JSON a missing one is null. The zero
// Value is the number 0. Values are compared by Get, not by ==.
type Value struct {
	number float64 // NaN: missing
}

// Missing is the value that is not there.
var Missing = Value{math.NaN()}

// Known is the value x; a NaN makes it missing.
func Known(x float64) Value { return Value{x} }

// Get returns the number, and whether there is one; a missing number is 0, false.
func (v Value) Get() (float64, bool) {
	if math.IsNaN(v.number) {
		return 0, false
	}
	return v.number, true
}

// String is the number, or "missing".
func (v Value) String() string {
	x, ok := v.Get()
	if !ok {
		return "missing"
	}
	return strconv.FormatFloat(x, 'g', -1, 64)
}

// MarshalJSON writes the number or null.
func (v Value) MarshalJSON() ([]byte, error) {
	x, ok := v.Get()
	if !ok {
		return []byte("null"), nil
	}
	return json.Marshal(x)
}

// UnmarshalJSON reads a number or null.
func (v *Value) UnmarshalJSON(text []byte) error {
	if string(text) == "null" {
		*v = Missing
		return nil
	}
	return json.Unmarshal(text, &v.number)
}

package eval

import (
	"fmt"
	"math"
	"reflect"
	"slices"

	"cel.dev/cel-go/cel"
	"cel.dev/cel-go/common/types"
	"cel.dev/cel-go/common/types/ref"

	"dyad/economy"
	"dyad/measure"
)

// The types of checks.
var (
	numberType  = cel.OpaqueType("number")
	seriesType  = cel.OpaqueType("series")
	yearsType   = cel.OpaqueType("years")
	testType    = cel.OpaqueType("test_by_year")
	economyType = cel.OpaqueType("economy")
	saysType    = cel.OpaqueType("sayer")
)

// value gives the opaque types what CEL asks of every value.
type value struct{}

func (value) ConvertToNative(reflect.Type) (any, error) { return nil, fmt.Errorf("not a Go value") }
func (value) ConvertToType(ref.Type) ref.Val            { return types.NewErr("no such conversion") }
func (value) Equal(ref.Val) ref.Val                     { return types.False }

// Units of numbers. Percentages are kept as fractions, so that 1 + growth is
// right; the unit says how they are printed.
const (
	plainUnit   = ""
	percentUnit = "%"
	dollarUnit  = "USD"
	rankUnit    = "rank"
	yearUnit    = "year"
)

// Num is a number with its unit and the observations it rests on, or the
// reasons why it is missing.
type Num struct {
	value
	V       float64
	Unit    string
	Missing []string       // not empty: no value
	Floor   *float64       // of a missing value: it is this or more, a part of the sum being known
	Rows    []*measure.Row // what it rests on
	From    *Series        // where it is one year of a series as it stands
	Scaled  bool           // written with a scale: 95.3 bn
	OrMore  string         // not empty: V is the least it can be, for this reason
	Year    int
}

func (n *Num) Type() ref.Type { return numberType }
func (n *Num) Value() any     { return n.V }

func plain(v float64) *Num { return &Num{V: v} }

func missing(why ...string) *Num { return &Num{Missing: why} }

const maxRows = 200

func joinRows(a, b []*measure.Row) []*measure.Row {
	if len(a) == 0 {
		return b
	}
	out := slices.Clone(a)
	for _, r := range b {
		if len(out) >= maxRows {
			break
		}
		if !slices.Contains(out, r) {
			out = append(out, r)
		}
	}
	return out
}

func joinText(a, b []string) []string {
	out := slices.Clone(a)
	for _, s := range b {
		if !slices.Contains(out, s) && len(out) < 20 {
			out = append(out, s)
		}
	}
	return out
}

// both starts the result of an operation on two numbers.
func both(a, b *Num) *Num {
	out := &Num{Scaled: a.Scaled || b.Scaled, Rows: joinRows(a.Rows, b.Rows), Missing: joinText(a.Missing, b.Missing)}
	for _, n := range []*Num{a, b} {
		if n.OrMore != "" { // what is known only from below is not computed with
			out.Missing = joinText(out.Missing, []string{n.OrMore})
		}
	}
	return out
}

func unknown(why []string) ref.Val {
	var u *types.Unknown
	for i, w := range why {
		u = types.MergeUnknowns(u, types.NewUnknown(int64(1000+i), types.NewAttributeTrail(w)))
	}
	if u == nil {
		u = types.NewUnknown(1000, types.NewAttributeTrail("an observation is missing"))
	}
	return u
}

// reasons are the trails of an unknown.
func reasons(u *types.Unknown) []string {
	var out []string
	for _, id := range u.IDs() {
		trails, _ := u.GetAttributeTrails(id)
		for _, t := range trails {
			if v := t.Variable(); v != "" && !slices.Contains(out, v) {
				out = append(out, v)
			}
		}
	}
	return out
}

// Area is an economy written in a check.
type Area struct {
	value
	Code economy.Code
}

func (a *Area) Type() ref.Type { return economyType }
func (a *Area) Value() any     { return a.Code }
func (a *Area) Equal(o ref.Val) ref.Val {
	b, ok := o.(*Area)
	return types.Bool(ok && a.Code == b.Code)
}

// Span is a window of years; 0 is open.
type Span struct {
	value
	From, To int
}

func (s *Span) Type() ref.Type { return yearsType }
func (s *Span) Value() any     { return [2]int{s.From, s.To} }

func yearOf(n *Num) (int, error) {
	if len(n.Missing) > 0 {
		return 0, fmt.Errorf("the year is missing")
	}
	if n.V != math.Trunc(n.V) || n.V < 1000 || n.V > 3000 || n.Unit == percentUnit || n.Unit == dollarUnit {
		return 0, fmt.Errorf("%v is not a year", n.V)
	}
	return int(n.V), nil
}

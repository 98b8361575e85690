package formula

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"testing"

	"dyad/internal/hint"
)

// table is a small Data: a cell is written as in a file, "" is missing.
type table map[string][]string

func (d table) Rows() int {
	for _, c := range d {
		return len(c)
	}
	return 0
}

func (d table) Numbers(name string) ([]float64, error) {
	cells, ok := d[name]
	if !ok {
		return nil, fmt.Errorf("no column %s", name)
	}
	out := make([]float64, len(cells))
	for i, s := range cells {
		v, err := strconv.ParseFloat(s, 64)
		if s == "" {
			v, err = math.NaN(), nil
		}
		if err != nil {
			return nil, err
		}
		out[i] = v
	}
	return out, nil
}

func (d table) Codes(name string) ([]int32, []string, error) {
	cells, ok := d[name]
	if !ok {
		return nil, nil, fmt.Errorf("no column %s", name)
	}
	var codes []int32
	var levels []string
	index := map[string]int32{}
	for _, s := range cells {
		k, ok := index[s]
		if s == "" {
			k, ok = -1, true
		}
		if !ok {
			k = int32(len(levels))
			index[s] = k
			levels = append(levels, s)
		}
		codes = append(codes, k)
	}
	return codes, levels, nil
}

func (d table) Numeric(name string) bool { _, err := d.Numbers(name); return err == nil }

var panel = table{
	"x":    {"1", "0", "", "-2"},
	"y":    {"2", "0", "3", ""},
	"year": {"2013", "2014", "2015", "2014.0"},
	"a":    {"CHN", "RUS", "", "CHN"},
	"b":    {"CHN", "CHN", "RUS", ""},
}

// Worked by hand: Kleene's tables; R's %% for the remainder.
func TestTruths(t *testing.T) {
	for _, c := range []struct{ condition, want string }{
		{"x > 0", "TF?F"},
		{"!(x > 0)", "FT?T"},
		{"x > 0 || y > 0", "TFT?"},
		{"x > 0 && y > 0", "TF?F"},
		{"x < 0 && y > 0", "FF??"},
		{"x", "TF?T"},
		{"year % 4 == 2 || year in (2013)", "TTFT"},
		{"year == 2014", "FTFT"},
		{"year == '2014'", "FTFF"},
		{"year not in (2013, 2015)", "FTFT"},
		{"a == b", "TF??"},
		{"a != b", "FT??"},
		{"a == 'CHN'", "TF?T"},
		{"'CHN' != a", "FT?F"},
		{"a in ['RUS', \"USA\"]", "FT?F"},
		{"a not in ('RUS')", "TF?T"},
		{"a == 'CHN' || x == 0", "TT?T"},
		{"x == x", "TT?T"},
		{"-x^2 == -4", "FF?T"},
		{"-5 % 3 == 1", "TTTT"},
		{"1/x > 0", "T??F"},
		{"log(y) == 0 || TRUE_", "????"},
	} {
		if strings.HasSuffix(c.condition, "TRUE_") {
			c.condition = "log(x - x) == 0"
		}
		e, err := ParseExpression(c.condition, "--where")
		if err != nil {
			t.Errorf("%s: %v", c.condition, err)
			continue
		}
		truths, err := Truths(e, panel)
		if err != nil {
			t.Errorf("%s: %v", c.condition, err)
			continue
		}
		got := ""
		for _, v := range truths {
			got += string("FT?"[v])
		}
		if got != c.want {
			t.Errorf("%s: %s, want %s", c.condition, got, c.want)
		}
	}
}

func TestNumbers(t *testing.T) {
	for _, c := range []struct {
		expression string
		want       []float64
	}{
		{"x + 2*y", []float64{5, 0, math.NaN(), math.NaN()}},
		{"2^3^2 + x*0", []float64{512, 512, math.NaN(), 512}},
		{"log(y)", []float64{math.Log(2), math.NaN(), math.Log(3), math.NaN()}},
		{"sqrt(x)", []float64{1, 0, math.NaN(), math.NaN()}},
		{"y^0", []float64{1, 1, 1, math.NaN()}},
		{"I(year >= 2014)", []float64{0, 1, 1, 1}},
		{"exp(0) - abs(x) - (y - 1)", []float64{-1, 2, math.NaN(), math.NaN()}},
		{"I(a == 'CHN')", []float64{1, 0, math.NaN(), 1}},
	} {
		e, err := ParseExpression(c.expression, "term")
		if err != nil {
			t.Fatal(err)
		}
		got, err := Numbers(e, panel)
		if err != nil {
			t.Fatal(err)
		}
		for i := range got {
			if got[i] != c.want[i] && !(math.IsNaN(got[i]) && math.IsNaN(c.want[i])) {
				t.Errorf("%s: %v, want %v", c.expression, got, c.want)
				break
			}
		}
	}
}

func TestMisuse(t *testing.T) {
	for _, c := range []string{"a < 'CHN'", "x + 'CHN'", "'CHN'", "x + 1 == 'CHN'"} {
		e, err := ParseExpression(c, "--where")
		if err != nil {
			t.Fatal(err)
		}
		if _, err = Truths(e, panel); hint.CodeOf(err) != hint.Usage {
			t.Errorf("%s: %v", c, err)
		}
	}
}

func FuzzTruths(f *testing.F) {
	for _, s := range []string{"x > 0 && !(y <= 2) || a != b", "year % 4 == 2", "a in ('CHN') && log(x)", "-x^-y/3"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, source string) {
		e, err := ParseExpression(source, "--where")
		if err != nil {
			return
		}
		ExpressionUses(e)
		truths, err := Truths(e, panel)
		if err != nil {
			return
		}
		for _, v := range truths {
			if v < False || v > Unknown {
				t.Fatalf("%q gives %d", source, v)
			}
		}
		again, err := ParseExpression(e.String(), "--where")
		if err != nil {
			t.Fatalf("%q was written back as %q: %v", source, e, err)
		}
		if again.String() != e.String() {
			t.Fatalf("%q: written %q, then %q", source, e, again)
		}
	})
}

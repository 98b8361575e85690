package figure

import (
	"bytes"
	"dyad/stat/quantile"
	"encoding/json"
	"errors"
	"io"
	"math"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
)

func TestScale(t *testing.T) {
	for _, c := range []struct {
		values  []float64
		divisor float64
		word    string
	}{
		{nil, 1, ""}, {[]float64{0}, 1, ""}, {[]float64{999999}, 1, ""}, {[]float64{1e6}, 1e6, "million"},
		{[]float64{-3e9, 4}, 1e9, "billion"}, {[]float64{1e12}, 1e12, "trillion"}, {[]float64{math.NaN(), math.Inf(1), 5e6}, 1e6, "million"},
	} {
		if divisor, word := Scale(c.values...); divisor != c.divisor || word != c.word {
			t.Errorf("Scale(%v) = %v, %q", c.values, divisor, word)
		}
	}
	if divisor, text := DisplayUnit("USD", 2.3e10); divisor != 1e9 || text != "US$ billion" {
		t.Errorf("DisplayUnit = %v, %q", divisor, text)
	}
	if divisor, text := DisplayUnit("%", 2.3e10); divisor != 1 || text != "%" {
		t.Errorf("a percentage was scaled: %v, %q", divisor, text)
	}
}

func TestNumber(t *testing.T) {
	for _, c := range []struct {
		v        float64
		decimals int
		sign     bool
		want     string
	}{
		{57.14, 1, false, "57.1"}, {-57.14, 1, false, "−57.1"}, {5, 0, true, "+5"}, {0, 0, true, "0"}, {-0.01, 1, true, "0.0"},
		{1234567, 0, false, "1,234,567"}, {999, 0, false, "999"}, {-1000, 0, false, "−1,000"}, {0.001, 3, false, "0.001"}, {math.NaN(), 1, false, "no data"},
	} {
		if got := number(c.v, c.decimals, c.sign); got != c.want {
			t.Errorf("number(%v, %d, %v) = %q, want %q", c.v, c.decimals, c.sign, got, c.want)
		}
	}
	for v, want := range map[float64]string{0: "0", 0.02: "0.02", 1500: "1,500", 3e6: "3 million", -2e-7: "−2e−7", 1.25e12: "1.25 trillion"} {
		if got := magnitude(v); got != want {
			t.Errorf("magnitude(%v) = %q, want %q", v, got, want)
		}
	}
}

func TestTicks(t *testing.T) {
	for _, c := range []struct {
		low, high float64
		n         int
		want      []float64
		decimals  int
	}{
		{0, 62, 6, []float64{0, 10, 20, 30, 40, 50, 60}, 0}, {-11, 20, 6, []float64{-10, -5, 0, 5, 10, 15, 20}, 0},
		{0, 0.0017, 4, []float64{0, 0.0005, 0.001, 0.0015}, 4}, {0, 0, 5, nil, 0}, {0, math.Inf(1), 5, nil, 0},
	} {
		got, decimals := ticks(c.low, c.high, c.n)
		if len(got) != len(c.want) || decimals != c.decimals {
			t.Errorf("ticks(%v, %v, %d) = %v, %d", c.low, c.high, c.n, got, decimals)
			continue
		}
		for i := range got {
			if math.Abs(got[i]-c.want[i]) > 1e-12 {
				t.Errorf("ticks(%v, %v, %d) = %v", c.low, c.high, c.n, got)
			}
		}
	}
	for _, c := range []struct {
		low, high float64
		n         int
		want      []float64
	}{
		{1991.6, 2020.4, 8, []float64{1995, 2000, 2005, 2010, 2015, 2020}}, {2019.6, 2020.4, 5, []float64{2020}},
		{2018.6, 2020.4, 9, []float64{2019, 2020}}, {2015.1, 2015.9, 5, nil}, {1990, 2020, 1, []float64{2000}},
	} {
		if got := yearTicks(c.low, c.high, c.n); !reflect.DeepEqual(got, c.want) {
			t.Errorf("yearTicks(%v, %v, %d) = %v, want %v", c.low, c.high, c.n, got, c.want)
		}
	}
}

// TestMissingBreaksTheLine: a missing point, one that is not finite and a year
// that was never given each end a run.
func TestMissingBreaksTheLine(t *testing.T) {
	points := []Point{{X: 2000, Y: 1}, {X: 2001, Y: 2}, {X: 2002, Missing: true}, {X: 2003, Y: 4}, {X: 2005, Y: 6}, {X: 2006, Y: math.Inf(1)}, {X: 2007, Y: 8}}
	var got []int
	for _, run := range runs(points, 1) {
		got = append(got, len(run))
	}
	if want := []int{2, 1, 1, 1}; !reflect.DeepEqual(got, want) {
		t.Errorf("runs of %v points, want %v", got, want)
	}
}

func TestTables(t *testing.T) {
	c := Lines{Frame: Frame{Name: "x", Unit: "USD"}, Series: []Series{
		{Name: "Exports", Detail: "own report", Points: []Point{{X: 2000, Y: 1.23456789e9}, {X: 2001, Missing: true}, {X: 2002, Y: 0}}},
		{Name: "Imports", Points: []Point{{X: 2001, Y: 2e9, Note: "provisional"}}},
	}}
	var b bytes.Buffer
	if err := CSV(&b, c); err != nil {
		t.Fatal(err)
	}
	want := "year,\"Exports, own report [USD]\",Imports [USD],Notes\n2000,1234567890,,\n2001,,2000000000,Imports: provisional\n2002,0,,\n"
	if b.String() != want {
		t.Errorf("csv:\n%s\nwant:\n%s", b.String(), want)
	}
	if got := c.Table().Rows; got[0][1] != "1.23" || got[1][1] != "" || got[2][1] != "0.00" {
		t.Errorf("table for a reader: %v", got)
	}
	b.Reset()
	if err := JSON(&b, c); err != nil {
		t.Fatal(err)
	}
	var body struct {
		Unit string
		Rows []map[string]any
	}
	if err := json.Unmarshal(b.Bytes(), &body); err != nil {
		t.Fatal(err)
	}
	if body.Unit != "USD" || body.Rows[0]["Exports, own report"] != 1.23456789e9 || body.Rows[0]["year"] != 2000.0 {
		t.Errorf("json: %s", b.String())
	}
	if v, has := body.Rows[1]["Exports, own report"]; v != nil || !has {
		t.Errorf("a missing value is %v (present %v), want null", v, has)
	}
}

// TestHoverAgreesWithSVG: the line of a series begins where the read-out puts its
// first value, and every stop lies within the figure.
func TestHoverAgreesWithSVG(t *testing.T) {
	for _, o := range []Options{{}, {Embed: true}, {Width: 360}, {Width: 1100, Embed: true}} {
		data, err := HoverData(flows(), o)
		if err != nil {
			t.Fatal(err)
		}
		var hover struct {
			Width, Height float64
			Stops         []struct {
				X      float64
				Label  string
				Values []struct {
					Name, Text string
					Dash       bool
					X, Y       *float64
				}
			}
		}
		if err := json.Unmarshal(data, &hover); err != nil {
			t.Fatal(err)
		}
		if len(hover.Stops) != 29 || hover.Stops[0].Label != "1992" || len(hover.Stops[0].Values) != 4 {
			t.Fatalf("%d stops", len(hover.Stops))
		}
		text := svgOf(t, flows(), o)
		for _, v := range hover.Stops[0].Values {
			if start := `d="M` + num(*v.X) + " " + num(*v.Y) + "l"; !strings.Contains(text, start) {
				t.Errorf("%+v: %s starts at %s, where no line does", o, v.Name, start)
			}
		}
		if v := hover.Stops[28].Values[0]; v.Text != "50.6" || v.Dash || v.Name != "China → Russia, China’s report" {
			t.Errorf("last value: %+v", v)
		}
		for _, s := range hover.Stops {
			if s.X < 0 || s.X > hover.Width {
				t.Errorf("stop at %v of %v", s.X, hover.Width)
			}
		}
	}
	data, err := HoverData(Lines{Series: []Series{{Name: "a", Points: []Point{{X: 1, Y: 2}, {X: 2, Missing: true}}}}}, Options{})
	if err != nil || !bytes.Contains(data, []byte(`"y":null,"text":"no data"`)) {
		t.Errorf("a missing value in the read-out: %s, %v", data, err)
	}
}

func TestWriteErrors(t *testing.T) {
	dir := t.TempDir()
	if err := Write(filepath.Join(dir, "x.gif"), flows(), Options{}); !errors.Is(err, ErrFormat) || !strings.Contains(err.Error(), ".svg") {
		t.Errorf("unknown ending: %v", err)
	}
	if err := Write(filepath.Join(dir, "none", "x.svg"), flows(), Options{}); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("missing directory: %v", err)
	}
	for _, format := range Formats {
		if err := Encode(io.Discard, format, nil, Options{}); !errors.Is(err, ErrNoChart) {
			t.Errorf("%s without a chart: %v", format, err)
		}
	}
	if entries, _ := os.ReadDir(dir); len(entries) != 0 {
		t.Errorf("a failed write left %v", entries)
	}
}

func TestMissingGlyphsAreSaid(t *testing.T) {
	if err := loadFonts(); err != nil {
		t.Fatal(err)
	}
	if got := regular.drawable("中国 → Россия"); got != "□□ → Россия" {
		t.Errorf("drawable = %q", got)
	}
	for _, s := range samples() {
		if s.name == "chinese" && !strings.Contains(svgOf(t, s.chart, s.o), "中国对俄罗斯出口") {
			t.Error("Chinese text is not text in the SVG")
		}
	}
}

// TestQuantile: R 4.3, quantile.Of(c(1,2,3,5,8,13)), type 7.
func TestQuantile(t *testing.T) {
	values := []float64{1, 2, 3, 5, 8, 13}
	for q, want := range map[float64]float64{0: 1, 0.25: 2.25, 0.5: 4, 0.75: 7.25, 1: 13} {
		if got := quantile.Of(values, q); math.Abs(got-want) > 1e-12 {
			t.Errorf("quantile %v = %v, want %v", q, got, want)
		}
	}
	// By hand: two below and one equal of four give (2 + ½) / 4.
	if got := percentile([]float64{1, 2, 3, 4}, 3); got != 62.5 {
		t.Errorf("percentile = %v", got)
	}
}

func TestOptionsID(t *testing.T) {
	for _, c := range []struct{ id, name, want string }{
		{"", "trade.exports-CHN-RUS", "fig-trade-exports-CHN-RUS"}, {"s3", "x", "s3"}, {`"><b>`, "x", "b-"}, {"", "", "fig-"}, {"1", "", "fig"},
	} {
		if got := (Options{ID: c.id}).id(Frame{Name: c.name}); got != c.want {
			t.Errorf("id of %q, %q = %q, want %q", c.id, c.name, got, c.want)
		}
	}
}

// Oracle: the rule of display.text by hand, in billions of a figure up to 723.
func TestASmallValueIsNotZero(t *testing.T) {
	d := Frame{Unit: "USD"}.display([]float64{723e9, 0.2e9})
	for v, want := range map[float64]string{723.4e9: "723", 12.4e9: "12", 3.16e9: "3.2", 0.9e9: "0.90", 0.2e9: "0.20", 0.0042e9: "0.0042", -0.2e9: "−0.20", 0: "0"} {
		if got := d.text(v); got != want {
			t.Errorf("%v in billions is written %q, want %q", v/1e9, got, want)
		}
	}
	d = Frame{Unit: "%"}.display([]float64{65.3, 0.4})
	for v, want := range map[float64]string{65.3: "65.3%", 0.4: "0.4%", 0.04: "0.040%", 0: "0.0%"} {
		if got := d.text(v); got != want {
			t.Errorf("%v is written %q, want %q", v, got, want)
		}
	}
}

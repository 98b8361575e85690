package breaks

import (
	"encoding/json"
	"math"
	"strings"
	"testing"

	"dyad/measure"
	"dyad/period"
)

func rowsOf(by string, first period.Period, values ...float64) []measure.Row {
	var out []measure.Row
	for i, v := range values {
		out = append(out, measure.Row{Measure: "m", Reporter: by, Source: "s", Unit: "USD", Period: first.Add(i), Value: v, Missing: math.IsNaN(v)})
	}
	return out
}

// A step of 10 after the eighth of sixteen values: by hand the break is after the
// eighth, the levels 1.5 and 11.5, and Chow's F there 14·25·16/(4) = 1400 over …
// the mean squares: between 2·8·25 = 400 on 1, within 16·0.25/14.
func TestAStep(t *testing.T) {
	var values []float64
	for i := range 16 {
		values = append(values, float64(1+i%2)+10*math.Floor(float64(i)/8))
	}
	found := Of(append(rowsOf("CHN", period.OfMonth(2013, 5), values...), rowsOf("RUS", period.OfMonth(2013, 5), 1, 2, 3)...), Options{At: period.OfMonth(2014, 1), Segment: 4})
	if len(found) != 2 {
		t.Fatalf("%d series", len(found))
	}
	s := found[0]
	if len(s.Breaks) != 1 || s.Breaks[0].After != period.OfMonth(2013, 12) || len(s.Levels) != 2 || s.Levels[0].Mean != 1.5 || s.Levels[1].Mean != 11.5 {
		t.Errorf("%+v %+v", s.Breaks, s.Levels)
	}
	if want := 400. / (16 * 0.25 / 14); s.Chow == nil || math.Abs(s.Chow.F-want) > 1e-9*want || s.Chow.DF1 != 1 || s.Chow.DF2 != 14 {
		t.Errorf("Chow %+v, want F = %g", s.Chow, want)
	}
	if short := found[1]; len(short.Breaks) != 0 || !strings.Contains(short.Note, "no break dates") || short.Chow.Missing == "" {
		t.Errorf("three values: %+v", short)
	}
	b, err := json.Marshal(Records("m", "CHN", "RUS", found))
	if err != nil || !strings.Contains(string(b), `"breaks":[{"after":"2013-12"`) || !strings.Contains(string(b), `"chow":{"at":"2014-01","f":null`) {
		t.Errorf("%s, %v", b, err)
	}
}

func TestGaps(t *testing.T) {
	nan := math.NaN()
	rows := rowsOf("CHN", period.Of(1990), 1, 2, nan, 1, 2, 1, 2, nan, 1, 2, 1)
	s := Of(rows, Options{})[0]
	if s.First != period.Of(1993) || s.Last != period.Of(1996) || !strings.Contains(s.Note, "its longest whole run is tested, 4 of 9 values") {
		t.Errorf("%v to %v: %s", s.First, s.Last, s.Note)
	}
	s = Of(rows, Options{Gaps: true})[0]
	if len(s.Values) != 9 || !strings.Contains(s.Note, "passed over") {
		t.Errorf("%d values: %s", len(s.Values), s.Note)
	}
	// A year without a row is a gap too, and a part of a group is no value.
	rows = append(rowsOf("CHN", period.Of(1990), 1, 2, 3), rowsOf("CHN", period.Of(1994), 4, 5, 6, 7)...)
	rows[5].Flags = []string{measure.Partial}
	if s = Of(rows, Options{})[0]; s.First != period.Of(1990) || len(s.Values) != 3 {
		t.Errorf("%v to %v, %d values", s.First, s.Last, len(s.Values))
	}
	if found := Of(rowsOf("CHN", period.Of(1990), nan, nan), Options{}); len(found) != 0 {
		t.Errorf("nothing known: %+v", found)
	}
	// One value throughout fits exactly: no date, nothing infinite.
	s = Of(rowsOf("CHN", period.Of(1970), make([]float64, 30)...), Options{At: period.Of(1980)})[0]
	b, err := json.Marshal(Records("m", "A", "B", []Series{s}))
	if err != nil || len(s.Breaks) != 0 || s.Chow.Missing == "" {
		t.Errorf("a constant: %s, %v", b, err)
	}
}

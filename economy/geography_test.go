package economy

import (
	"math"
	"slices"
	"strconv"
	"testing"
)

// The haversine formula against an independent one: the angle between the two
// unit vectors from their cross and dot products.
func TestDistanceFormula(t *testing.T) {
	vector := func(e Economy) [3]float64 {
		lat, lon := e.Lat*math.Pi/180, e.Lon*math.Pi/180
		return [3]float64{math.Cos(lat) * math.Cos(lon), math.Cos(lat) * math.Sin(lon), math.Sin(lat)}
	}
	var states []Economy
	for _, e := range All() {
		if e.Kind == State {
			states = append(states, e)
		}
	}
	for _, a := range states {
		for _, b := range states {
			u, v := vector(a), vector(b)
			cross := math.Hypot(math.Hypot(u[1]*v[2]-u[2]*v[1], u[2]*v[0]-u[0]*v[2]), u[0]*v[1]-u[1]*v[0])
			want := EarthRadius * math.Atan2(cross, u[0]*v[0]+u[1]*v[1]+u[2]*v[2])
			got, ok := Distance(a.Code, b.Code)
			if !ok || math.Abs(got-want) > 1e-4 {
				t.Fatalf("Distance(%s, %s) = %g, %v; want %g", a.Code, b.Code, got, ok, want)
			}
		}
	}
	// A quarter of the equator and the way from pole to pole.
	if got := haversine(0, 0, 0, 90); math.Abs(got-EarthRadius*math.Pi/2) > 1e-9 {
		t.Errorf("a quarter of the equator is %g km", got)
	}
	if got := haversine(-90, 0, 90, 77); math.Abs(got-EarthRadius*math.Pi) > 1e-9 {
		t.Errorf("pole to pole is %g km", got)
	}
}

func TestDistanceUnknown(t *testing.T) {
	for _, pair := range [][2]Code{{"CHN", "EU"}, {"WLD", "CHN"}, {"CHN", "ATA"}, {"CHN", "nonsense"}, {"", ""}} {
		if km, ok := Distance(pair[0], pair[1]); ok || km != 0 {
			t.Errorf("Distance(%s, %s) = %g, %v; want unknown", pair[0], pair[1], km, ok)
		}
	}
	if km, ok := Distance("FRG", "SUN"); !ok || km < 1900 || km > 2200 { // Bonn to Moscow
		t.Errorf("Distance(FRG, SUN) = %g, %v", km, ok)
	}
}

// The distances of a published gravity data set (the sample of gegravity) are
// weighted by population, so they may differ, but not by much and rarely.
func TestDistanceAgainstGravityData(t *testing.T) {
	var off []float64
	far := 0
	for _, row := range readTable(t, "gravity/gegravity_sample.csv") {
		if row["exporter"] == row["importer"] {
			continue
		}
		want, err := strconv.ParseFloat(row["lndist"], 64)
		if err != nil {
			t.Fatal(err)
		}
		km, ok := Distance(Code(row["exporter"]), Code(row["importer"]))
		if !ok {
			t.Fatalf("no distance for %s, %s", row["exporter"], row["importer"])
		}
		d := math.Abs(math.Log(km) - want)
		off = append(off, d)
		if d > 0.5 {
			far++
		}
	}
	slices.Sort(off)
	if median := off[len(off)/2]; median > 0.05 || far*20 > len(off) {
		t.Errorf("median difference %.3f log points, %d of %d pairs off by more than 0.5", median, far, len(off))
	}
}

// Numbers of neighbours: The World Factbook, and for China its fourteen states
// with Hong Kong and Macao, for Brazil nine states and French Guiana.
func TestNeighbours(t *testing.T) {
	for code, want := range map[Code]int{"CHN": 16, "RUS": 14, "DEU": 9, "BRA": 10, "FRA": 8, "USA": 2, "PRT": 1, "JPN": 0, "AUS": 0, "LSO": 1, "KAZ": 5} {
		got := 0
		for _, e := range All() {
			ab, knownAB := Contiguous(code, e.Code)
			ba, knownBA := Contiguous(e.Code, code)
			if ab != ba || knownAB != knownBA {
				t.Errorf("Contiguous(%s, %s) depends on the order", code, e.Code)
			}
			if ab {
				got++
			}
		}
		if got != want {
			t.Errorf("%s has %d neighbours, want %d", code, got, want)
		}
	}
	for _, c := range []struct {
		a, b              Code
		contiguous, known bool
	}{
		{"CHN", "RUS", true, true}, {"CHN", "DEU", false, true}, {"CHN", "CHN", false, true},
		{"MYS", "SGP", false, true}, {"SUN", "CHN", false, false}, {"EU", "RUS", false, false}, {"WLD", "RUS", false, false}, {"RU-FE", "CHN", false, false}, {"CHN", "??", false, false},
	} {
		if contiguous, known := Contiguous(c.a, c.b); contiguous != c.contiguous || known != c.known {
			t.Errorf("Contiguous(%s, %s) = %v, %v; want %v, %v", c.a, c.b, contiguous, known, c.contiguous, c.known)
		}
	}
}

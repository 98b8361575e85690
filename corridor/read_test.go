package corridor

import (
	"strings"
	"testing"
)

// Each message says the line, as counted by hand.
func TestReadLegsSaysWhere(t *testing.T) {
	const head = "id,from,to,mode,usd_per_teu,days,capacity,both\n"
	for text, want := range map[string]string{
		"":                               "the file is empty",
		"id,from\n":                      "no column",
		"id,from,to,mode,price\n":        `unknown column "price"`,
		head:                             "no legs",
		head + "a,A,B,sea,1,1,,\n":       "legs.csv:2:15: capacity: no number",
		head + "a,A,B,sea,1,-1,1,\n":     "-1 is negative",
		head + "a,A,B,sea,1,1,NaN,\n":    "is no number",
		head + "a,A,B,sea,inf,1,1,\n":    "finite",
		head + "a,A,B,sea,1,1,1,maybe\n": "neither yes nor no",
		head + "a,A,B,sea,1,1,1,\na,A,B,sea,1,1,1,\n": `legs.csv:3:1: id: leg "a" stands on line 2`,
	} {
		if _, err := ReadLegs(strings.NewReader(text), "legs.csv"); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %s", text, err, want)
		}
	}
}

// "+50%, −20 %, bridge closed" by hand, both ways of a leg that runs both.
func TestScenario(t *testing.T) {
	legs, err := ReadLegs(strings.NewReader("id,from,to,mode,usd_per_teu,days,capacity,both\ntsr,A,B,rail,100,10,40,yes\nbridge,A,B,rail,1,1,1,\nsea,A,B,sea,1,1,1,\n"), "l")
	if err != nil {
		t.Fatal(err)
	}
	s, err := ReadScenario([]byte("name: n\nchanges:\n  - {mode: rail, capacity: +50%, days: -20%}\n  - legs: [tsr]\n    usd_per_teu: x1.5\n  - legs: [bridge]\n    open: false\n"), "s.yaml")
	if err != nil {
		t.Fatal(err)
	}
	got, err := s.Apply(legs)
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range got[:2] {
		if l.Capacity != 60 || l.Days != 8 || l.USD != 150 {
			t.Errorf("%+v", l)
		}
	}
	if !got[2].Closed || got[3].Closed || got[3].Capacity != 1 || legs[0].Days != 10 {
		t.Errorf("%+v", got)
	}
	s, err = ReadScenario([]byte("changes:\n  - legs: [trs]\n    days: 3\n"), "s.yaml")
	if err == nil {
		_, err = s.Apply(legs)
	}
	if err == nil || !strings.Contains(err.Error(), "s.yaml:2:12") {
		t.Errorf("%v, want the place of trs", err)
	}
}

func FuzzReadLegs(f *testing.F) {
	f.Add("id,from,to,mode,usd_per_teu,days,capacity,both\na,A,B,sea,1,1,inf,yes\n")
	f.Fuzz(func(t *testing.T, text string) {
		legs, err := ReadLegs(strings.NewReader(text), "f")
		if err != nil {
			return
		}
		for _, l := range legs {
			if l.ID == "" || l.Days < 0 || l.Capacity < 0 {
				t.Fatalf("%+v", l)
			}
		}
	})
}

func FuzzReadScenario(f *testing.F) {
	f.Add([]byte("changes:\n  - {mode: rail, capacity: +50%, days: -20%}\n"))
	f.Fuzz(func(t *testing.T, text []byte) {
		s, err := ReadScenario(text, "f")
		if err != nil {
			return
		}
		legs := []Leg{{ID: "a", Mode: "rail", Days: 2, Capacity: 3}}
		if out, err := s.Apply(legs); err == nil && !(out[0].Days >= 0 && out[0].Capacity >= 0) {
			t.Fatalf("%+v", out)
		}
	})
}

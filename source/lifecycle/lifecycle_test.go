package lifecycle

import "testing"

// The oracle is the order of the design's life cycle.
func TestTheOrderOfStages(t *testing.T) {
	for i, s := range []Status{Announced, Agreed, Signed, Financed, Construction, Completed} {
		if s.Rank() != i+1 || s.Halted() {
			t.Errorf("%s has rank %d", s, s.Rank())
		}
	}
	for _, s := range []Status{Suspended, Abandoned} {
		if s.Rank() != 0 || !s.Halted() {
			t.Errorf("%s is a step forward", s)
		}
	}
}

func TestWordsOfAStage(t *testing.T) {
	for text, want := range map[string]Status{"Under construction": Construction, " frozen": Suspended, "agreed in principle": Agreed, "cancelled": Abandoned, "signed": Signed, "soon": ""} {
		if got, ok := Parse(text); got != want || ok != (want != "") {
			t.Errorf("%q is %q", text, got)
		}
	}
	w := Words{{Printed: "Pipeline: Pledge", Status: Announced}, {Printed: "Odd"}}
	if s, ok := w.Of(" pipeline: pledge"); !ok || s != Announced {
		t.Errorf("a printed word in other letters is %q", s)
	}
	if _, ok := w.Of("Odd"); ok {
		t.Error("a word that names no stage has one")
	}
}

package project

import (
	"context"
	"fmt"
	"testing"

	"dyad/measure"
	"dyad/source"
)

// The oracle is the text: one witness has the end in 2014, another in 2016; a third
// speaks of the beginning alone, and one has an end without a date.
func TestWhetherAStageHadBeenComeTo(t *testing.T) {
	dir := t.TempDir()
	text := entry("milestones:", "  - {status: completed, date: 2014-02, according: x}", "  - {status: completed, date: 2016-07, according: y}",
		"  - {status: signed, date: 2013, according: z}", "  - {status: completed, according: w}", "stakes: [{holder: H, share: 10, date: 2014-11, state: agreed}]")
	if _, err := bring(t, dir, "register", "r", source.File{Name: "r.yaml", Data: []byte(text)}); err != nil {
		t.Fatal(err)
	}
	f := openField(t, dir)
	ask := func(besides string) map[string]string {
		m := f.reached()
		rows, err := m.Eval(context.Background(), measure.Query{A: "p", Params: map[string]string{"stage": "completed", "besides": besides}})
		if err != nil {
			t.Fatal(err)
		}
		out := map[string]string{}
		for _, r := range rows {
			if r.Missing {
				out[string(r.View)] += "?"
			} else {
				out[string(r.View)] += fmt.Sprint(r.Value)
			}
		}
		return out
	}
	if got := ask(""); len(got) != 3 || got["x"] != "00111" || got["y"] != "00001" || got["w"] != "?????" {
		t.Errorf("2012 to 2016: %v", got)
	}
	if got := ask("x"); len(got) != 2 || got["x"] != "" {
		t.Errorf("without x: %v", got)
	}
	rows, err := f.share().Eval(context.Background(), measure.Query{A: "p", Years: measure.Years{From: 2014, To: 2014}})
	if err != nil || len(rows) != 1 || rows[0].Value != 10 || rows[0].Period.String() != "2014" {
		t.Errorf("%v, %v", rows, err)
	}
}

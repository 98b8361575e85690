package project

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"testing"

	"dyad/lake"
	"dyad/measure"
	"dyad/source"
	"dyad/source/register"
)

// big is a register of 100,000 projects with 500,000 milestones, as CSV.
var big = sync.OnceValue(func() []byte {
	var b strings.Builder
	b.WriteString("id,title,kind,parties,status,date,value,currency,year\n")
	stages := []string{"announced", "agreed", "signed", "construction", "completed"}
	for i := range 100_000 {
		for s, stage := range stages {
			if s == 4 && i%3 == 0 {
				stage = "abandoned"
			}
			fmt.Fprintf(&b, "p%d,Project %d,infrastructure,CHN:partner;RUS:host,%s,%d-%02d,%d,USD,2010\n", i, i, stage, 2000+i%7+s*2, 1+i%12, 1000+i)
		}
	}
	return []byte(b.String())
})

func bigLake(b *testing.B) string {
	b.Helper()
	dir := b.TempDir()
	importBig(b, dir)
	return dir
}

func importBig(b *testing.B, dir string) {
	d, err := register.Reader().Read([]source.File{{Name: "big.csv", Data: big()}}, source.Options{Meta: source.Meta{ID: "big", Vintage: "1"}})
	if err != nil {
		b.Fatal(err)
	}
	r, err := lake.Import(context.Background(), dir, d, lake.ImportOptions{Tables: New(nil).Tables()})
	if err != nil || r.Source.Rows != 100_000+200_000+500_000 {
		b.Fatal(r.Source.Rows, err)
	}
}

func BenchmarkImport100000Projects(b *testing.B) {
	for b.Loop() {
		importBig(b, b.TempDir())
	}
}

// Each measure from a lake that was just opened: the reading is counted.
func BenchmarkMeasuresOf100000Projects(b *testing.B) {
	dir := bigLake(b)
	for _, name := range []string{"project.implementation", "project.time_to", "project.pipeline", "project.completion", "project.conflicts", "project.lending"} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				l, err := lake.Open(context.Background(), dir, New(nil).Tables()...)
				if err != nil {
					b.Fatal(err)
				}
				c, err := measure.NewCatalogue(New(l).Measures())
				if err != nil {
					b.Fatal(err)
				}
				if _, err := c.Eval(context.Background(), name, measure.Query{A: "CHN", B: "RUS"}); err != nil {
					b.Fatal(err)
				}
				l.Close()
			}
		})
	}
}

package frame

import (
	"bytes"
	"fmt"
	"testing"
)

// BenchmarkReadCSV reads a panel of 100,000 rows, four of its seven columns.
func BenchmarkReadCSV(b *testing.B) {
	var text bytes.Buffer
	text.WriteString("exporter,importer,year,trade,rta,dist,note\n")
	for i := range 100000 {
		fmt.Fprintf(&text, "C%03d,C%03d,%d,%.4f,%d,%.3f,some text\n", i/500%200, i%200, 1990+i%30, float64(i)*1.37, i%2, 100+float64(i%9000))
	}
	u := uses("exporter$", "importer$", "year$", "trade", "dist")
	b.SetBytes(int64(text.Len()))
	for b.Loop() {
		if _, err := ReadCSV(bytes.NewReader(text.Bytes()), "b.csv", u); err != nil {
			b.Fatal(err)
		}
	}
}

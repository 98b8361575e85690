package figure

import (
	"io"
	"testing"
)

func BenchmarkEncode(b *testing.B) {
	for _, s := range samples() {
		switch s.name {
		case "flows", "balance", "structure", "world", "map":
		default:
			continue
		}
		for _, format := range []string{".svg", ".pdf", ".png"} {
			b.Run(s.name+format, func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					if err := Encode(io.Discard, format, s.chart, s.o); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}

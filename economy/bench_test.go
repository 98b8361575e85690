package economy

import "testing"

// BenchmarkLoad is what the first use of the package costs a program.
func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		if _, err := readCatalogue(false); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkResolve(b *testing.B) {
	for _, in := range []string{"CHN", "643", "russia", "Côte d'Ivoire", "Bolivia (Plurinational State of)"} {
		b.Run(in, func(b *testing.B) {
			for b.Loop() {
				if _, err := Resolve(in); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkSuggest(b *testing.B) {
	for b.Loop() {
		if _, err := Resolve("Rusia"); err == nil {
			b.Fatal("resolved")
		}
	}
}

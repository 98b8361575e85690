package skeleton_test

import (
	"strings"
	"testing"

	"dyad/claim/skeleton"
)

func BenchmarkPropose(b *testing.B) {
	lex := trades(b)
	text := strings.Repeat("In 2014 trade between Germany and Poland reached US$5 billion, and in 2015 it rose by 5%. ", 100)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		if _, err := skeleton.Propose(text, lex); err != nil {
			b.Fatal(err)
		}
	}
}

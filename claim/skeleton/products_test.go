package skeleton

import (
	"testing"

	"dyad/trade"
)

// Each basket proposed is one that package trade knows.
func TestBasketsAreKnown(t *testing.T) {
	for _, p := range products {
		if p.basket == "" {
			continue
		}
		if _, err := trade.BuiltIn().Find(p.basket); err != nil {
			t.Errorf("%s: %v", p.basket, err)
		}
	}
}

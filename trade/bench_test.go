package trade_test

import (
	"context"
	"testing"

	"dyad/measure"
	"dyad/trade"
)

// The whole lake of the IMF is measured by bench/query; these are for profiles.

func BenchmarkSeriesCold(b *testing.B) {
	l := imf(b)
	for b.Loop() {
		c := catalogue(b, trade.FromLake(l))
		if _, err := c.Eval(context.Background(), "trade.total", measure.Query{A: "DEU", B: "POL"}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkRankWarm(b *testing.B) {
	ledger := trade.FromLake(imf(b))
	if err := trade.Warm(context.Background(), ledger); err != nil {
		b.Fatal(err)
	}
	c := catalogue(b, ledger)
	for b.Loop() {
		if _, err := c.Eval(context.Background(), "trade.rank", measure.Query{A: "DEU", B: "POL"}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkWorldWarm(b *testing.B) {
	ledger := trade.FromLake(imf(b))
	if err := trade.Warm(context.Background(), ledger); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		c := catalogue(b, ledger) // a fresh one keeps no answers
		if _, err := c.Eval(context.Background(), "trade.dependence", measure.Query{A: "DEU", B: "POL", World: true, Years: measure.Years{From: 2018, To: 2018}}); err != nil {
			b.Fatal(err)
		}
	}
}

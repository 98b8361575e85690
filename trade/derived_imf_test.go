package trade_test

import (
	"context"
	"math/big"
	"strconv"
	"strings"
	"testing"

	"dyad/measure"
	"dyad/trade"
)

// Oracle: the printed decimals as exact fractions. Of a report marked as an
// estimate beside one that is not, the other report times, or over, the factor
// of the time is rounded to two decimals of a million and held against what is
// printed; large figures, printed to six digits, may differ by these.
func TestImputedAgainstFractions(t *testing.T) {
	type pair struct{ x, m, xFlag, mFlag string }
	for _, year := range []int{1995, 2018} {
		pairs := map[string]*pair{}
		scanIMF(t, func(reporter, y, partner, line string) {
			if y != strconv.Itoa(year) {
				return
			}
			w := strings.Split(line, ",")
			if w[3] == "M" {
				reporter, partner = partner, reporter
			}
			p := pairs[reporter+"→"+partner]
			if p == nil {
				p = &pair{}
				pairs[reporter+"→"+partner] = p
			}
			if w[3] == "M" {
				p.m, p.mFlag = w[4], w[5]
			} else {
				p.x, p.xFlag = w[4], w[5]
			}
		})
		flows, err := trade.FromLake(imf(t)).Year(context.Background(), year)
		if err != nil {
			t.Fatal(err)
		}
		marked := map[string]bool{}
		flows.Each(func(f trade.Flow) {
			if f.Year == year && strings.Contains(f.Flags, measure.MirrorImputed) {
				marked[f.Exporter+"→"+f.Importer+" by "+string(f.View)] = true
			}
		})
		checked, found := 0, 0
		for k, p := range pairs {
			if p.x == "" || p.m == "" || (p.xFlag == "e") == (p.mFlag == "e") {
				continue
			}
			estimate, other := fraction(t, p.m), fraction(t, p.x)
			if p.xFlag == "e" {
				estimate, other = other, estimate
			}
			if estimate.Cmp(big.NewRat(1, 10)) < 0 {
				continue
			}
			factors := []*big.Rat{big.NewRat(106, 100)}
			if year < 2000 {
				factors = append(factors, big.NewRat(110, 100))
			}
			want := false
			for _, f := range factors {
				if p.xFlag == "e" {
					f.Inv(f)
				}
				off := new(big.Rat).Mul(other, f)
				off.Sub(off, estimate)
				off.Abs(off)
				sixth := new(big.Rat).Mul(estimate, big.NewRat(11, 1_000_000))
				want = want || off.Cmp(big.NewRat(1, 200)) <= 0 || off.Cmp(sixth) < 0
			}
			side, honest := " by importer", " by exporter"
			if p.xFlag == "e" {
				side, honest = honest, side
			}
			if marked[k+side] != want || marked[k+honest] {
				t.Errorf("%s %d: %+v marked %v, want %v; the other report %v", k, year, *p, marked[k+side], want, marked[k+honest])
			}
			checked++
			if want {
				found++
			}
		}
		if found < checked/2 { // nine in ten of the estimates above a million are
			t.Errorf("%d: %d of %d estimates follow from the other report", year, found, checked)
		}
	}
}

func fraction(t *testing.T, printed string) *big.Rat {
	t.Helper()
	r, ok := new(big.Rat).SetString(printed)
	if !ok {
		t.Fatalf("%q is no number", printed)
	}
	return r
}

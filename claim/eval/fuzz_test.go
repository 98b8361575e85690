package eval

import (
	"sync"
	"testing"

	"dyad/claim/file"
	"dyad/measure"
	"dyad/period"
)

var fuzzed = sync.OnceValue(func() *Compiler {
	c, err := measure.NewCatalogue([]*measure.Measure{
		{Name: "trade.total", Unit: "USD", Params: []measure.Param{{Name: "basket"}}},
		{Name: "trade.share", Unit: "%", Params: []measure.Param{{Name: "flow", Default: "trade", Choices: []string{"trade", "exports"}}}},
		{Name: "trade.rank", Unit: "rank", Params: []measure.Param{{Name: "universe", Default: "economies", Choices: []string{"economies", "blocs"}}}},
		{Name: "trade.structure", Unit: "%"},
	})
	if err != nil {
		panic(err)
	}
	k, err := NewCompiler(c)
	if err != nil {
		panic(err)
	}
	return k
})

// Whatever is typed, a check is refused with a place and a reason, or runs to
// one of the three truths; it never panics, and without data it never has a
// number.
func FuzzCheck(f *testing.F) {
	for _, s := range []string{
		"trade.total(RUS, CHN)[2014] / trade.total(RUS, CHN)[2001] is nine-fold",
		"always(trade.total(RUS, CHN, 'x')[2001..2014] > 3 bn) and not (trade.share(RUS, CHN, flow='exports')[2014] < 5%)",
		"trade.rank(RUS, CHN)[2017] is leading partner for the eighth consecutive year || 1 == 1.0",
		"trade.structure(RUS, CHN)['a'][2017] predominates",
		"trade.total(RUS, CHN) has intensified since 2008", "trade.total(RUS, CHN)[2000..] steadily increased",
		"max([1, 2.5, 3]) is twice as large as min(1, 2)", "cagr(trade.total(RUS, CHN), 2001, 2014) is about 5%",
		"consecutive(trade.rank(RUS, CHN) == 1, 2017) == 8 ? true : 2 > 1", "[1,2].all(x, x > 0)", "((", "'", "..", "T[", "is", "a..b..c", "not not", "1 %", "x = 3", "f(a=1, b={'c': 2})",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if len(s) > file.MaxCheck {
			return
		}
		p, problems := fuzzed().Compile("f", &file.Claim{ID: "X", Check: file.TextOf(s)})
		for _, pr := range problems {
			if pr.What == "" || pr.Line < 1 || pr.Column < 1 {
				t.Fatalf("%q: %+v", s, pr)
			}
		}
		if len(problems) > 0 {
			return
		}
		rows := map[string][]*measure.Row{}
		if _, fault := p.Run(Question{By: "nobody", Rows: rows}); fault != nil && (fault.What == "" || fault.Line < 1) {
			t.Fatalf("%q: %+v", s, fault)
		}
		for _, c := range p.Calls {
			for y := 2000; y <= 2017; y++ {
				rows[c.Key] = append(rows[c.Key], &measure.Row{Measure: c.Measure.Name, Period: period.Of(y), Value: float64(y%7) + 1, Unit: c.Measure.Unit})
			}
		}
		if _, fault := p.Run(Question{By: "somebody", Until: 2017, Rows: rows}); fault != nil && (fault.What == "" || fault.Line < 1) {
			t.Fatalf("%q: %+v", s, fault)
		}
	})
}

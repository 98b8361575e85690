package skeleton

import (
	"fmt"
	"strings"
	"testing"

	"dyad/claim/file"
)

// What a careful reader would propose, by hand.
func TestPropose(t *testing.T) {
	for _, c := range []struct{ text, let, check string }{
		{"In 2020, trade between Germany and Poland reached US$140 billion, having doubled since 2006.",
			"T: trade.total(DEU, POL)", "T[2020] is US$140 billion and T[2020] doubled since 2006"},
		{"In 2009, Sino‑Russian trade fell by 31.7%.", "T: trade.total(CHN, RUS)", "T[2009] fell by 31.7%"},
		{"Since 2001, the volume of Sino‑Russian trade has grown nine‑fold, reaching US$95.3 billion in 2014, a record figure.",
			"T: trade.total(CHN, RUS)", "T[2014] / T[2001] is nine-fold and T[2014] is US$95.3 billion and T[2014] is record figure"},
		{"In 2017, China was Russia’s leading trade partner for the eighth consecutive year.",
			"R: trade.rank(CHN, RUS)", "R[2017] is leading trade partner for the eighth consecutive year"},
		{"The trade balance between Russia and China has remained in favour of China since 2007.",
			"B: trade.balance(RUS, CHN)", "B is in favour of China since 2007"},
		{"China accounted for 47.6% of the foreign trade of Kyrgyzstan in 2013 (Larin 2015).",
			"S: trade.share(CHN, KGZ)", "S[2013] is 47.6%"},
		{"German exports to France grew steadily between 2010 and 2014.",
			"X: trade.exports(DEU, FRA)", "X grew steadily between 2010 and 2014"},
	} {
		b, err := Propose(c.text)
		if err != nil {
			t.Errorf("%s: %v", c.text, err)
			continue
		}
		f, err := file.Parse("new", b)
		if err != nil {
			t.Errorf("%s: %v\n%s", c.text, err, b)
			continue
		}
		got := f.Claims[0]
		if !got.Proposed || got.Check.Value != c.check || len(got.Let) != 1 || got.Let[0].Name+": "+got.Let[0].Value.Value != c.let {
			t.Errorf("%s:\n%s", c.text, b)
		}
	}
}

func TestNothingToPropose(t *testing.T) {
	if b, err := Propose("It rained. Nobody counted."); err == nil {
		t.Errorf("proposed %s", b)
	}
	b, err := Propose("Trade with the neighbours is important.")
	if err != nil || !strings.Contains(string(b), "not_testable: {why: no number}") {
		t.Errorf("%s %v", b, err)
	}
}

func FuzzPropose(f *testing.F) {
	f.Add("In 2009, Sino‑Russian trade fell by 31.7%. \"Quoted\" \\ and {odd}: #x")
	f.Add("Germany, Poland 2020\x00\u2028 a third")
	f.Fuzz(func(t *testing.T, s string) {
		b, err := Propose(s)
		if err != nil {
			return
		}
		if _, err := file.Parse("new", b); err != nil {
			t.Fatalf("%v\n%s", err, b)
		}
	})
}

func ExamplePropose() {
	b, _ := Propose("In 2009, Sino-Russian trade fell by 31.7%.")
	fmt.Print(string(b))
	// Output:
	// # Proposed by `dyad claims new`: look at each claim, mend its check, and take `proposed` out.
	// # The format is described in docs/claims.md.
	// claims:
	// - id: P001
	//   quote: "In 2009, Sino-Russian trade fell by 31.7%."
	//   at: {par: 1}
	//   let: {T: trade.total(CHN, RUS)}
	//   check: "T[2009] fell by 31.7%"
	//   proposed: true
}

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
			"R: trade.rank(RUS, CHN)", "R[2017] is leading trade partner for the eighth consecutive year"},
		{"The trade balance between Russia and China has remained in favour of China since 2007.",
			"B: trade.balance(RUS, CHN)", "B is in favour of China since 2007"},
		{"China accounted for 47.6% of the foreign trade of Kyrgyzstan in 2013 (Larin 2015).",
			"S: trade.share(KGZ, CHN)", "S[2013] is 47.6%"},
		{"German exports to France grew steadily between 2010 and 2014.",
			"X: trade.exports(DEU, FRA)", "X grew steadily between 2010 and 2014"},
		{"Since 2010, China has been Russia's leading trade partner.",
			"R: trade.rank(RUS, CHN)", "R is leading trade partner since 2010"},
		{"Poland's largest trading partner since 2004 has been Germany.",
			"R: trade.rank(POL, DEU)", "R is largest trading partner since 2004"},
		{"In 2016 Germany was the second largest export partner of Poland.",
			`R: trade.rank(POL, DEU, flow="exports")`, "R[2016] is second largest export partner"},
		{"Germany's share of Poland's exports was 27.4% in 2015.",
			`S: trade.share(POL, DEU, flow="exports")`, "S[2015] is 27.4%"},
		{"In 2015 Germany accounted for 22.9 % of Polish imports.",
			`S: trade.share(POL, DEU, flow="imports")`, "S[2015] is 22.9 %"},
		{"In 2015, 27% of Polish exports went to Germany.",
			`S: trade.share(POL, DEU, flow="exports")`, "S[2015] is 27%"},
		{"In 2014 hydrocarbons accounted for 70% of Russia's exports to China.",
			`S: trade.structure(RUS, CHN, basket="hydrocarbons")`, "S[2014] is 70%"},
		{"In 2014 machinery made up a 15% share of Russia's imports from China.",
			`S: trade.structure(RUS, CHN, basket="machinery", flow="imports")`, "S[2014] is 15%"},
		{"In 2016 U.S.–China trade reached $578 billion.",
			"T: trade.total(USA, CHN)", "T[2016] is $578 billion"},
		{"The EU's exports to China reached US$170 billion in 2016.",
			"X: trade.exports(EU, CHN)", "X[2016] is US$170 billion"},
		{"In 2014, exports to Russia from China reached 53.7 billion US dollars.",
			"X: trade.exports(CHN, RUS)", "X[2014] is 53.7 billion US dollars"},
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

// Sentences that leave open what a number belongs to: nothing is proposed, and
// the note says what to settle.
func TestNothingCertain(t *testing.T) {
	for _, c := range []struct{ text, note string }{
		{"In 2014 trade of China and Russia reached 95 billion dollars, or 88 billion dollars.", "two numbers of the same cell"},
		{"In 2014 exports of Germany to Poland were $63 billion and to France $134 billion.", "DEU, POL, FRA"},
		{"In 2014 hydrocarbons were 15% of China's trade with Russia.", "exports or in imports"},
		{"In 2014 coffee accounted for 15% of Germany's exports to Poland.", "some goods"},
		{"In 2014 bananas accounted for 15% of Germany's exports to Poland.", "whose share is it"},
		{"In 2014 hydrocarbons and wood accounted for 75% of Russia's exports to China.", "some goods"},
		{"China and Russia, partners, had a share of 15% in 2014.", "whose trade"},
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
		if got := f.Claims[0]; got.NotTestable == nil || got.NotTestable.Why != "no measure yet" || !strings.Contains(got.Notes, c.note) {
			t.Errorf("%s:\n%s", c.text, b)
		}
	}
}

func FuzzPropose(f *testing.F) {
	f.Add("In 2009, Sino‑Russian trade fell by 31.7%. \"Quoted\" \\ and {odd}: #x")
	f.Add("\x00 ")
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

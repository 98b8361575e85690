package skeleton_test

import (
	"fmt"
	"strings"
	"testing"

	"dyad/claim/claimtest"
	"dyad/claim/file"
	"dyad/claim/skeleton"
	"dyad/measure"
	"dyad/trade"
)

// trades is the lexicon of the measures of trade, the field that has forms.
func trades(t testing.TB) *skeleton.Lexicon {
	t.Helper()
	c, err := measure.NewCatalogue(trade.New(nil).Measures())
	if err != nil {
		t.Fatal(err)
	}
	return skeleton.NewLexicon(c)
}

// propose reads one sentence.
func propose(t testing.TB, lex *skeleton.Lexicon, text string) (*file.Claim, string) {
	t.Helper()
	b, err := skeleton.Propose(text, lex)
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	f, err := file.Parse("new", b)
	if err != nil {
		t.Fatalf("%s: %v\n%s", text, err, b)
	}
	return f.Claims[0], string(b)
}

// The table says what a careful reader makes of each sentence; its lines were
// read by hand against the sentences.
func TestSentences(t *testing.T) {
	table, err := claimtest.Sentences("../testdata/sentences.txt")
	if err != nil {
		t.Fatal(err)
	}
	lex := trades(t)
	for _, s := range table {
		c, b := propose(t, lex, s.Text)
		var lets, judges []string
		for _, l := range c.Let {
			lets = append(lets, l.Name+": "+l.Value.Value)
		}
		for _, j := range c.JudgedBy {
			judges = append(judges, j.Value)
		}
		let, judge := strings.Join(lets, ", "), strings.Join(judges, ", ")
		if s.Judge != "" {
			judge = "[" + judge + "]"
		}
		switch {
		case !c.Proposed:
			t.Errorf("line %d: not marked as proposed", s.Line)
		case s.No != "" && (c.NotTestable == nil || !strings.Contains(c.Notes, s.No)):
			t.Errorf("line %d: want no check, for %s:\n%s", s.Line, s.No, b)
		case s.No == "" && (c.Check.Value != s.Check || let != s.Let || judge != s.Judge):
			t.Errorf("line %d: want %s, %s %s:\n%s", s.Line, s.Let, s.Check, s.Judge, b)
		}
	}
}

// A word put into a sentence that was understood must find its place too: with
// a word that means nothing to anybody nothing is proposed, wherever it stands.
func TestEveryWordNeedsItsPlace(t *testing.T) {
	lex := trades(t)
	for _, s := range []string{
		"In 2020, trade between Germany and Poland reached US$140 billion, having doubled since 2006.",
		"In 2016 Germany was the second largest export partner of Poland.",
		"The US share of Mexican exports fell from 88.7% in 2000 to 79.5% in 2018.",
		"Germany recorded a trade surplus of US$50 billion with France in 2015.",
		"According to Chinese customs, trade between China and Russia fell by 28.7% in 2015.",
	} {
		if c, b := propose(t, lex, s); c.NotTestable != nil {
			t.Fatalf("not understood without the word:\n%s", b)
		}
		words := strings.Fields(s)
		for i := range words {
			with := strings.Join(words[:i], " ") + " frumiously " + strings.Join(words[i:], " ")
			c, b := propose(t, lex, with)
			if c.NotTestable == nil {
				t.Errorf("a check without the word:\n%s", b)
			} else if !strings.Contains(c.Notes, "frumiously") && !strings.Contains(c.Notes, "Frumiously") {
				t.Errorf("the word is not named:\n%s", b)
			}
		}
	}
}

// Of a text each sentence with something to test gets a claim; "the two
// countries" are those of the sentence before, and that is noted.
func TestText(t *testing.T) {
	b, err := skeleton.Propose("Trade between Germany and Poland fell by 23.5% in 2009. It rained. In 2010 bilateral trade rose by 15.5%.\n\nNobody counted.", trades(t))
	if err != nil {
		t.Fatal(err)
	}
	f, err := file.Parse("new", b)
	if err != nil {
		t.Fatalf("%v\n%s", err, b)
	}
	if len(f.Claims) != 2 || f.Claims[1].Check.Value != "T[2010] rose by 15.5%" || f.Claims[1].Let[0].Value.Value != "trade.total(DEU, POL)" || !strings.Contains(f.Claims[1].Notes, "earlier sentence") {
		t.Errorf("%s", b)
	}
}

func TestNothingToPropose(t *testing.T) {
	lex := trades(t)
	if b, err := skeleton.Propose("It rained. Nobody counted.", lex); err == nil {
		t.Errorf("proposed %s", b)
	}
	c, b := propose(t, lex, "Trade with the neighbours is important.")
	if c.NotTestable == nil || c.NotTestable.Why != "no number" {
		t.Error(b)
	}
}

// A measure of another field is named by its own forms: the skeleton knows no
// field. The sentence and the check are made up with the measure.
func TestFormsOfAnotherField(t *testing.T) {
	c, err := measure.NewCatalogue([]*measure.Measure{
		{Name: "visits.count", Unit: "", Nature: measure.Amount, Forms: []measure.Form{{Words: "visits from A to B", Params: map[string]string{"rank": "head"}}}, Params: []measure.Param{{Name: "rank"}}},
		{Name: "visits.share", Unit: "%", Nature: measure.Share, Forms: []measure.Form{{Words: "{rank} made_up Q of visits from A to B"}},
			Params: []measure.Param{{Name: "rank", Words: func() []measure.Word { return []measure.Word{{Text: "ministers", Value: "minister"}} }}}},
	})
	if err != nil {
		t.Fatal(err)
	}
	lex := skeleton.NewLexicon(c)
	for _, s := range []struct{ text, let, check string }{
		{"Visits from China to Russia doubled between 2001 and 2014.", `visits.count(CHN, RUS, rank="head")`, "C doubled between 2001 and 2014"},
		{"In 2014 ministers made up 40% of visits from China to Russia.", `visits.share(CHN, RUS, rank="minister")`, "S[2014] is 40%"},
	} {
		got, b := propose(t, lex, s.text)
		if got.Check.Value != s.check || len(got.Let) != 1 || got.Let[0].Value.Value != s.let {
			t.Errorf("%s:\n%s", s.text, b)
		}
	}
	if got, b := propose(t, lex, "Trade between China and Russia doubled between 2001 and 2014."); got.NotTestable == nil {
		t.Errorf("trade has a place where no measure names it:\n%s", b)
	}
}

// Whatever a text holds, what is written is a claim file.
func FuzzPropose(f *testing.F) {
	for _, s := range []string{"In 2009, Sino‑Russian trade fell by 31.7%. \"Quoted\" \\ and {odd}: #x", "\x00 ", "Germany, Poland 2020\x00\u2028 a third",
		"Trade between Germany and Poland rose from US$1 billion in 2001 to US$2 billion in 2002, a record, and the following year it fell.",
		"According to Chinese customs, China's share of Russia's imports was one in five in 2016", "the the the total total total goods goods goods trade trade"} {
		f.Add(s)
	}
	lex := trades(f)
	f.Fuzz(func(t *testing.T, s string) {
		b, err := skeleton.Propose(s, lex)
		if err != nil {
			return
		}
		if _, err := file.Parse("new", b); err != nil {
			t.Fatalf("%v\n%s", err, b)
		}
	})
}

func ExamplePropose() {
	c, _ := measure.NewCatalogue(trade.New(nil).Measures())
	b, _ := skeleton.Propose("In 2009, Sino-Russian trade fell by 31.7%.", skeleton.NewLexicon(c))
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

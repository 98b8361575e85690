package claim_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"

	"dyad/claim"
	"dyad/claim/claimtest"
	"dyad/internal/hint"
	"dyad/measure"
	"dyad/period"
)

// world has made-up rows of two reporters who disagree.
func world(t testing.TB) *measure.Catalogue {
	t.Helper()
	w := claimtest.NewWorld()
	for _, err := range []error{
		w.Declare("trade.total USD"),
		w.Declare("trade.rank rank universe=economies,blocs"),
		w.Load("trade.total RUS CHN by CHN@a vintage=2021 2001=10.67e9 2013=89e9 2014=95.28e9"),
		w.Load("trade.total RUS CHN by RUS@a vintage=2021 2001=7.24e9 2013=88.8e9 2014=88.4e9"),
		w.Load("trade.rank RUS CHN by RUS@a 2010=1 2011=1"),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	c, err := w.Catalogue()
	if err != nil {
		t.Fatal(err)
	}
	return c
}

const twoClaims = `text: {title: "A <b>text</b>", author: "A & B", date: 2018-07-26}
claims:
- id: C1
  quote: "Trade has grown nine-fold"
  let: {T: trade.total(RUS, CHN)}
  check: T[2014] / T[2001] is nine-fold
- id: C2
  quote: "a <script>alert(1)</script> record | year"
  check: trade.total(RUS, CHN)[2014] is record since 2013
- id: C3
  quote: "because of the crisis"
  not_testable: {why: causal}
  needs: [event.cooperation]
`

func judged(t testing.TB, text string) *claim.Review {
	t.Helper()
	f, err := claim.Parse("f.yaml", []byte(twoClaims))
	if err != nil {
		t.Fatal(err)
	}
	r, err := claim.Judge(context.Background(), f, claim.Options{Catalogue: world(t), Text: text})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// The contract of `dyad check --format json`.
func TestJSON(t *testing.T) {
	b, err := judged(t, "").JSON()
	if err != nil {
		t.Fatal(err)
	}
	var got []map[string]any
	if err := json.Unmarshal(b, &got); err != nil {
		t.Fatal(err)
	}
	if len(got) != 3 {
		t.Fatalf("%d objects for 3 claims", len(got))
	}
	for _, c := range got {
		for _, key := range []string{"id", "quote", "verdict", "judgements", "missing"} {
			if v, ok := c[key]; !ok || v == nil {
				t.Errorf("%s: %s is absent or null", c["id"], key)
			}
		}
		for _, j := range c["judgements"].([]any) {
			for _, key := range []string{"by", "verdict", "computed", "expected", "margin", "flags", "breaking_rows"} {
				if _, ok := j.(map[string]any)[key]; !ok {
					t.Errorf("%s: a judgement without %s", c["id"], key)
				}
			}
		}
	}
	verdicts := fmt.Sprint(got[0]["verdict"], got[1]["verdict"], got[2]["verdict"])
	if verdicts != "mixedmixednot_testable" {
		t.Error(verdicts)
	}
}

func TestRenderings(t *testing.T) {
	text := "Before. Trade has grown nine-fold, a <script>alert(1)</script> record | year, because of the crisis. After.\n"
	r := judged(t, text)
	page, err := r.HTML()
	if err != nil {
		t.Fatal(err)
	}
	linked, err := r.ClaimReview("https://example.org/r", "2026-01-31")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name   string
		got    string
		has    []string
		hasNot []string
	}{
		{"table", string(r.Table(100)), []string{"C1  ≠ mixed by source", "CHN (a)  supported     8.93   nine-fold: [8.5, 9.5) ×; margin 4.81 %",
			"breaks: 2014: 88.40 bn USD, 2001: 7.24 bn USD", "breaks: 2013: 88.80 bn USD", "needs: event.cooperation",
			"3 claims: 0 supported, 0 contradicted, 2 mixed by source, 1 not testable"}, nil},
		{"markdown", string(r.Markdown()), []string{"## C1: mixed by source", "> Trade has grown nine-fold", "| RUS (a) | contradicted | 12.21 |",
			"record \\| year", "where T = trade.total(RUS, CHN)"}, []string{"<script>"}},
		{"html", string(page), []string{`<mark class="mixed">Trade has grown nine-fold <a href="#C1"`, `<article id="C1" class="mixed">`, "&lt;script&gt;alert",
			"<!doctype html>", `lang="en"`, "Before. ", " After."}, []string{"<script>alert", "src=", "<b>text</b>", "http://"}},
		{"html, quotes in order", func() string { b, _ := judged(t, "").HTML(); return string(b) }(), []string{`<article id="C3" class="not_testable">`}, []string{"<mark"}},
		{"claimreview", string(linked), []string{`"@type": "ClaimReview"`, `"ratingValue": 3`, `"url": "https://example.org/r#C1"`, `"alternateName": "mixed by source"`}, []string{"</script>", "because of"}},
	} {
		for _, s := range c.has {
			if !strings.Contains(c.got, s) {
				t.Errorf("%s lacks %q:\n%s", c.name, s, c.got)
			}
		}
		for _, s := range c.hasNot {
			if strings.Contains(c.got, s) {
				t.Errorf("%s contains %q", c.name, s)
			}
		}
	}
	var doc map[string]any
	if err := json.Unmarshal(linked, &doc); err != nil || doc["@context"] != "https://schema.org" {
		t.Error(err)
	}
}

func TestOnlyAndAsOf(t *testing.T) {
	f, err := claim.Parse("f.yaml", []byte(twoClaims))
	if err != nil {
		t.Fatal(err)
	}
	r, err := claim.Judge(context.Background(), f, claim.Options{Catalogue: world(t), Only: []string{"C2"}, AsOf: "2016-05"})
	if err != nil {
		t.Fatal(err)
	}
	// 2015 belongs to the window up to the claim's date and is missing; 2013 breaks it for RUS all the same.
	c := r.Claims[0]
	if len(r.Claims) != 1 || c.ID != "C2" || c.Verdict != "contradicted" || len(c.Missing) != 1 || !strings.Contains(c.Missing[0], "2015") {
		t.Errorf("%+v", c)
	}
	if _, err := claim.Judge(context.Background(), f, claim.Options{Catalogue: world(t), Only: []string{"C9"}}); err == nil {
		t.Error("an id that is not in the file")
	}
}

func TestErrorsAreHints(t *testing.T) {
	_, err := claim.Load("testdata/no-such.yaml")
	if hint.CodeOf(err) != hint.Usage || hint.TryOf(err) == "" {
		t.Errorf("%v: code %d, try %q", err, hint.CodeOf(err), hint.TryOf(err))
	}
}

// A measure that cannot be asked leaves its claim untestable; a fault of the
// program ends the run.
func TestMeasureFails(t *testing.T) {
	for _, c := range []struct {
		code hint.Code
		ends bool
	}{{hint.Data, false}, {hint.Fault, true}} {
		m := &measure.Measure{Name: "trade.total", Unit: "USD", Eval: func(context.Context, measure.Query) ([]measure.Row, error) {
			return nil, hint.New(c.code, "", "the shelf is empty", "import something")
		}}
		cat, err := measure.NewCatalogue([]*measure.Measure{m})
		if err != nil {
			t.Fatal(err)
		}
		f, err := claim.Parse("f", []byte("- id: A\n  quote: q\n  check: trade.total(RUS, CHN)[2014] > 1\n"))
		if err != nil {
			t.Fatal(err)
		}
		r, err := claim.Judge(context.Background(), f, claim.Options{Catalogue: cat})
		switch {
		case c.ends && (err == nil || hint.CodeOf(err) != hint.Fault):
			t.Errorf("a fault went by: %v", err)
		case !c.ends && (err != nil || r.Claims[0].Verdict != "not_testable" || !strings.Contains(strings.Join(r.Claims[0].Missing, ""), "the shelf is empty")):
			t.Errorf("%v %+v", err, r)
		}
	}
}

// A measure that refuses the question as asked makes a mistake of the file, at
// the place of the call, and nothing is judged.
func TestMeasureRefuses(t *testing.T) {
	m := &measure.Measure{Name: "trade.total", Unit: "USD", Params: []measure.Param{{Name: "basket"}},
		Eval: func(_ context.Context, q measure.Query) ([]measure.Row, error) {
			if q.Params["basket"] == "hydrocarbns" {
				return nil, fmt.Errorf("trade.total: %w", hint.New(hint.Usage, "", `unknown basket "hydrocarbns"`, "did you mean hydrocarbons?"))
			}
			return []measure.Row{{Measure: "trade.total", A: "RUS", B: "CHN", Reporter: "RUS", Source: "a", Period: period.Of(2014), Value: 5e9, Unit: "USD"}}, nil
		}}
	cat, err := measure.NewCatalogue([]*measure.Measure{m})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		check, what, try string
		column           int
	}{
		{`trade.total(RUS, CHN)[2014] > 1 bn and trade.total(RUS, CHN, basket="hydrocarbns")[2014] > 1 bn`, `unknown basket "hydrocarbns"`, "did you mean hydrocarbons?", 50},
		{`trade.total(RUS, CHN)[2014] > 1 bn and trade.total(RUS, "CHN", basket="")[2014] > 1 bn and trade.total(RUS, DEU, basket="hydrocarbns")[2014] > 1 bn`, `unknown basket "hydrocarbns"`, "did you mean hydrocarbons?", 102},
	} {
		f, err := claim.Parse("f", []byte("- id: A\n  quote: q\n  check: '"+c.check+"'\n"))
		if err != nil {
			t.Fatal(err)
		}
		_, err = claim.Judge(context.Background(), f, claim.Options{Catalogue: cat})
		var ps claim.Problems
		if !errors.As(err, &ps) || len(ps) != 1 {
			t.Fatalf("%s: %v", c.check, err)
		}
		if p := ps[0]; p.What != c.what || p.Try != c.try || p.Line != 3 || p.Column != c.column || p.Claim != "A" {
			t.Errorf("%s: %+v", c.check, p)
		}
	}
}

func TestJudgeOne(t *testing.T) {
	b, err := claim.NewBench(world(t))
	if err != nil {
		t.Fatal(err)
	}
	ctx := context.Background()
	c, problems := b.JudgeOne(ctx, claim.Draft{Let: map[string]string{"T": "trade.total(RUS, CHN)"}, Check: "T[2014] / T[2001] is nine-fold", JudgedBy: []string{"CHN"}})
	if len(problems) > 0 || c.Verdict != "supported" {
		t.Errorf("%v %+v", problems, c)
	}
	_, problems = b.JudgeOne(ctx, claim.Draft{Check: "trade.total(RUS, CHN)[2014] is ninefould"})
	if len(problems) != 1 || problems[0].Line != 1 || problems[0].Column != 32 {
		t.Errorf("%+v", problems)
	}
	for _, half := range []string{strings.Repeat("(", 5000), "1" + strings.Repeat("+1", 1900) + " > 1", strings.Repeat("(", 1500) + "1" + strings.Repeat(")", 1500) + " > 0", "", "t", "trade.", "trade.total(", "trade.total(RUS", "trade.total(RUS, CHN)[", "trade.total(RUS, CHN)[2014] is", "trade.total(RUS, CHN)[2014] is 9 and"} {
		if _, problems = b.JudgeOne(ctx, claim.Draft{Check: half}); len(problems) == 0 {
			t.Errorf("%q was judged", half)
		}
	}
}

// Many claims on few series, as in a real file.
func BenchmarkJudge(b *testing.B) {
	var s strings.Builder
	for i := range 171 {
		fmt.Fprintf(&s, "- id: C%03d\n  quote: q\n  let: {T: trade.total(RUS, CHN), R: trade.rank(RUS, CHN)}\n  check: T[2014] / T[2001] is nine-fold and R[2011] is leading partner for the second consecutive year\n", i)
	}
	cat := world(b)
	for b.Loop() {
		f, err := claim.Parse("f", []byte(s.String()))
		if err != nil {
			b.Fatal(err)
		}
		if _, err := claim.Judge(context.Background(), f, claim.Options{Catalogue: cat}); err != nil {
			b.Fatal(err)
		}
	}
}

func ExampleJudge() {
	w := claimtest.NewWorld()
	_ = w.Declare("trade.total USD")
	_ = w.Load("trade.total RUS CHN by CHN@customs 2001=10.67e9 2014=95.28e9")
	_ = w.Load("trade.total RUS CHN by RUS@customs 2001=7.24e9 2014=88.4e9")
	catalogue, _ := w.Catalogue()
	f, _ := claim.Parse("claims.yaml", []byte(`
- id: C036
  quote: "Since 2001, trade has grown nine-fold"
  let: {T: trade.total(RUS, CHN)}
  check: T[2014] / T[2001] is nine-fold
`))
	r, err := claim.Judge(context.Background(), f, claim.Options{Catalogue: catalogue})
	if err != nil {
		fmt.Println(err)
		return
	}
	_, _ = os.Stdout.Write(r.Table(90))
	// Output:
	// C036  ≠ mixed by source
	//     “Since 2001, trade has grown nine-fold”
	//     CHN (customs)  supported     8.93   nine-fold: [8.5, 9.5) ×; margin 4.81 %
	//     RUS (customs)  contradicted  12.21  nine-fold: [8.5, 9.5) ×; margin 22.2 %
	//         breaks: 2014: 88.40 bn USD, 2001: 7.24 bn USD
	//
	// 1 claim: 0 supported, 0 contradicted, 1 mixed by source, 0 not testable
}

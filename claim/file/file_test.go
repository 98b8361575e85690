package file

import (
	"strings"
	"testing"

	"dyad/claim/problem"
)

const sample = `text: {doc: t, title: "A text", date: 2018-07-26}
defaults: {as_of: 2018-07-26, judged_by: [CHN, RUS]}
claims:
- id: C036
  quote: "Since 2001, it has grown nine‑fold"
  at: {doc: t, par: 10}
  let: {T: trade.total(RUS, CHN), X: trade.exports(RUS, CHN, basket="hydrocarbons")[2014]}
  check: T[2014] / T[2001] is nine-fold
  tolerance: 5%
- id: C037
  quote: >
    a folded
    quote
  let:
    T: trade.total(RUS, CHN)
  check: |
    T[2014] is record
    and T[2014] is 95.3 bn
- id: C038
  quote: q
  not_testable: {why: causal, note: "a reason"}
`

func TestParse(t *testing.T) {
	f, err := Parse("x.yaml", []byte(sample))
	if err != nil {
		t.Fatal(err)
	}
	if len(f.Claims) != 3 || f.AsOf != "2018-07-26" || len(f.Judges) != 2 || f.Text.Title != "A text" {
		t.Fatalf("%+v", f)
	}
	c := f.Claims[0]
	if len(c.Let) != 2 || c.Let[0].Value.Value != "trade.total(RUS, CHN)" || c.Let[1].Value.Value != `trade.exports(RUS, CHN, basket="hydrocarbons")[2014]` {
		t.Errorf("let: %+v", c.Let)
	}
	if c.Par != "10" || c.Check.Value != "T[2014] / T[2001] is nine-fold" || c.Tolerance.Value != "5%" {
		t.Errorf("%+v", c)
	}
	if q := f.Claims[1].Quote.Value; strings.TrimSpace(q) != "a folded quote" {
		t.Errorf("folded: %q", q)
	}
	if f.Claims[2].NotTestable == nil || f.Claims[2].NotTestable.Why != "causal" {
		t.Errorf("%+v", f.Claims[2])
	}
	// The place of a word inside a check is the place in the file, counted by hand.
	for _, c := range []struct {
		text      Text
		word      string
		line, col int
	}{
		{f.Claims[0].Check, "nine-fold", 8, 31},
		{f.Claims[0].Let[0].Value, "RUS", 7, 24},
		{f.Claims[0].Let[1].Value, "hydro", 7, 70},
		{f.Claims[0].Quote, "2001", 5, 17},
		{f.Claims[1].Check, "95.3", 18, 20},
		{f.Claims[1].Quote, "quote", 13, 5},
	} {
		at := len([]rune(c.text.Value[:strings.Index(c.text.Value, c.word)]))
		if l, k := c.text.Place(at); l != c.line || k != c.col {
			t.Errorf("%s: at %d:%d, want %d:%d", c.word, l, k, c.line, c.col)
		}
	}
}

// Editors on some systems begin a file with a byte order mark; --- may begin
// the one document.
func TestMarkAtTheStart(t *testing.T) {
	for _, in := range []string{"\ufeff" + sample, "---\n" + sample, "\ufeff---\n" + sample + "---\n"} {
		if f, err := Parse("x", []byte(in)); err != nil || len(f.Claims) != 3 {
			t.Errorf("%.10q: %v", in, err)
		}
	}
}

func TestProblems(t *testing.T) {
	for _, c := range []struct{ name, in, where, what, try string }{
		{"unknown key", "- id: a\n  quote: q\n  chek: x\n", ":3:3", `unknown key "chek"`, "check"},
		{"twice", "- id: a\n  quote: q\n  check: x\n- id: a\n  quote: q\n  check: x\n", ":4:3", "already used in line 1", "own id"},
		{"no quote", "- id: a\n  check: x\n", ":1:3", "no quote", "quote:"},
		{"no check", "- id: a\n  quote: q\n", ":1:3", "neither", "not_testable"},
		{"both", "- id: a\n  quote: q\n  check: x\n  not_testable: causal\n", ":1:3", "both", ""},
		{"reason", "- id: a\n  quote: q\n  not_testable: {why: casual}\n", ":3:23", "casual", "causal"},
		{"date", "- id: a\n  quote: q\n  check: x\n  as_of: July\n", ":4:10", "not a date", "2018-07-26"},
		{"syntax", "- id: a\n  quote: q\n  check: f({'flow': 'exports'}) is 3\n", ":3", "YAML", "quote"},
		{"empty", "", ":1:1", "no claims", "- id"},
		{"alias bomb", "a: &a [x,x]\nb: &b [*a,*a]\n", "", "", ""},
		{"alias", "- id: a\n  quote: &q q\n  check: x\n", ":2:10", "anchors", "write the value out"},
		{"deep", "- id: " + strings.Repeat("[", 100000) + "\n", ":1:1", "", ""},
		{"deep lines", strings.Repeat("[\n", 100000), "", "", ""},
		{"dashes", strings.Repeat("- ", 100000) + "a\n", ":1:1", "", ""},
		{"huge", strings.Repeat("#\n", MaxBytes), ":1:1", "limit", "split"},
		{"not text", "\xff\xfe", ":1:1", "UTF-8", "UTF-8"},
		{"bool", "- id: a\n  quote: q\n  check: x\n  internal: maybe\n", ":4:13", "true or false", ""},
		{"long check", "- id: a\n  quote: q\n  check: 1" + strings.Repeat("+1", MaxCheck) + " > 1\n", ":3:10", "characters", "let"},
		{"id", "- id: a b\n  quote: q\n  check: x\n", ":1:3", "cannot be an id", "letters"},
		{"let name", "- id: a\n  quote: q\n  let: {1T: x}\n  check: x\n", ":3:9", "name of a let", ""},
		{"raw NUL", "- id: a\n  quote: q\x00q\n  check: x\n", ":2:11", "NUL", "take it out"},
		{"escaped NUL", "- id: a\n  quote: \"q\\0q\"\n  check: x\n", ":2:10", "NUL", "take it out"},
		{"two documents", "- id: a\n  quote: q\n  check: x\n---\n- id: b\n  quote: q\n  check: x\n", ":5:1", "second YAML document", "---"},
		{"judge", "- id: a\n  quote: q\n  judged_by: ['']\n  check: x\n", ":3:15", "nobody", "imf-dots"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := Parse("f", []byte(c.in))
			l, ok := err.(problem.List)
			if !ok || len(l) == 0 {
				t.Fatalf("no problem found: %v", err)
			}
			if p := l[0]; !strings.Contains(p.Where(), c.where) || !strings.Contains(p.What, c.what) || !strings.Contains(p.Try, c.try) {
				t.Errorf("%s: %s / %s", p.Where(), p.What, p.Try)
			}
		})
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte(sample))
	f.Add([]byte("- id: a\n  quote: 'q'\n  let: {A: \"x\", B: f(1, 2)}\n  check: >\n    a\n    b\n"))
	f.Fuzz(func(t *testing.T, b []byte) {
		got, err := Parse("f", b)
		if err != nil {
			l, ok := err.(problem.List)
			if !ok || len(l) == 0 || l[0].What == "" {
				t.Fatalf("not a list of problems: %v", err)
			}
			return
		}
		for _, c := range got.Claims {
			for i := range []rune(c.Check.Value) {
				if line, col := c.Check.Place(i); line < 1 || col < 1 {
					t.Fatalf("place %d:%d", line, col)
				}
			}
		}
	})
}

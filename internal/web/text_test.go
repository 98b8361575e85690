package web

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dyad/claim/review"
)

func TestPiecesMarkThePassages(t *testing.T) {
	rv := &review.Review{Text: "One two three four.", Claims: []review.Claim{
		{ID: "B", Verdict: review.Mixed, Passages: []review.Span{{From: 8, To: 13}}},
		{ID: "A", Verdict: review.Supported, Passages: []review.Span{{From: 0, To: 3}}},
		{ID: "C", Passages: []review.Span{{From: 10, To: 18}, {From: 17, To: 999}, {From: 5, To: 5}}}, // overlaps, runs out, is empty
	}}
	got := pieces(rv)
	var text, marked strings.Builder
	for _, p := range got {
		text.WriteString(p.Text)
		if p.ID != "" {
			marked.WriteString(p.ID + "=" + p.Text + ";")
		}
	}
	if text.String() != rv.Text {
		t.Errorf("the pieces make %q", text.String())
	}
	if marked.String() != "A=One;B=three;" {
		t.Errorf("marked: %s", marked.String())
	}
}

func TestATextThatIsAnotherOne(t *testing.T) {
	s := newServer(t, func(o *Options) { o.Text = []byte("Quite another text. " + script) })
	if r := get(t, s, "/text"); r.status != 404 || !strings.Contains(r.body, "do not stand in the text given") || strings.Contains(r.body, script) {
		t.Errorf("another text: %d", r.status)
	}
	if r := get(t, s, "/claims"); r.status != 200 || strings.Contains(r.body, `href="/text"`) {
		t.Errorf("the claims beside another text: %d", r.status)
	}
	if r := get(t, shared(t), "/text"); r.status != 404 || !strings.Contains(r.body, "--text") {
		t.Errorf("without a text: %d", r.status)
	}
}

// The article's own text is under copyright and not in the repository.
func TestTheArticlesTextIsMarked(t *testing.T) {
	path := filepath.Join("..", "..", "..", "shared", "article", "article.txt")
	if dir := os.Getenv("DYAD_DATA"); dir != "" {
		path = filepath.Join(dir, "..", "article", "article.txt")
	}
	text, err := os.ReadFile(path)
	if err != nil {
		t.Skipf("the article's text is not at hand: %v", err)
	}
	s := newServer(t, func(o *Options) { o.Text = text })
	r := get(t, s, "/text")
	if r.status != 200 || strings.Count(r.body, `<a class="mark `) < 100 || !strings.Contains(r.body, `href="/claims/C036#evidence"`) {
		t.Errorf("the text: %d with %d marks\n%.300s", r.status, strings.Count(r.body, `<a class="mark `), r.body)
	}
}

package article_test

import (
	"fmt"
	"strings"
	"testing"

	"dyad/article"
	"dyad/claim/file"
)

func claims(t *testing.T) *file.File {
	t.Helper()
	f, err := file.Parse(article.ClaimsName, article.ClaimsFile())
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func TestEverySentenceHasAClaim(t *testing.T) {
	f := claims(t)
	if len(f.Claims) != 171 {
		t.Fatalf("%d claims", len(f.Claims))
	}
	for i, c := range f.Claims {
		if want := fmt.Sprintf("C%03d", i+1); c.ID != want {
			t.Errorf("claim %d is %s, want %s", i, c.ID, want)
		}
		if c.Par == "" || c.Kind == "" {
			t.Errorf("%s has no paragraph or no kind", c.ID)
		}
		if n := len(strings.Fields(c.Quote.Value)); n > 15 {
			t.Errorf("%s: a quote of %d words", c.ID, n)
		}
		if c.NotTestable != nil && c.NotTestable.Note == "" {
			t.Errorf("%s does not say why it cannot be tested", c.ID)
		}
		if c.NotTestable != nil && c.NotTestable.Why == "no measure yet" && len(c.Needs) == 0 {
			t.Errorf("%s does not say which measure it needs", c.ID)
		}
		if len(c.JudgedBy) > 0 && c.Notes == "" {
			t.Errorf("%s narrows who judges and does not say why", c.ID)
		}
	}
}

func TestQuotesStandInTheArticle(t *testing.T) {
	text := articleText(t)
	for _, c := range claims(t).Claims {
		if !strings.Contains(text, normal(c.Quote.Value)) {
			t.Errorf("%s: %q does not stand in the text", c.ID, c.Quote.Value)
		}
	}
}

// Figures and claims refer to each other by id.
func TestPrintedFiguresNameClaims(t *testing.T) {
	known := map[string]*file.Claim{}
	for _, c := range claims(t).Claims {
		known[c.ID] = c
	}
	printed, err := article.Printed()
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range printed {
		for _, id := range p.Claims {
			c, ok := known[id]
			if !ok {
				t.Errorf("%s names the unknown claim %s", p.ID, id)
			} else if c.Par != p.Paragraph {
				t.Errorf("%s is of paragraph %s, claim %s of %s", p.ID, p.Paragraph, id, c.Par)
			}
		}
	}
}

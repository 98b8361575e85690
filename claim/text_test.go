package claim_test

import (
	"context"
	"strings"
	"testing"

	"dyad/claim"
	"dyad/claim/claimtest"
)

const passage = "Title\n\nIn 2009, Sino\u2011Russian trade fell by 31.7%, but “the next year” it rose.\nA soft\u00adhyphen and a no\u00a0break space. In 2009, again.\n"

func judgeText(t *testing.T, quote string) (*claim.Review, error) {
	t.Helper()
	w := claimtest.NewWorld()
	c, err := w.Catalogue()
	if err != nil {
		t.Fatal(err)
	}
	f, err := claim.Parse("f.yaml", []byte("- id: A\n  quote: >-\n    "+quote+"\n  check: 1 < 2\n"))
	if err != nil {
		t.Fatal(err)
	}
	return claim.Judge(context.Background(), f, claim.Options{Catalogue: c, Text: passage, TextName: "text.txt"})
}

// Printings of the same words are the same words; the places are bytes of the
// text as it is.
func TestQuotesInTheText(t *testing.T) {
	for _, c := range []struct {
		quote string
		found []string
	}{
		{"In 2009, Sino-Russian trade fell by 31.7%", []string{"In 2009, Sino\u2011Russian trade fell by 31.7%"}},
		{"but \"the next year\" it rose", []string{"but “the next year” it rose"}},
		{"A softhyphen and a no break space", []string{"A soft\u00adhyphen and a no\u00a0break space"}},
		{"it rose. A soft", []string{"it rose.\nA soft"}},
		{"In 2009, Sino-Russian [...] it rose", []string{"In 2009, Sino\u2011Russian", "it rose"}},
		{"In 2009, … again", []string{"In 2009,", "again"}},
	} {
		r, err := judgeText(t, c.quote)
		if err != nil {
			t.Errorf("%s: %v", c.quote, err)
			continue
		}
		var got []string
		for _, s := range r.Claims[0].Passages {
			got = append(got, passage[s.From:s.To])
		}
		if strings.Join(got, "|") != strings.Join(c.found, "|") {
			t.Errorf("%s: found %q, want %q", c.quote, got, c.found)
		}
	}
}

func TestQuoteNotInTheText(t *testing.T) {
	_, err := judgeText(t, "In 2009, Sino-Russian trade fell by 37.1%")
	l, ok := err.(claim.Problems)
	if !ok {
		t.Fatalf("not refused: %v", err)
	}
	p := l[0]
	if p.Line != 3 || p.Column != 5 || p.Claim != "A" || !strings.Contains(p.What, "text.txt") ||
		!strings.Contains(p.Try, "line 3") || !strings.Contains(p.Try, "fell by 31.7") {
		t.Errorf("%#v", p)
	}
	_, err = judgeText(t, "Quite other words altogether")
	if l, ok := err.(claim.Problems); !ok || strings.Contains(l[0].Try, "nearest") {
		t.Errorf("a nearest passage to nothing alike: %v", err)
	}
}

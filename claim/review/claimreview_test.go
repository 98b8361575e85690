package review

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"dyad/claim/file"
)

func TestPeople(t *testing.T) {
	for line, want := range map[string][]string{
		"Ann Bee": {"Ann Bee"}, "Ann Bee and Cy Dee": {"Ann Bee", "Cy Dee"}, "Ann Bee, Cy Dee & Eve Eff": {"Ann Bee", "Cy Dee", "Eve Eff"},
		"Bee, Ann; Dee, Cy": {"Bee, Ann", "Dee, Cy"}, "Ann Bee, Cy Dee, and Eve Eff": {"Ann Bee", "Cy Dee", "Eve Eff"}, "Bee, Ann": {"Bee, Ann"}, "": nil,
	} {
		if got := people(line); !slices.Equal(got, want) {
			t.Errorf("%q: %q, want %q", line, got, want)
		}
	}
}

// The address of a review is never that of the text it reviews, and no address
// that a browser would run gets out.
func TestClaimReviewAddresses(t *testing.T) {
	r := &Review{File: "f", About: file.About{Title: "t", Author: "Ann Bee and Cy Dee", URL: "https://example.org/text"},
		Claims: []Claim{{ID: "a", Quote: "q", Verdict: Supported}}}
	read := func(b []byte, err error) (review, appearance map[string]any) {
		if err != nil {
			t.Fatal(err)
		}
		var doc struct {
			Graph []map[string]any `json:"@graph"`
		}
		if err := json.Unmarshal(b, &doc); err != nil || len(doc.Graph) != 1 {
			t.Fatalf("%v %s", err, b)
		}
		return doc.Graph[0], doc.Graph[0]["itemReviewed"].(map[string]any)["appearance"].(map[string]any)
	}
	one, text := read(r.ClaimReview("", ""))
	if one["url"] != nil || one["datePublished"] != nil || text["url"] != "https://example.org/text" || len(text["author"].([]any)) != 2 {
		t.Errorf("%v", one)
	}
	one, _ = read(r.ClaimReview("https://example.org/review", "2026-01-31"))
	if one["url"] != "https://example.org/review#a" || one["datePublished"] != "2026-01-31" {
		t.Errorf("%v", one)
	}
	r.About.URL = "javascript:alert(1)"
	one, text = read(r.ClaimReview("javascript:alert(2)", ""))
	if one["url"] != nil || text["url"] != nil {
		t.Errorf("%v", one)
	}
	r.About.URL = "https://example.org/text"
	page, err := r.HTML()
	if err != nil || strings.Contains(string(page), "example.org/text#a") {
		t.Errorf("%v: the page takes the address of the text for its own", err)
	}
	r.Address = "https://example.org/review"
	if page, err = r.HTML(); err != nil || !strings.Contains(string(page), "https://example.org/review#a") {
		t.Errorf("%v: the page does not know its address", err)
	}
}

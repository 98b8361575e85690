package review

import (
	"bytes"
	"encoding/json"
)

// ClaimReview is the review as schema.org ClaimReview in JSON-LD, one a claim
// that could be tested. Ratings go from 1 (contradicted) over 3 (mixed by
// source) to 5 (supported). url is where the review is published, not the text;
// date when it was, as YYYY-MM-DD. Either may be empty; an address that is not
// http or https is left out.
func (r *Review) ClaimReview(url, date string) ([]byte, error) {
	type thing = map[string]any
	var graph []thing
	for _, c := range r.Claims {
		rating := map[string]int{Supported: 5, Mixed: 3, Contradicted: 1}[c.Verdict]
		if rating == 0 {
			continue
		}
		appearance := thing{"@type": "CreativeWork"}
		add := func(t thing, key, value string) {
			if value != "" {
				t[key] = value
			}
		}
		add(appearance, "name", r.About.Title)
		add(appearance, "url", webAddress(r.About.URL))
		add(appearance, "datePublished", r.About.Date)
		who := authors(r.About.Author)
		if who != nil {
			appearance["author"] = who
		}
		item := thing{"@type": "Claim", "appearance": appearance, "name": c.ID}
		if who != nil {
			item["author"] = who
		}
		add(item, "datePublished", firstOf(c.AsOf, r.About.Date))
		one := thing{
			"@type": "ClaimReview", "claimReviewed": c.Quote, "itemReviewed": item,
			"author":       thing{"@type": "Organization", "name": "dyad"},
			"reviewRating": thing{"@type": "Rating", "ratingValue": rating, "worstRating": 1, "bestRating": 5, "alternateName": Words(c.Verdict)},
			"reviewBody":   c.Summary,
		}
		if WebAddress(url) {
			one["url"] = url + "#" + c.ID
		}
		add(one, "datePublished", date)
		graph = append(graph, one)
	}
	if graph == nil {
		graph = []thing{}
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(true) // it may stand inside a page
	enc.SetIndent("", "  ")
	if err := enc.Encode(thing{"@context": "https://schema.org", "@graph": graph}); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

func firstOf(s ...string) string {
	for _, v := range s {
		if v != "" {
			return v
		}
	}
	return ""
}

package claim

import (
	"fmt"
	"slices"
	"strings"

	"dyad/claim/review"
)

// conclude sums the judgements up: all supported, all contradicted, or mixed;
// those that could not judge do not count, and what they lack is named.
func conclude(c *review.Claim) {
	by := map[string][]string{}
	for _, j := range c.Judgements {
		by[j.Verdict] = append(by[j.Verdict], j.By)
		if j.Verdict == review.NotTestable {
			for _, m := range j.Missing {
				if !slices.Contains(c.Missing, m) {
					c.Missing = append(c.Missing, m)
				}
			}
		}
	}
	yes, no := by[review.Supported], by[review.Contradicted]
	says := func(verdict string, who []string) string {
		return fmt.Sprintf("%s by %s", verdict, strings.Join(who, ", "))
	}
	switch {
	case len(yes) > 0 && len(no) > 0:
		c.Verdict = review.Mixed
		c.Summary = "Mixed by source: " + says("supported", yes) + "; " + says("contradicted", no) + "."
	case len(yes) > 0:
		c.Verdict = review.Supported
		c.Summary = "S" + says("upported", yes) + "."
	case len(no) > 0:
		c.Verdict = review.Contradicted
		c.Summary = "C" + says("ontradicted", no) + "."
	default:
		c.Verdict = review.NotTestable
		c.Summary = "Not testable"
		if len(c.Missing) > 0 {
			c.Summary += ": " + c.Missing[0]
		}
		c.Summary = strings.TrimSuffix(c.Summary, ".") + "."
		return
	}
	if open := by[review.NotTestable]; len(open) > 0 {
		c.Summary += " Cannot be told from " + strings.Join(open, ", ") + "."
	}
	if c.Internal {
		c.Summary += " The text is tested against itself."
	}
}

package claim

import (
	"slices"

	"dyad/claim/review"
	"dyad/measure"
)

// oneWitness takes the verdict from two reporters of a source who disagree where
// one's figure is made from the other's and nothing tells whose: each alone might
// be the witness, both together are not two. Where they agree the verdict stands,
// on one of them.
func oneWitness(js []review.Judgement) {
	either := func(j review.Judgement) bool {
		return slices.Contains(j.Flags, measure.EitherImputed) && j.Verdict != review.NotTestable
	}
	for i := range js {
		for k := range js[:i] {
			a, b := &js[i], &js[k]
			if !either(*a) || !either(*b) || a.Source != b.Source || a.Verdict == b.Verdict {
				continue
			}
			for _, j := range []*review.Judgement{a, b} {
				j.Verdict = review.NotTestable
				j.Missing = append(j.Missing, "one of the reports of "+a.By+" and "+b.By+" is made from the other, and nothing tells which")
			}
		}
	}
}

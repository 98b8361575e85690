package claim

import (
	"slices"
	"strings"

	"dyad/claim/eval"
	"dyad/claim/review"
	"dyad/economy"
)

// choose takes the sayers that judged_by names; nil takes all. A name that
// nobody answers to gets a judgement that says so.
func choose(judges []string, complete, partial []sayer, answers []*answer) ([]sayer, []review.Judgement) {
	if judges == nil {
		return complete, nil
	}
	var chosen []sayer
	var absent []review.Judgement
	for _, j := range judges {
		found := false
		for _, s := range complete {
			if s.answersTo(j) {
				found = true
				if !slices.ContainsFunc(chosen, func(c sayer) bool { return c.name == s.name }) {
					chosen = append(chosen, s)
				}
			}
		}
		if found {
			continue
		}
		why := []string{}
		for _, s := range partial {
			if s.answersTo(j) {
				why = append(why, s.lacks...)
			}
		}
		if len(why) == 0 {
			for _, a := range answers {
				why = append(why, a.silence(j))
			}
		}
		absent = append(absent, review.Judgement{By: j, Verdict: review.NotTestable, Flags: []string{}, BreakingRows: []eval.Row{}, Missing: why})
	}
	return chosen, absent
}

// answersTo says whether a name in judged_by means the sayer: an economy in
// every source, a source with everybody in it, or economy@source.
func (s sayer) answersTo(name string) bool {
	who, source, exact := strings.Cut(name, "@")
	match := func(who string) bool {
		if who == s.of.view && who != "" || who == s.of.reporter && who != "" {
			return true
		}
		if s.of.reporter != "" {
			if e, err := economy.Resolve(who); err == nil && string(e.Code) == s.of.reporter {
				return true
			}
		}
		return false
	}
	if exact {
		return source == s.of.source && match(who)
	}
	return name == s.of.source || match(name)
}

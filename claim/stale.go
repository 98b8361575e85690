package claim

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"dyad/claim/eval"
	"dyad/claim/review"
)

// stale flags data that are not of the claim's time: published after it, so
// that figures may have been revised, or ending before it.
func (h *hearing) stale(j *review.Judgement, s sayer) {
	if h.asOf == "" {
		return
	}
	for _, a := range h.answers {
		v, ok := s.voices[a.call.Key]
		if !ok {
			continue
		}
		last := 0
		for _, r := range a.rows(v, "") {
			if !r.Missing && r.Year > last {
				last = r.Year
			}
		}
		if last != 0 && last < h.until() {
			addFlag(j, eval.Stale)
			j.Stale = appendNew(j.Stale, fmt.Sprintf("the data end in %d, before the claim's date (%s)", last, h.asOf))
		}
		if vs := a.vintages(v); len(vs) > 0 && later(vs[0], h.asOf) {
			addFlag(j, eval.Stale)
			j.Stale = appendNew(j.Stale, fmt.Sprintf("the vintage %s is later than the claim (%s): figures may have been revised", vs[0], h.asOf))
		}
	}
}

func appendNew(list []string, s string) []string {
	if slices.Contains(list, s) {
		return list
	}
	return append(list, s)
}

// dated finds the date in the name of a vintage: 2021-03, V202301, to-2020. The
// letters and digits of a file's hash are no date.
var dated = regexp.MustCompile(`^(?:.*[^0-9A-Za-z])?V?((?:19|20)\d\d)(?:-?(0[1-9]|1[0-2]))?(?:-?(\d\d))?$`)

// later says whether a vintage is after a date, as far as both tell.
func later(vintage, date string) bool {
	m := dated.FindStringSubmatch(vintage)
	if m == nil {
		return false
	}
	v, d := m[1]+m[2]+m[3], strings.ReplaceAll(date, "-", "")
	n := min(len(v), len(d))
	return v[:n] > d[:n]
}

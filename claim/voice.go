package claim

import (
	"sort"

	"dyad/claim/eval"
	"dyad/measure"
)

// voice is who speaks: a reporter, or a view without one (mirror, reconciled),
// within one source. A plain statistic has neither.
type voice struct {
	reporter, view, source string
}

func (v voice) name() string {
	who := v.reporter
	if who == "" {
		who = v.view
	}
	switch {
	case who == "":
		return v.source
	case v.source == "":
		return who
	}
	return who + " (" + v.source + ")"
}

// who says that the voice is one of several that speak of the same thing.
func (v voice) who() bool { return v.reporter != "" || v.view != "" }

func voiceOf(r *measure.Row) voice {
	v := voice{reporter: r.Reporter, source: r.Source}
	if v.reporter == "" {
		v.view = string(r.View)
	}
	return v
}

// answer is all rows of one call, by who says them and by vintage.
type answer struct {
	call   eval.Call
	voices map[voice]map[string][]*measure.Row
	failed string // why the measure could not be asked
	misuse error  // the question itself is wrong: a misspelt basket
}

func newAnswer(c eval.Call, rows []measure.Row) *answer {
	a := &answer{call: c, voices: map[voice]map[string][]*measure.Row{}}
	for i := range rows {
		r := &rows[i]
		v := voiceOf(r)
		if a.voices[v] == nil {
			a.voices[v] = map[string][]*measure.Row{}
		}
		a.voices[v][r.Vintage] = append(a.voices[v][r.Vintage], r)
	}
	return a
}

// speaks says whether the voice has any value at all.
func (a *answer) speaks(v voice) bool {
	for _, rows := range a.voices[v] {
		for _, r := range rows {
			if !r.Missing {
				return true
			}
		}
	}
	return false
}

// vintages of a voice, the latest first.
func (a *answer) vintages(v voice) []string {
	var out []string
	for vintage := range a.voices[v] {
		out = append(out, vintage)
	}
	sort.Sort(sort.Reverse(sort.StringSlice(out)))
	return out
}

// rows of a voice in the vintage asked for, else in the latest.
func (a *answer) rows(v voice, vintage string) []*measure.Row {
	if rows, ok := a.voices[v][vintage]; ok && vintage != "" {
		return rows
	}
	vs := a.vintages(v)
	if len(vs) == 0 {
		return nil
	}
	return a.voices[v][vs[0]]
}

// speakers are the voices with data, in order.
func (a *answer) speakers() []voice {
	var out []voice
	for v := range a.voices {
		if a.speaks(v) {
			out = append(out, v)
		}
	}
	sortVoices(out)
	return out
}

func sortVoices(vs []voice) {
	rank := func(v voice) int {
		switch {
		case v.reporter != "":
			return 0
		case v.view == string(measure.Reconciled):
			return 2
		}
		return 1
	}
	sort.Slice(vs, func(i, j int) bool {
		a, b := vs[i], vs[j]
		if a.source != b.source {
			return a.source < b.source
		}
		if rank(a) != rank(b) {
			return rank(a) < rank(b)
		}
		return a.name() < b.name()
	})
}

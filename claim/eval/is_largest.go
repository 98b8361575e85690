package eval

import (
	"fmt"
	"math"
	"sort"

	"cel.dev/cel-go/common/types"
	"cel.dev/cel-go/common/types/ref"

	"dyad/claim/wording"
)

// largest: above its fellows of the same year, or rank 1.
func (s *Sayer) largest(o *Outcome, v ref.Val) ref.Val {
	n, ok := v.(*Num)
	if !ok {
		return types.NewErr("the largest in which year? S['hydrocarbons'][2017] is the largest")
	}
	o.Computed = n
	if n.Unit == rankUnit {
		o.Expected = o.Words + ": rank 1"
		return s.within(o, &wording.Rule{Kind: wording.Value, Text: o.Words, Interval: exactly(1)}, n)
	}
	if n.From == nil || len(n.From.family) < 2 {
		return types.NewErr("the largest among what? use a measure with several series, as in S['hydrocarbons'][2017], or a rank")
	}
	o.Expected = fmt.Sprintf("%s: above the %d others in %d", o.Words, len(n.From.family)-1, n.Year)
	if len(n.Missing) > 0 {
		return o.open(n.Missing...)
	}
	var labels []string
	var absent []*Num
	for l := range n.From.family {
		labels = append(labels, l)
	}
	sort.Strings(labels)
	best := math.Inf(-1)
	for _, l := range labels {
		if l == n.From.label {
			continue
		}
		other := n.From.family[l].At(n.Year)
		if len(other.Missing) > 0 {
			absent = append(absent, other)
			continue
		}
		if other.V >= n.V {
			o.broken(other)
		}
		best = math.Max(best, other.V)
	}
	o.Margin = wording.Distance(n.V, best)
	o.fragileByMargin()
	switch {
	case len(o.Breaking) > 0:
		return o.settle(false)
	case len(absent) > 0:
		return o.open(gaps(absent)...)
	}
	return o.settle(true)
}

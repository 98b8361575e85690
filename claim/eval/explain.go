package eval

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"unicode"

	"cel.dev/cel-go/common/ast"
	"cel.dev/cel-go/common/operators"
	"cel.dev/cel-go/common/types"
	"cel.dev/cel-go/common/types/ref"

	"cel.dev/cel-go/interpreter"

	"dyad/claim/wording"
	"dyad/measure"
)

// Result is what a claim came to for one sayer.
type Result struct {
	Truth    Truth
	Parts    []*Part // every statement of the check, in order
	Computed *Num    // of the part that decides
	Expected string
	Margin   float64 // per cent; +Inf nothing near, NaN no sense
	Flags    []string
	Breaking []Row
	Missing  []string
	Notes    []string
	Rows     []*measure.Row
}

// node is a truth value with how far it is from the other one and the
// statements it is made of.
type node = Outcome

type explainer struct {
	sayer  *Sayer
	lets   map[string]*Part
	state  interpreter.EvalState
	part   *part
	leaves []*Outcome
}

// explain walks a truth-valued expression after its evaluation: margins follow
// the logic, so that `a && b` is as far from turning as its nearest part.
func (x *explainer) explain(e ast.Expr) *node {
	v, _ := x.state.Value(e.ID())
	switch e.Kind() {
	case ast.IdentKind:
		if o, ok := x.lets[e.AsIdent()]; ok {
			return o
		}
	case ast.CallKind:
		c := e.AsCall()
		args := c.Args()
		switch c.FunctionName() {
		case operators.LogicalAnd:
			return x.join(v, args, True)
		case operators.LogicalOr:
			return x.join(v, args, False)
		case operators.LogicalNot:
			in := x.explain(args[0])
			return &node{Truth: truthOf(v), Margin: in.Margin}
		case operators.Conditional:
			x.explain(args[0])
			branch := args[1]
			if cond, ok := x.state.Value(args[0].ID()); ok && cond == types.False {
				branch = args[2]
			}
			return x.explain(branch)
		case "is":
			k, ok := args[2].AsLiteral().(types.Int)
			if ok && int(k) < len(x.sayer.outcomes) && x.sayer.outcomes[k] != nil {
				o := x.sayer.outcomes[k]
				return x.leaf(o)
			}
		case "always", "never", "ever":
			if t, ok := x.state.Value(args[0].ID()); ok {
				if test, ok := t.(*Test); ok {
					return x.leaf(testOutcome(c.FunctionName(), test, v, x.source(e)))
				}
			}
		default:
			if _, comparison := holdsFor[c.FunctionName()]; comparison && len(args) == 2 {
				a, okA := x.state.Value(args[0].ID())
				b, okB := x.state.Value(args[1].ID())
				if okA && okB {
					return x.leaf(comparisonOutcome(c.FunctionName(), a, b, v, x.source(e)))
				}
			}
		}
	}
	o := &Outcome{Words: x.source(e), Truth: truthOf(v), Margin: math.NaN()}
	if u, ok := v.(*types.Unknown); ok {
		o.Missing = reasons(u)
	}
	return x.leaf(o)
}

func (x *explainer) leaf(o *Outcome) *Outcome {
	if !slices.Contains(x.leaves, o) {
		x.leaves = append(x.leaves, o)
	}
	return o
}

// join is && (with whole True) and || (with whole False): the whole has that
// value when every part has; it turns as soon as one does.
func (x *explainer) join(v ref.Val, args []ast.Expr, whole Truth) *node {
	out := &node{Truth: truthOf(v), Margin: math.NaN()}
	first := true
	for _, a := range args {
		in := x.explain(a)
		switch {
		case out.Truth == whole: // one turning part turns all
			if first || in.Margin < out.Margin {
				out.Margin = in.Margin
			}
			first = false
		case out.Truth != Unknown && in.Truth == out.Truth: // every such part must turn
			if first || in.Margin > out.Margin || math.IsNaN(in.Margin) {
				out.Margin = in.Margin
			}
			first = false
		}
	}
	return out
}

func truthOf(v ref.Val) Truth {
	switch v {
	case types.True:
		return True
	case types.False:
		return False
	}
	return Unknown
}

// source is the text of an expression as the analyst wrote it.
func (x *explainer) source(e ast.Expr) string {
	from, to := len(x.part.at), 0
	ast.PostOrderVisit(e, ast.NewExprVisitor(func(e ast.Expr) {
		if at, ok := x.part.tree.SourceInfo().GetOffsetRange(e.ID()); ok && at.Start >= 0 && at.Stop >= at.Start {
			from, to = min(from, int(at.Start)), max(to, int(at.Stop))
		}
	}))
	whole := []rune(x.part.text.Value)
	if from >= to || from >= len(x.part.at) {
		return string(whole)
	}
	begin, end := x.part.at[from], len(whole)
	if to < len(x.part.at) {
		end = x.part.at[to]
	}
	// a call is found at its bracket, a number without its unit
	for begin > 0 && (whole[begin] == '(' || isWordRune(whole[begin]) || isDigit(whole[begin])) &&
		(isWordRune(whole[begin-1]) || isDigit(whole[begin-1]) || whole[begin-1] == '.') {
		begin--
	}
	end = max(end, wordingEnd(whole, end))
	s := strings.TrimSpace(string(whole[begin:max(begin, end)]))
	for open := strings.Count(s, "(") - strings.Count(s, ")"); open > 0; open-- {
		s += ")"
	}
	for strings.Count(s, ")") > strings.Count(s, "(") && strings.HasSuffix(s, ")") {
		s = strings.TrimSuffix(s, ")")
	}
	return s
}

func isWordRune(r rune) bool { return r == '_' || unicode.IsLetter(r) }

func comparisonOutcome(op string, a, b, v ref.Val, text string) *Outcome {
	o := &Outcome{Words: text, Truth: truthOf(v), Margin: math.NaN()}
	if u, ok := v.(*types.Unknown); ok {
		o.Missing = reasons(u)
	}
	x, okX := a.(*Num)
	y, okY := b.(*Num)
	if !okX || !okY {
		return o
	}
	sign := signs[op]
	if o.Truth != Unknown {
		x, y = x.part(), y.part()
	}
	o.Expected = sign + " " + Show(y)
	o.Computed = x
	if len(x.Rows) == 0 && len(y.Rows) > 0 { // 3 < T[2014]
		o.Computed = y
		o.Expected = Show(x) + " " + sign + " the value"
	}
	if o.Computed.Unit == plainUnit && (x.Unit == percentUnit || y.Unit == percentUnit) {
		o.Computed = asPercent(o.Computed)
	}
	o.Rows = joinRows(x.Rows, y.Rows)
	if o.Truth == Unknown {
		return o
	}
	switch {
	case len(x.Rows) > 0 && len(y.Rows) > 0:
		if s := math.Abs(x.V) + math.Abs(y.V); s > 0 { // both move
			o.Margin = 100 * math.Abs(x.V-y.V) / s
		}
	default:
		o.Margin = wording.Distance(o.Computed.V, x.V+y.V-o.Computed.V)
	}
	whole := func(n *Num) bool {
		return n.Unit == rankUnit || n.Unit == yearUnit || n.V == math.Trunc(n.V) && math.Abs(n.V) < 1000
	}
	if whole(x) && whole(y) { // ranks and counts do not move by per cents
		o.Margin = math.NaN()
	} else if op != "eq" && op != "ne" {
		o.fragileByMargin()
	}
	if o.Truth == False {
		for _, r := range o.Rows {
			if len(o.Breaking) < 12 {
				o.Breaking = append(o.Breaking, observed(r))
			}
		}
	}
	return o
}

func testOutcome(name string, t *Test, v ref.Val, text string) *Outcome {
	o := &Outcome{Words: text, Truth: truthOf(v), Margin: math.Inf(1)}
	if len(t.years) > 0 {
		o.Expected = fmt.Sprintf("%s in %d–%d", name, t.years[0], t.years[len(t.years)-1])
	}
	if u, ok := v.(*types.Unknown); ok {
		o.Missing = reasons(u)
	}
	for _, y := range t.years {
		l, r := t.left[y], t.right[y]
		o.Rows = joinRows(o.Rows, joinRows(l.Rows, r.Rows))
		if len(l.Missing)+len(r.Missing) > 0 {
			continue
		}
		if d := wording.Distance(l.V, r.V); d < o.Margin {
			o.Margin, o.Computed = d, l
		}
		breaks := name == "always" && t.truth[y] == types.False || name == "never" && t.truth[y] == types.True
		if breaks {
			n := *l
			n.Year = y
			o.broken(&n)
		}
	}
	if o.Truth != Unknown {
		o.fragileByMargin()
	}
	return o
}

// result gathers the parts.
func (x *explainer) result(v ref.Val, top *node) *Result {
	r := &Result{Truth: truthOf(v), Parts: x.leaves, Margin: top.Margin}
	if u, ok := v.(*types.Unknown); ok {
		r.Missing = reasons(u)
	}
	decides := x.deciding(r.Truth)
	if decides != nil {
		r.Computed, r.Expected = decides.Computed, decides.Expected
	}
	for _, o := range x.leaves {
		r.Rows = joinRows(r.Rows, o.Rows)
		for _, f := range o.Flags {
			if f == Fragile {
				continue
			}
			if !slices.Contains(r.Flags, f) {
				r.Flags = append(r.Flags, f)
			}
		}
		r.Notes = joinText(r.Notes, o.Notes)
		if r.Truth == False && o.Truth == False {
			r.Breaking = append(r.Breaking, o.Breaking...)
		}
		if r.Truth == Unknown && len(r.Missing) == 0 {
			r.Missing = joinText(r.Missing, o.Missing)
		}
	}
	if r.Truth != Unknown && x.fragile(top, r.Margin) {
		r.Flags = append(r.Flags, Fragile)
	}
	if r.Truth == Unknown {
		r.Margin = math.NaN()
	}
	return r
}

// fragile: a part that decides is fragile and the whole is no further from
// turning than that part.
func (x *explainer) fragile(top *node, margin float64) bool {
	if slices.Contains(top.Flags, Fragile) {
		return true
	}
	for _, o := range x.leaves {
		if slices.Contains(o.Flags, Fragile) && (o.Margin == margin || math.IsNaN(o.Margin) || math.IsInf(margin, 0) || math.IsNaN(margin)) {
			return true
		}
	}
	return false
}

// deciding is the part to show: the first that is as the whole came out and
// has a number.
func (x *explainer) deciding(whole Truth) *Outcome {
	var fallback *Outcome
	for _, o := range x.leaves {
		if o.Truth == whole && o.Computed != nil {
			return o
		}
		if fallback == nil && o.Expected != "" {
			fallback = o
		}
	}
	return fallback
}

package eval

import (
	"errors"
	"fmt"
	"strings"

	"cel.dev/cel-go/common/types"
	"cel.dev/cel-go/common/types/ref"

	"dyad/measure"
)

// Sayer is the one who is asked in a run: it answers each call of the program
// from its own rows.
type Sayer struct {
	value
	By       string
	AsOf     string
	Until    int // the last whole year before the claim's date; 0 where there is none
	rows     map[string][]*measure.Row
	series   map[string]*Series
	program  *Program
	outcomes []*Outcome
}

func (s *Sayer) Type() ref.Type { return saysType }
func (s *Sayer) Value() any     { return s.By }

// ask answers a measure's call.
func (s *Sayer) ask(name string, args []ref.Val) ref.Val {
	var read []argument
	for _, v := range args {
		a, err := runtimeArgument(v)
		if err != nil {
			return types.NewErr("%v", err)
		}
		read = append(read, a)
	}
	for i := range s.program.Calls {
		if s.program.Calls[i].Measure.Name != name {
			continue
		}
		call, err := callOf(s.program.Calls[i].Measure, read, s.program.Claim.Universe)
		if err != nil {
			return types.NewErr("%v", err)
		}
		return s.answer(call)
	}
	return types.NewErr("%s was not asked before", name)
}

func (s *Sayer) answer(call Call) *Series {
	if got, ok := s.series[call.Key]; ok {
		return got
	}
	made := newSeries(call.Text, s.By, string(call.Query.A), string(call.Query.B), call.Measure.Nature, s.rows[call.Key])
	s.series[call.Key] = made
	return made
}

// Question is one run: who is asked, and with which rows, by Call.Key.
type Question struct {
	By    string
	AsOf  string // the claim's date as it was written
	Until int    // the last whole year before it; 0 where there is none
	Rows  map[string][]*measure.Row
}

// Fault is a mistake that shows only when numbers are there: an amount held
// against a percentage. Part is the let or the check, Offset the place in it.
type Fault struct {
	Line, Column int
	What, Try    string
}

// Run evaluates the claim for one sayer.
func (p *Program) Run(q Question) (*Result, *Fault) {
	s := &Sayer{By: q.By, AsOf: q.AsOf, Until: q.Until, rows: q.Rows, series: map[string]*Series{}, program: p, outcomes: make([]*Outcome, len(p.words))}
	vars := map[string]any{saysName: s}
	x := &explainer{sayer: s, lets: map[string]*Part{}}
	for i := range p.parts {
		part := &p.parts[i]
		v, details, err := part.program.Eval(vars)
		if err != nil {
			return nil, part.fault(err)
		}
		last := i == len(p.parts)-1
		if details != nil && details.State() != nil {
			for _, id := range details.State().IDs() {
				if val, ok := details.State().Value(id); ok && types.IsError(val) {
					return nil, part.fault(val.(*types.Err))
				}
			}
			x.state, x.part = details.State(), part
			ex := x.explain(part.tree.Expr())
			if last {
				return x.result(v, ex), nil
			}
			x.lets[part.name] = ex
		}
		vars[part.name] = v
	}
	return nil, &Fault{What: "the claim has no check"}
}

func (p *part) fault(err error) *Fault {
	f := &Fault{What: err.Error()}
	offset := 0
	var e *types.Err
	if errors.As(err, &e) {
		offset = p.offset(e.NodeID())
		f.What = e.String()
	}
	if what, try, ok := strings.Cut(f.What, ": write "); ok {
		f.What, f.Try = what, "write "+try
	}
	if f.What == "operation cancelled: actual cost limit exceeded" || len(f.What) > 400 {
		f.What = "the check is too costly to compute"
		f.Try = fmt.Sprintf("it may take %d steps; make it smaller", MaxCost)
	}
	f.Line, f.Column = p.text.Place(offset)
	return f
}

package eval

import (
	"errors"
	"fmt"
	"regexp"

	"cel.dev/cel-go/cel"
	"cel.dev/cel-go/common/ast"
	"cel.dev/cel-go/common/operators"
	"cel.dev/cel-go/common/types"

	"dyad/claim/file"
	"dyad/claim/problem"
	"dyad/claim/wording"
	"dyad/economy"
	"dyad/measure"
)

// Compiler turns claims into programs against one catalogue.
type Compiler struct {
	env       *cel.Env
	catalogue *measure.Catalogue
}

// NewCompiler declares the catalogue's measures once.
func NewCompiler(c *measure.Catalogue) (*Compiler, error) {
	env, err := environment(c)
	if err != nil {
		return nil, err
	}
	return &Compiler{env: env, catalogue: c}, nil
}

// part is one compiled expression: a let or the check.
type part struct {
	name    string
	program cel.Program
	tree    *ast.AST
	text    file.Text
	at      []int // offset in the text for each rune of the CEL source
}

// Program is a compiled claim.
type Program struct {
	Claim *file.Claim
	Calls []Call // each question once
	parts []part // the lets in order, the check last
	words []words
	over  Span
}

// Compile checks a claim: names, arguments, types, wordings. The list is every
// mistake found, with its place in the file.
func (c *Compiler) Compile(fileName string, cl *file.Claim) (*Program, problem.List) {
	p := &Program{Claim: cl}
	k := &compilation{Compiler: c, env: c.env, file: fileName, claim: cl, program: p, lets: map[string]bool{}}
	if cl.Tolerance.Given() {
		tol, err := wording.ParseTolerance(cl.Tolerance.Value)
		if err != nil {
			k.wordingError(cl.Tolerance, err)
		}
		k.tolerance = tol
	}
	if cl.Over.Given() {
		k.overWindow()
	}
	for _, l := range cl.Let {
		if economyName(l.Name) || isFunction(l.Name) {
			k.problem(l.Line, l.Column, fmt.Sprintf("let %s has the name of an economy or a function", l.Name), "use another name")
			continue
		}
		t, ok := k.part(l.Name, l.Value, nil)
		if !ok {
			t = cel.DynType
		}
		env, err := k.env.Extend(cel.Variable(l.Name, t))
		if err != nil {
			k.problem(l.Line, l.Column, fmt.Sprintf("let %s: %v", l.Name, err), "use another name")
			continue
		}
		k.env = env
		k.lets[l.Name] = true
	}
	k.part("", cl.Check, cel.BoolType)
	if k.tolerance != nil && !k.tolerated && len(k.problems) == 0 {
		k.at(cl.Tolerance, 0, "the check has no tolerance to set", "leave out tolerance:, or state the number in words: T[2014] is 95.3 bn")
	}
	return p, k.problems
}

func economyName(s string) bool {
	_, ok := economy.Lookup(economy.Code(s))
	return ok
}

type compilation struct {
	*Compiler
	env       *cel.Env
	file      string
	claim     *file.Claim
	program   *Program
	lets      map[string]bool
	tolerance *wording.Tolerance
	tolerated bool
	problems  problem.List
}

func (k *compilation) problem(line, column int, what, try string) {
	k.problems = append(k.problems, problem.Problem{File: k.file, Line: line, Column: column, Claim: k.claim.ID, What: what, Try: try})
}

func (k *compilation) at(t file.Text, offset int, what, try string) {
	line, column := t.Place(offset)
	k.problem(line, column, what, try)
}

func (k *compilation) wordingError(t file.Text, err error) {
	var e *wording.Error
	if errors.As(err, &e) {
		k.at(t, e.At, e.What, e.Try)
	}
}

var overPattern = regexp.MustCompile(`^\s*(?:(\d{4})\s*(?:\.\.|-|–)\s*(\d{4})?|since\s+(\d{4})|(?:until|\.\.)\s*(\d{4}))\s*$`)

func (k *compilation) overWindow() {
	m := overPattern.FindStringSubmatch(k.claim.Over.Value)
	if m == nil {
		k.at(k.claim.Over, 0, fmt.Sprintf("cannot read the window %q", k.claim.Over.Value), "write over: 1992..2017")
		return
	}
	fmt.Sscanf(m[1]+m[3], "%d", &k.program.over.From)
	fmt.Sscanf(m[2]+m[4], "%d", &k.program.over.To)
	if o := k.program.over; o.To != 0 && o.To < o.From {
		k.at(k.claim.Over, 0, "a window that ends before it begins", "write over: 1992..2017")
	}
}

// part compiles one expression; want is the type it must have, or nil.
func (k *compilation) part(name string, t file.Text, want *cel.Type) (*cel.Type, bool) {
	if n := len([]rune(t.Value)); n > file.MaxCheck {
		k.at(t, 0, fmt.Sprintf("a check of %d characters; the limit is %d", n, file.MaxCheck), "split the claim or use let:")
		return nil, false
	}
	w := &rewriter{src: []rune(t.Value), catalogue: k.catalogue, lets: k.lets, tolerance: k.tolerance, tolerated: &k.tolerated, words: &k.program.words}
	w.run()
	for _, f := range w.faults {
		k.at(t, f.at, f.what, f.try)
	}
	if len(w.faults) > 0 {
		return nil, false
	}
	tree, issues := k.env.Parse(string(w.out))
	if issues.Err() == nil {
		equality(tree.NativeRep())
		tree, issues = k.env.Check(tree)
	}
	if issues.Err() != nil {
		k.issues(t, w, issues)
		return nil, false
	}
	p := part{name: name, tree: tree.NativeRep(), text: t, at: w.at}
	if !k.calls(p) {
		return nil, false
	}
	if want != nil && !tree.OutputType().IsExactType(want) {
		k.at(t, 0, fmt.Sprintf("the check is %s, not true or false", typeName(tree.OutputType())), tryForType(tree.OutputType()))
		return nil, false
	}
	opts := []cel.ProgramOption{cel.CostLimit(MaxCost)}
	if tree.OutputType().IsExactType(cel.BoolType) {
		opts = append(opts, cel.EvalOptions(cel.OptExhaustiveEval))
	}
	program, err := k.env.Program(tree, opts...)
	if err != nil {
		k.at(t, 0, "cannot plan the check: "+err.Error(), "split it with let:")
		return nil, false
	}
	p.program = program
	k.program.parts = append(k.program.parts, p)
	return tree.OutputType(), true
}

func typeName(t *cel.Type) string {
	switch t.String() {
	case "number":
		return "a number"
	case "series":
		return "a series"
	case "test_by_year":
		return "a comparison year by year"
	}
	return "of type " + t.String()
}

func tryForType(t *cel.Type) string {
	switch t.String() {
	case "number", "series":
		return "say what it is: … is 95.3 bn, … > 0"
	case "test_by_year":
		return "say always(…), never(…) or ever(…)"
	}
	return "end it with `is` and words, or with a comparison"
}

// equality renames == and != to functions of dyad's own: CEL's take an unknown
// for unequal.
func equality(a *ast.AST) {
	fac := ast.NewExprFactory()
	ast.PostOrderVisit(a.Expr(), ast.NewExprVisitor(func(e ast.Expr) {
		if e.Kind() != ast.CallKind {
			return
		}
		c := e.AsCall()
		switch c.FunctionName() {
		case operators.Equals:
			e.SetKindCase(fac.NewCall(e.ID(), "eq", c.Args()...))
		case operators.NotEquals:
			e.SetKindCase(fac.NewCall(e.ID(), "ne", c.Args()...))
		}
	}))
}

// issues tells CEL's complaints in dyad's words.
func (k *compilation) issues(t file.Text, w *rewriter, issues *cel.Issues) {
	for i, e := range issues.Errors() {
		if i == 5 {
			break
		}
		offset := len(w.src)
		if col := e.Location.Column(); col >= 0 && col < len(w.at) {
			offset = w.at[col]
		}
		what, try := plainIssue(e.Message, k.lets)
		k.at(t, offset, what, try)
	}
}

// calls reads the measure calls of an expression.
func (k *compilation) calls(p part) bool {
	ok := true
	ast.PostOrderVisit(p.tree.Expr(), ast.NewExprVisitor(func(e ast.Expr) {
		if e.Kind() != ast.CallKind {
			return
		}
		c := e.AsCall()
		args := c.Args()
		if len(args) == 0 || args[0].Kind() != ast.IdentKind || args[0].AsIdent() != saysName || c.FunctionName() == "is" {
			return
		}
		m, err := k.catalogue.Get(c.FunctionName())
		if err != nil {
			return
		}
		offset := p.offset(e.ID())
		var read []argument
		for _, a := range args[1:] {
			x, err := staticArgument(a)
			if err != nil {
				k.at(p.text, p.offset(a.ID()), fmt.Sprintf("%s: %v", m.Name, err), "write economies, texts in quotes, or name='value'; a measure's arguments cannot be computed")
				ok = false
				return
			}
			read = append(read, x)
		}
		call, err := callOf(m, read, k.claim.Universe)
		if err != nil {
			var ce *callError
			try := ""
			if errors.As(err, &ce) {
				try = ce.try
			}
			k.at(p.text, offset, err.Error(), try)
			ok = false
			return
		}
		for _, have := range k.program.Calls {
			if have.Key == call.Key {
				return
			}
		}
		call.Line, call.Column = p.text.Place(offset)
		k.program.Calls = append(k.program.Calls, call)
	}))
	return ok
}

// offset is where in the text an expression stands.
func (p part) offset(id int64) int {
	at, ok := p.tree.SourceInfo().GetOffsetRange(id)
	if !ok || int(at.Start) >= len(p.at) || at.Start < 0 {
		return 0
	}
	return p.at[at.Start]
}

func staticArgument(e ast.Expr) (argument, error) {
	switch e.Kind() {
	case ast.LiteralKind:
		switch v := e.AsLiteral().(type) {
		case types.String:
			return argument{text: string(v), isText: true}, nil
		}
	case ast.CallKind:
		c := e.AsCall()
		if len(c.Args()) == 1 && c.Args()[0].Kind() == ast.LiteralKind {
			switch v := c.Args()[0].AsLiteral().(type) {
			case types.String:
				if c.FunctionName() == "economy" {
					x, err := economy.Named(string(v))
					if err != nil {
						return argument{}, err
					}
					return argument{economy: x.Code}, nil
				}
			case types.Double:
				if c.FunctionName() == "num" {
					return argument{number: numberText(float64(v))}, nil
				}
			}
		}
	case ast.MapKind:
		named := map[string]argument{}
		for _, en := range e.AsMap().Entries() {
			key, ok := en.AsMapEntry().Key().AsLiteral().(types.String)
			if !ok {
				return argument{}, errors.New("the names in {…} are texts")
			}
			v, err := staticArgument(en.AsMapEntry().Value())
			if err != nil {
				return argument{}, err
			}
			named[string(key)] = v
		}
		return argument{named: named}, nil
	}
	return argument{}, errors.New("cannot read this argument")
}

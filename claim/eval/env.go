package eval

import (
	"fmt"
	"math"

	"cel.dev/cel-go/cel"
	"cel.dev/cel-go/common/functions"
	"cel.dev/cel-go/common/operators"
	"cel.dev/cel-go/common/stdlib"
	"cel.dev/cel-go/common/types"
	"cel.dev/cel-go/common/types/ref"

	"dyad/economy"
	"dyad/measure"
)

// Limits of a check.
const (
	MaxCost    = 200_000 // units of CEL
	MaxNesting = 60
	maxArgs    = 8
)

// environment declares what a check may say: no more of CEL than truth values,
// lists and `all`/`exists`; everything about numbers is dyad's.
func environment(c *measure.Catalogue) (*cel.Env, error) {
	opts := []cel.EnvOption{
		cel.ClearMacros(), cel.Macros(cel.AllMacro, cel.ExistsMacro),
		cel.ParserRecursionLimit(MaxNesting), cel.ParserExpressionSizeLimit(20_000), cel.ParserErrorRecoveryLimit(4),
		cel.Variable(saysName, saysType),
	}
	for _, f := range stdlib.Functions() {
		switch f.Name() {
		case operators.LogicalAnd, operators.LogicalOr, operators.LogicalNot, operators.Conditional, operators.NotStrictlyFalse:
			opts = append(opts, cel.FunctionDecls(f))
		}
	}
	opts = append(opts, basics()...)
	opts = append(opts, operatorsOfNumbers()...)
	opts = append(opts, seriesFunctions()...)
	for _, name := range c.Names() {
		opts = append(opts, measureFunction(name))
	}
	return cel.NewCustomEnv(opts...)
}

func unary(id string, arg, result *cel.Type, f func(ref.Val) ref.Val) cel.FunctionOpt {
	return cel.Overload(id, []*cel.Type{arg}, result, cel.UnaryBinding(f))
}

func binary(id string, a, b, result *cel.Type, f func(a, b ref.Val) ref.Val) cel.FunctionOpt {
	return cel.Overload(id, []*cel.Type{a, b}, result, cel.BinaryBinding(f))
}

func basics() []cel.EnvOption {
	number := func(id string, unit string, scale float64) cel.FunctionOpt {
		return unary(id, cel.DoubleType, numberType, func(v ref.Val) ref.Val {
			return &Num{V: float64(v.(types.Double)) / scale, Unit: unit}
		})
	}
	window := func(args ...ref.Val) ref.Val {
		sp := spanOf(args[1], args[2])
		if s, ok := sp.(*Span); ok {
			return args[0].(*Series).window(s)
		}
		return sp
	}
	return []cel.EnvOption{
		cel.Function("num", number("num_double", plainUnit, 1)),
		cel.Function("scaled", unary("scaled_double", cel.DoubleType, numberType, func(v ref.Val) ref.Val {
			return &Num{V: float64(v.(types.Double)), Scaled: true}
		})),
		cel.Function("usd", number("usd_double", dollarUnit, 1)),
		cel.Function("pct", number("pct_double", percentUnit, 100)),
		cel.Function("open", cel.Overload("open", nil, yearsType, cel.FunctionBinding(func(...ref.Val) ref.Val { return &Span{} }))),
		cel.Function("span", binary("span_dyn", cel.DynType, cel.DynType, yearsType, spanOf)),
		cel.Function("years", binary("years_num_num", numberType, numberType, yearsType, spanOf)),
		cel.Function("economy", unary("economy_string", cel.StringType, economyType, func(v ref.Val) ref.Val {
			e, err := economy.Named(string(v.(types.String)))
			if err != nil {
				return types.NewErr("%v", err)
			}
			return &Area{Code: e.Code}
		})),
		cel.Function("at",
			cel.MemberOverload("series_at_number", []*cel.Type{seriesType, numberType}, numberType, cel.BinaryBinding(func(s, y ref.Val) ref.Val {
				year, err := yearOf(y.(*Num))
				if err != nil {
					return types.NewErr("%v", err)
				}
				if s := s.(*Series); s.ambiguous() {
					return types.NewErr("%s", s.choose())
				}
				return s.(*Series).At(year)
			})),
			cel.MemberOverload("series_at_years", []*cel.Type{seriesType, yearsType}, seriesType, cel.BinaryBinding(func(s, sp ref.Val) ref.Val {
				return s.(*Series).window(sp.(*Span))
			})),
			cel.MemberOverload("series_at_label", []*cel.Type{seriesType, cel.StringType}, seriesType, cel.BinaryBinding(func(s, l ref.Val) ref.Val {
				return pickLabel(s.(*Series), string(l.(types.String)))
			}))),
		cel.Function("window", cel.MemberOverload("series_window", []*cel.Type{seriesType, numberType, numberType}, seriesType, cel.FunctionBinding(window))),
		cel.Function("is",
			cel.Overload("is_number", []*cel.Type{saysType, numberType, cel.IntType}, cel.BoolType, cel.FunctionBinding(judgeWords)),
			cel.Overload("is_series", []*cel.Type{saysType, seriesType, cel.IntType}, cel.BoolType, cel.FunctionBinding(judgeWords))),
	}
}

func pickLabel(s *Series, label string) ref.Val {
	if s.family == nil {
		for _, n := range s.points {
			if len(n.Rows) > 0 && n.Rows[0].Label == label {
				return s
			}
		}
		return types.NewErr("%s has no series %q", s.Name, label)
	}
	one, ok := s.family[label]
	if !ok {
		return types.NewErr("%s has no series %q; it has %v", s.Name, label, s.labels())
	}
	c := *one
	c.from, c.to = s.from, s.to
	return &c
}

func operatorsOfNumbers() []cel.EnvOption {
	type arithmetic = func(a, b *Num) ref.Val
	calc := func(op, sign string, f arithmetic) cel.EnvOption {
		series := func(a, b ref.Val) ref.Val {
			x, y := asSeries(a, b), asSeries(b, a)
			s, e := each(x, y, fmt.Sprintf("%s %s %s", x.Name, sign, y.Name), f)
			if e != nil {
				return e
			}
			return s
		}
		return cel.Function(op,
			binary(op+"_nn", numberType, numberType, numberType, func(a, b ref.Val) ref.Val { return f(a.(*Num), b.(*Num)) }),
			binary(op+"_ss", seriesType, seriesType, seriesType, series),
			binary(op+"_sn", seriesType, numberType, seriesType, series),
			binary(op+"_ns", numberType, seriesType, seriesType, series))
	}
	opts := []cel.EnvOption{
		calc(operators.Add, "+", func(a, b *Num) ref.Val { return plus(a, b, 1) }),
		calc(operators.Subtract, "−", func(a, b *Num) ref.Val { return plus(a, b, -1) }),
		calc(operators.Multiply, "×", times),
		calc(operators.Divide, "/", over),
		cel.Function(operators.Negate, unary("neg_n", numberType, numberType, func(v ref.Val) ref.Val {
			n := v.(*Num)
			c := both(n, plain(0))
			c.V, c.Unit = -n.V, n.Unit
			return c
		})),
	}
	for op, holds := range holdsFor {
		test := func(a, b ref.Val) ref.Val { return testEach(a, b, holds) }
		fs := []cel.FunctionOpt{
			binary(op+"_nn", numberType, numberType, cel.BoolType, func(a, b ref.Val) ref.Val { return compare(a.(*Num), b.(*Num), holds) }),
			binary(op+"_ss", seriesType, seriesType, testType, test),
			binary(op+"_sn", seriesType, numberType, testType, test),
			binary(op+"_ns", numberType, seriesType, testType, test),
		}
		if op == "eq" || op == "ne" {
			for _, t := range []*cel.Type{cel.StringType, cel.BoolType, economyType} {
				fs = append(fs, binary(op+"_"+t.String(), t, t, cel.BoolType, func(a, b ref.Val) ref.Val {
					same := a.Equal(b)
					if s, ok := same.(types.Bool); ok && op == "ne" {
						return !s
					}
					return same
				}))
			}
		}
		opts = append(opts, cel.Function(op, fs...))
	}
	return opts
}

// asSeries makes a number a series that is the same in every year of the other.
func asSeries(v, other ref.Val) *Series {
	if s, ok := v.(*Series); ok {
		return s
	}
	n, o := v.(*Num), other.(*Series)
	s := &Series{Name: Show(n), By: o.By, Unit: n.Unit, points: map[int]*Num{}}
	for y := range o.points {
		s.points[y] = n
	}
	return s
}

func seriesFunctions() []cel.EnvOption {
	numList := cel.ListType(numberType)
	oneSeries := func(name string, f func(ref.Val) ref.Val, more ...cel.FunctionOpt) cel.EnvOption {
		return cel.Function(name, append(more, unary(name+"_s", seriesType, numberType, f))...)
	}
	whole := func(f func([]float64) float64) func(ref.Val) ref.Val {
		return func(v ref.Val) ref.Val { return folded(v.(*Series), f) }
	}
	extremes := func(name string, better func(a, b float64) bool) cel.EnvOption {
		of := extremeOfList(better)
		return oneSeries(name, extreme(better), unary(name+"_l", numList, numberType, of),
			binary(name+"_nn", numberType, numberType, numberType, func(a, b ref.Val) ref.Val {
				return of(types.NewRefValList(types.DefaultTypeAdapter, []ref.Val{a, b}))
			}))
	}
	byTwoYears := func(name string, f func(s *Series, a, b int) ref.Val) cel.FunctionOpt {
		return cel.Overload(name+"_snn", []*cel.Type{seriesType, numberType, numberType}, numberType, cel.FunctionBinding(func(args ...ref.Val) ref.Val {
			a, b, e := years2(args[1], args[2])
			if e != nil {
				return e
			}
			return f(args[0].(*Series), a, b)
		}))
	}
	atYear := func(name string, f func(s *Series, year int) ref.Val) cel.FunctionOpt {
		return binary(name+"_sn", seriesType, numberType, numberType, func(s, y ref.Val) ref.Val {
			year, err := yearOf(y.(*Num))
			if err != nil {
				return types.NewErr("%v", err)
			}
			return f(s.(*Series), year)
		})
	}
	test := func(name string, f func(*Test) ref.Val) cel.EnvOption {
		return cel.Function(name, unary(name+"_t", testType, cel.BoolType, func(v ref.Val) ref.Val { return f(v.(*Test)) }))
	}
	return []cel.EnvOption{
		oneSeries("first", end(false)), oneSeries("last", end(true)),
		extremes("max", greater), extremes("min", less),
		oneSeries("argmax", extremeYear(greater)), oneSeries("argmin", extremeYear(less)),
		oneSeries("mean", whole(average), unary("mean_l", numList, numberType, meanOfList)),
		oneSeries("sum", whole(total), unary("sum_l", numList, numberType, sumOfList)),
		cel.Function("count", unary("count_t", testType, numberType, countTest)),
		cel.Function("growth", unary("growth_s", seriesType, seriesType, growthSeries), atYear("growth", growthIn),
			binary("growth_sw", seriesType, yearsType, numberType, func(s, w ref.Val) ref.Val { return growthOver(s.(*Series).window(w.(*Span))) })),
		cel.Function("change", atYear("change", func(s *Series, y int) ref.Val { return plus(s.At(y), s.At(y-1), -1) })),
		cel.Function("ratio", byTwoYears("ratio", func(s *Series, a, b int) ref.Val { return over(s.At(a), s.At(b)) })),
		cel.Function("cagr", byTwoYears("cagr", cagr), unary("cagr_s", seriesType, numberType, func(v ref.Val) ref.Val {
			from, to := v.(*Series).span()
			return cagr(v.(*Series), from, to)
		})),
		cel.Function("abs", unary("abs_n", numberType, numberType, func(v ref.Val) ref.Val {
			c := *v.(*Num)
			c.V, c.From = math.Abs(c.V), nil
			return &c
		})),
		cel.Function("round", unary("round_n", numberType, numberType, func(v ref.Val) ref.Val {
			c := *v.(*Num)
			c.V, c.From = math.Round(c.V), nil
			return &c
		})),
		test("always", func(t *Test) ref.Val { return t.all(types.True) }),
		test("never", func(t *Test) ref.Val { return t.all(types.False) }),
		test("ever", (*Test).any),
		cel.Function("consecutive", binary("consecutive_tn", testType, numberType, numberType, func(t, y ref.Val) ref.Val {
			year, err := yearOf(y.(*Num))
			if err != nil {
				return types.NewErr("%v", err)
			}
			return t.(*Test).streak(year)
		})),
		oneSeries("mann_kendall", func(v ref.Val) ref.Val { return trendProbability(v.(*Series)) }),
		cel.Function("chow", atYear("chow", breakProbability)),
	}
}

func countTest(v ref.Val) ref.Val {
	t := v.(*Test)
	n := &Num{Unit: plainUnit}
	for _, y := range t.years {
		switch v := t.truth[y].(type) {
		case types.Bool:
			if v {
				n.V++
			}
		case *types.Unknown:
			n.Missing = joinText(n.Missing, reasons(v))
		}
	}
	return n
}

func sumOfList(v ref.Val) ref.Val {
	ns, e := listOf(v)
	if e != nil {
		return e
	}
	acc := ns[0]
	for _, n := range ns[1:] {
		s := plus(acc, n, 1)
		var ok bool
		if acc, ok = s.(*Num); !ok {
			return s
		}
	}
	return acc
}

func meanOfList(v ref.Val) ref.Val {
	s := sumOfList(v)
	n, ok := s.(*Num)
	if !ok {
		return s
	}
	c := *n
	ns, _ := listOf(v)
	c.V, c.From = c.V/float64(len(ns)), nil
	return &c
}

// measureFunction makes a measure of the catalogue a function under its own
// name. Its arguments were read and checked by Compile.
func measureFunction(name string) cel.EnvOption {
	var fs []cel.FunctionOpt
	ask := functions.FunctionOp(func(args ...ref.Val) ref.Val {
		return args[0].(*Sayer).ask(name, args[1:])
	})
	for n := 0; n <= maxArgs; n++ {
		args := []*cel.Type{saysType}
		for range n {
			args = append(args, cel.DynType)
		}
		id := fmt.Sprintf("measure_%s_%d", name, n)
		switch n {
		case 0:
			fs = append(fs, cel.Overload(id, args, seriesType, cel.UnaryBinding(func(v ref.Val) ref.Val { return ask(v) })))
		case 1:
			fs = append(fs, cel.Overload(id, args, seriesType, cel.BinaryBinding(func(a, b ref.Val) ref.Val { return ask(a, b) })))
		default:
			fs = append(fs, cel.Overload(id, args, seriesType, cel.FunctionBinding(ask)))
		}
	}
	return cel.Function(name, fs...)
}

package vote

import (
	"context"
	"embed"
	"fmt"
	"math"
	"slices"
	"strings"

	"dyad/economy"
	"dyad/internal/hint"
	"dyad/lake"
	"dyad/measure"
	"dyad/period"
	"dyad/stat/proportion"
)

//go:embed sql/*.sql
var queries embed.FS

func query(name string) string {
	b, err := queries.ReadFile("sql/" + name + ".sql")
	if err != nil {
		panic(err) // the files are embedded, their names fixed
	}
	return strings.TrimSpace(string(b))
}

// kind is one way to say how alike two members vote.
type kind struct {
	name, title, unit, formula, defined, reference, zero string
	of                                                   func(Cross) (float64, error)
	part                                                 bool // of n roll calls: with a Wilson interval
}

var kinds = []kind{
	{"agreement", "Agreement in votes", "0–1", "(yes-yes + abstain-abstain + no-no) / n",
		"The part of roll calls of the UN General Assembly in which both chose the same, abstention being a choice. It rises with how consensual the agenda is: read it with vote.kappa and vote.ideal_distance.",
		"Lijphart (1963), The analysis of bloc voting in the General Assembly, American Political Science Review 57", "0 where they never chose the same", Cross.Agreement, true},
	{"coincidence", "Voting coincidence", "0–1", "(yes-yes + no-no) / (yes-yes + no-no + yes-no + no-yes)",
		"The part of roll calls in which both chose the same among those in which neither abstained.",
		"United States Department of State, Voting Practices in the United Nations", "0 where they always opposed each other", Cross.Coincidence, false},
	{"s", "Similarity S of votes", "−1–1", "1 − 2 · Σ|x − y| / (n · 2), with yes 0, abstain 1, no 2",
		"Similarity by the distance of the choices: an abstention stands half way between yes and no; 1 is the same always, −1 opposed always.",
		"Signorino and Ritter (1999), Tau-b or not tau-b, International Studies Quarterly 43", "0 where they are on the mean one step apart", Cross.S, false},
	{"kappa", "Kappa of votes", "−1–1", "(P − E) / (1 − E), E = Σ_k a_k · b_k",
		"Agreement beyond what chance would give two members with these habits of saying yes, abstaining and saying no.",
		"Cohen (1960), A coefficient of agreement for nominal scales; Häge (2011), Choice or circumstance? Adjusting measures of foreign policy similarity for chance agreement, Political Analysis 19", "0 where they agree as often as chance would", Cross.Kappa, false},
	{"pi", "Pi of votes", "−1–1", "(P − E) / (1 − E), E = Σ_k ((a_k + b_k) / 2)²",
		"Agreement beyond what chance would give two members of one common habit.",
		"Scott (1955), Reliability of content analysis; Häge (2011)", "0 where they agree as often as chance would", Cross.Pi, false},
	{"opposed", "Opposed votes", "0–1", "(yes-no + no-yes) / n",
		"The part of roll calls in which one said yes and the other no.",
		"Voeten (2000), Clashes in the Assembly, International Organization 54", "0 where they never opposed each other", Cross.Opposed, true},
}

func (f *Field) similarities() []*measure.Measure {
	var out []*measure.Measure
	for _, k := range kinds {
		m := &measure.Measure{
			Name: "vote." + k.name, Title: k.title, Unit: k.unit, Formula: k.formula, Defined: k.defined, Reference: k.reference,
			Missing: "absence is no vote: a roll call counts only where both voted; a year between the first and the last without such a roll call is missing",
			Zero:    k.zero,
			Groups:  "a group has no vote; ask each member",
			Example: measure.Example{Ask: "vote." + k.name + " RUS CHN", Says: "no roll call"},
			Params: []measure.Param{
				{Name: "important", Choices: []string{"yes", "no"}, Doc: "only roll calls on the United States' list of important votes, or only others"},
				{Name: "issue", Doc: "only roll calls on this issue, where the source codes issues"}},
		}
		if k.part {
			m.Nature = measure.Share
		}
		m.Eval = func(ctx context.Context, q measure.Query) ([]measure.Row, error) {
			all, err := f.crosses(ctx, m, q)
			if err != nil {
				return nil, err
			}
			return k.rows(m, q, all), nil
		}
		out = append(out, m)
	}
	return out
}

// yearly is the table of two members' votes in a year, as a source has it.
type yearly struct {
	source, vintage string
	year            int
	cross           Cross
}

var choices = map[string]int{"yes": Yes, "abstain": Abstain, "no": No}

func (f *Field) crosses(ctx context.Context, m *measure.Measure, q measure.Query) ([]yearly, error) {
	sql, important, issue := query("cross"), m.Param(q, "important"), m.Param(q, "issue")
	args := []any{string(q.A), string(q.B), important, important, issue, issue}
	measure.Ran(ctx, func() string { return sql + "\n-- ? " + strings.Trim(fmt.Sprintf("%q", args), "[]") })
	var out []yearly
	err := f.lake.Each(ctx, sql, args, func(r *lake.Row) error {
		y := yearly{source: r.Text(0), vintage: r.Text(1), year: int(r.Int(2))}
		if len(q.Sources) > 0 && !slices.Contains(q.Sources, y.source) {
			return nil
		}
		last := len(out) - 1
		if last < 0 || out[last].source != y.source || out[last].vintage != y.vintage || out[last].year != y.year {
			out = append(out, y)
			last++
		}
		out[last].cross[choices[r.Text(3)]][choices[r.Text(4)]] += int(r.Int(5))
		return nil
	})
	if err != nil || len(out) > 0 {
		return out, err
	}
	return nil, hint.New(hint.Data, "", fmt.Sprintf("no roll call in the lake has votes of both %s and %s", economy.Label(q.A), economy.Label(q.B)), "dyad import unga FILE brings roll calls of the UN General Assembly")
}

// rows gives a row a year; a year without a common roll call is missing.
func (k kind) rows(m *measure.Measure, q measure.Query, all []yearly) []measure.Row {
	var out []measure.Row
	for i, y := range all {
		if i > 0 && all[i-1].source == y.source && all[i-1].vintage == y.vintage {
			for gap := all[i-1].year + 1; gap < y.year; gap++ {
				r := k.row(m, q, yearly{source: y.source, vintage: y.vintage, year: gap})
				out = append(out, r)
			}
		}
		out = append(out, k.row(m, q, y))
	}
	return slices.DeleteFunc(out, func(r measure.Row) bool { return !q.Years.Has(r.Year) })
}

func (k kind) row(m *measure.Measure, q measure.Query, y yearly) measure.Row {
	r := measure.Row{Measure: m.Name, A: string(q.A), B: string(q.B), Period: period.Of(y.year), Unit: m.Unit, Source: y.source, Vintage: y.vintage, N: y.cross.N()}
	v, err := k.of(y.cross)
	if err != nil {
		r.Missing, r.Why = true, fmt.Sprintf("%s in %d (%s)", err, y.year, y.source)
		return r
	}
	r.Value = v
	if k.part {
		if in, err := proportion.Wilson(int(math.Round(v*float64(r.N))), r.N, 0.95); err == nil {
			r.Bounds = &measure.Bounds{Lower: in.Lower, Upper: in.Upper, Kind: "95 % Wilson"}
		}
	}
	r.Inputs = []measure.Input{{Table: "vote", Key: r.A + " and " + r.B, Item: "roll calls in which both voted", Period: r.Period, By: r.Source, Value: float64(r.N), Unit: "roll calls"}}
	return r
}

func (f *Field) distance() *measure.Measure {
	m := &measure.Measure{
		Name: "vote.ideal_distance", Title: "Distance of ideal points", Unit: "ideal points", Nature: measure.Amount,
		Formula:   "|θ_A − θ_B|",
		Defined:   "How far apart the two stand on the main line of conflict in the General Assembly, by ideal points estimated from votes with resolutions that recur over time held fixed. A session counts for the year in which it begins.",
		Reference: "Bailey, Strezhnev and Voeten (2017), Estimating dynamic state preferences from United Nations voting data, Journal of Conflict Resolution 61",
		Missing:   "a year in which either has no ideal point has no row",
		Zero:      "0 where both stand in the same place",
		Groups:    "a group has no ideal point",
		Example:   measure.Example{Ask: "vote.ideal_distance RUS CHN", Says: "no ideal points"},
	}
	m.Eval = func(ctx context.Context, q measure.Query) ([]measure.Row, error) {
		sql := query("distance")
		measure.Ran(ctx, func() string { return sql + "\n-- ? " + string(q.A) + ", " + string(q.B) })
		var out []measure.Row
		found := false
		err := f.lake.Each(ctx, sql, []any{string(q.A), string(q.B)}, func(r *lake.Row) error {
			found = true
			y := int(r.Int(2))
			if !q.Years.Has(y) || len(q.Sources) > 0 && !slices.Contains(q.Sources, r.Text(0)) {
				return nil
			}
			a, _ := r.Number(3)
			b, _ := r.Number(4)
			row := measure.Row{Measure: m.Name, A: string(q.A), B: string(q.B), Period: period.Of(y), Value: max(a-b, b-a), Unit: m.Unit, Source: r.Text(0), Vintage: r.Text(1)}
			if !r.Null(5) {
				row.N = int(r.Int(5))
			}
			for i, who := range []string{row.A, row.B} {
				row.Inputs = append(row.Inputs, measure.Input{Table: "ideal_point", Key: who, Period: row.Period, By: row.Source, Value: []float64{a, b}[i], Unit: "1"})
			}
			out = append(out, row)
			return nil
		})
		if err == nil && !found {
			return nil, hint.New(hint.Data, "", fmt.Sprintf("no ideal points of both %s and %s are in the lake", economy.Label(q.A), economy.Label(q.B)), "dyad import idealpoints FILE brings them")
		}
		return out, err
	}
	return m
}

package duck

import (
	"context"
	"database/sql"
	"fmt"
	"sort"
	"strings"

	"dyad/source"
)

// Rejects hands over every record refused, in the order of the files. It is
// called after DropTwins.
func (s *Stage) Rejects(ctx context.Context, visit func(Reject) error) error {
	faults, err := s.faults(ctx)
	if err != nil {
		return err
	}
	records := make([]int64, 0, len(faults))
	for _, f := range faults {
		records = append(records, f.record)
		if f.rule < 0 {
			records = append(records, f.first)
		}
	}
	lines, err := s.linesOf(ctx, records)
	if err != nil {
		return err
	}
	all := append([]Reject(nil), s.ragged...)
	for _, f := range faults {
		all = append(all, s.reject(f, lines))
	}
	order := map[string]int{}
	for i, in := range s.inputs {
		order[in.Label] = i
	}
	sort.SliceStable(all, func(i, j int) bool {
		a, b := all[i], all[j]
		if a.File != b.File {
			return order[a.File] < order[b.File]
		}
		return a.Line < b.Line
	})
	for _, r := range all {
		if err := visit(r); err != nil {
			return err
		}
	}
	return nil
}

// fault is a record refused: by a rule, or (rule < 0) as a twin of another.
type fault struct {
	record  int64
	rule    int
	printed string
	first   int64 // the first record of the same key
}

const (
	twinSame  = -1 // says the same as the first
	twinOther = -2 // says something else
)

func (s *Stage) faults(ctx context.Context) ([]fault, error) {
	var printed strings.Builder
	for i, r := range append(append([]rule(nil), s.plan.rules...), s.plan.late...) {
		fmt.Fprintf(&printed, " WHEN %d THEN %s", i, raw(r.field))
	}
	query := fmt.Sprintf("SELECT f.record, f.fault, CASE f.fault%s END, 0 FROM faults f JOIN raw r ON r.rowid = f.record WHERE %s", printed.String(), s.refused())
	twins, err := s.hasTwins(ctx)
	if err != nil {
		return nil, err
	}
	if twins {
		query += fmt.Sprintf(" UNION ALL SELECT d.record, CASE WHEN d.same THEN %d ELSE %d END, %s, d.first_record FROM dropped d JOIN raw r ON r.rowid = d.record WHERE NOT d.apart",
			twinSame, twinOther, raw(source.Value))
	}
	var out []fault
	err = s.each(ctx, query+" ORDER BY 1", func(rows *sql.Rows) error {
		var f fault
		var printed sql.NullString
		err := rows.Scan(&f.record, &f.rule, &printed, &f.first)
		f.printed = printed.String
		out = append(out, f)
		return err
	})
	return out, err
}

func (s *Stage) reject(f fault, lines map[int64]int64) Reject {
	i := s.inputOf(f.record)
	r := Reject{File: s.inputs[i].Label, Line: lines[f.record], Value: f.printed}
	if f.rule < 0 {
		first := fmt.Sprintf("line %d", lines[f.first])
		if j := s.inputOf(f.first); j != i {
			first = s.inputs[j].Label + ":" + fmt.Sprint(lines[f.first])
		}
		r.Column = s.columnName(i, source.Value)
		switch {
		case f.rule == twinSame:
			r.Reason = "the row says the same as " + first + " (exact duplicate)"
		case f.first == f.record:
			r.Reason = "a later row has the same reporter, partner, year and flow with another value"
		default:
			r.Reason = "the row has the same reporter, partner, year and flow as " + first + " with another value"
		}
		return r
	}
	rules := append(append([]rule(nil), s.plan.rules...), s.plan.late...)
	r.Column = s.columnName(i, rules[f.rule].field)
	r.Reason = rules[f.rule].say(f.printed)
	return r
}

func (s *Stage) inputOf(record int64) int {
	for i, end := range s.ends {
		if record < end {
			return i
		}
	}
	return len(s.ends) - 1
}

func (s *Stage) columnName(input int, f source.Field) string {
	if c, ok := s.matched[input][f]; ok {
		return c
	}
	return string(f)
}

// refused is the condition that a record of faults f is a reject, and not one
// that is kept apart.
func (s *Stage) refused() string {
	condition := "true"
	for i, r := range s.plan.rules {
		if r.apart != "" {
			condition += fmt.Sprintf(" AND f.fault <> %d", i)
		}
	}
	return condition
}

// Apart counts the records left out on purpose, by reason.
func (s *Stage) Apart(ctx context.Context) (map[string]int64, error) {
	out := map[string]int64{}
	for i, r := range s.plan.rules {
		if r.apart == "" {
			continue
		}
		var n int64
		if err := s.one(ctx, fmt.Sprintf("SELECT count(*) FROM faults WHERE fault = %d", i), &n); err != nil {
			return nil, err
		}
		if n > 0 {
			out[r.apart] += n
		}
	}
	twins, err := s.hasTwins(ctx)
	if err != nil || !twins {
		return out, err
	}
	var n int64
	if err := s.one(ctx, "SELECT count(*) FROM dropped WHERE apart", &n); err != nil {
		return nil, err
	}
	if n > 0 {
		out["sums over economies that contradict each other"] = n
	}
	return out, nil
}

// hasTwins says whether rows were dropped for the key of another.
func (s *Stage) hasTwins(ctx context.Context) (twins bool, err error) {
	err = s.one(ctx, "SELECT count(*) > 0 FROM duckdb_tables() WHERE table_name = 'dropped'", &twins)
	return twins, err
}

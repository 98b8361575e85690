package duck

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"dyad/internal/hint"
	"dyad/source"
)

// planPeriod understands years and months.
func (s *Stage) planPeriod(lastYear int) func(context.Context) error {
	return func(ctx context.Context) error {
		labels, blank, err := s.labels(ctx, 20_000, source.Year)
		if err != nil {
			return err
		}
		years, months := map[string]string{}, map[string]string{}
		plain := true
		var bad []string
		when, unclear := source.Periods(labels, s.has(source.Month))
		if unclear != "" {
			return hint.New(hint.Data, s.inputs[0].Label, unclear, "--set month=0 says that it is the year, --set month=12 the month")
		}
		for _, label := range labels {
			w, ok := when[label]
			if !ok || w.Year < firstYear || w.Year > lastYear {
				bad = append(bad, label)
				continue
			}
			years[label], months[label] = strconv.Itoa(w.Year), strconv.Itoa(w.Month)
			plain = plain && label == years[label]
			s.plan.hasMonth = s.plan.hasMonth || w.Month > 0 && !s.has(source.Month)
		}
		s.refuse(source.Year, bad, blank, func(printed string) string { return sayYear(printed, lastYear) })
		s.plan.column["year"] = "TRY_CAST(" + raw(source.Year) + " AS SMALLINT)"
		if !plain {
			if s.plan.column["year"], err = s.lookup(ctx, source.Year, "SMALLINT", years); err != nil {
				return err
			}
		}
		return s.planMonth(ctx, months)
	}
}

func sayYear(printed string, lastYear int) string {
	if strings.TrimSpace(printed) == "" {
		return "no year is given"
	}
	if year, _, ok := source.PeriodOf(printed); ok {
		return fmt.Sprintf("year %d is outside %d to %d", year, firstYear, lastYear)
	}
	return fmt.Sprintf("%q is neither a year nor a month", printed)
}

// planMonth takes the month from its own column, else from the period.
func (s *Stage) planMonth(ctx context.Context, ofPeriod map[string]string) error {
	if !s.has(source.Month) {
		s.plan.column["month"] = "0"
		if s.plan.hasMonth {
			// The period's table is called after its field; month reads the same texts.
			expression, err := s.lookupAs(ctx, "means_month", source.Year, "TINYINT", ofPeriod)
			s.plan.column["month"] = expression
			return err
		}
		return nil
	}
	labels, _, err := s.labels(ctx, 1000, source.Month)
	if err != nil {
		return err
	}
	months := map[string]string{}
	var bad []string
	for _, label := range labels {
		n, ok := source.MonthOf(label)
		if !ok {
			bad = append(bad, label)
			continue
		}
		months[label] = strconv.Itoa(n)
		s.plan.hasMonth = s.plan.hasMonth || n > 0
	}
	s.refuse(source.Month, bad, false, func(printed string) string {
		return fmt.Sprintf("%q is not a month, 1 to 12, or 0 for the whole year", printed)
	})
	expression, err := s.lookup(ctx, source.Month, "TINYINT", months)
	s.plan.column["month"] = "coalesce(" + expression + ", 0)"
	return err
}

// usualValuation is the number of the valuation that goes with a view: exports
// are valued free on board, imports with cost, insurance and freight.
const usualValuation = "CASE view WHEN 0 THEN 1 WHEN 1 THEN 2 ELSE 0 END"

// planValuation reads the column that says otherwise, where there is one.
func (s *Stage) planValuation(ctx context.Context) error {
	if !s.has(source.Valuation) {
		return nil
	}
	labels, _, err := s.labels(ctx, 1000, source.Valuation)
	if err != nil {
		return err
	}
	numbers := map[string]string{}
	var bad []string
	for _, label := range labels {
		if v, ok := source.ValuationOf(label); ok {
			numbers[label] = strconv.Itoa(slices.Index(valuations, v))
		} else {
			bad = append(bad, label)
		}
	}
	s.refuse(source.Valuation, bad, false, func(printed string) string {
		return fmt.Sprintf("unknown valuation %q; known are FOB and CIF", printed)
	})
	s.plan.column["valuation"], err = s.lookup(ctx, source.Valuation, "TINYINT", numbers)
	return err
}

var valuations = []string{"", "FOB", "CIF"}

// planFlags gives an observation one number for all that marks it: the
// publisher's mark, whether a side is an aggregate or a region, and whether
// the value is a published gap.
func (s *Stage) planFlags(ctx context.Context) error {
	s.plan.flags = []string{""}
	mark := "0"
	if s.has(source.Flag) {
		labels, _, err := s.labels(ctx, 2000, source.Flag)
		if err != nil {
			return err
		}
		numbers := map[string]string{}
		for _, label := range labels {
			words := s.data.FlagsOf(label)
			i := slices.Index(s.plan.flags, words)
			if i < 0 {
				i = len(s.plan.flags)
				s.plan.flags = append(s.plan.flags, words)
			}
			numbers[label] = strconv.Itoa(i)
		}
		expression, err := s.lookup(ctx, source.Flag, "SMALLINT", numbers)
		if err != nil {
			return err
		}
		mark = "coalesce(" + expression + ", 0)"
	}
	s.plan.column["flags"] = fmt.Sprintf("CAST((%s * %d + greatest(a.kind, b.kind)) * 2 AS SMALLINT)", mark, kinds)
	return nil
}

// flagText spells out the number of planFlags, the gap being the last bit.
func (p *plan) flagText(n int) string {
	var words []string
	switch n / 2 % kinds {
	case kindAggregate:
		words = append(words, "aggregate")
	case kindRegion:
		words = append(words, "region")
	}
	if f := p.flags[n/2/kinds]; f != "" {
		words = append(words, f)
	}
	if n%2 == 1 {
		words = append(words, "missing")
	}
	return strings.Join(words, ",")
}

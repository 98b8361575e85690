package duck

import (
	"context"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"dyad/source"
)

// planValue turns the printed value into US dollars.
func (s *Stage) planValue(ctx context.Context) error {
	printed := s.decimals(raw(source.Value))
	power := strconv.Itoa(s.plan.scale.Power)
	if s.has(source.Unit) {
		exponent, err := s.planUnit(ctx)
		if err != nil {
			return err
		}
		power = "(" + power + " + " + exponent + ")"
	}
	s.plan.column["value"] = amount(printed, s.plan.scale, power, s.has(source.Unit))
	condition := s.notAmount(source.Value)
	if s.underscored() {
		condition += " OR contains(j.printed_value, '_')"
	}
	s.plan.late = append(s.plan.late, rule{field: source.Value, condition: condition, say: s.sayNumber})
	return nil
}

// decimals reads the decimals behind a comma where the dataset says so; a point
// is no number then, as it may stand between thousands.
func (s *Stage) decimals(printed string) string {
	if s.data.Decimal != "," {
		return printed
	}
	return fmt.Sprintf("(CASE WHEN contains(%[1]s, '.') THEN NULL ELSE replace(%[1]s, ',', '.') END)", printed)
}

func (s *Stage) planQuantity(context.Context) error {
	if !s.has(source.Quantity) {
		return nil
	}
	s.plan.quantities = true
	printed := s.decimals(raw(source.Quantity))
	s.plan.column["quantity"] = amount(printed, s.plan.quantity, strconv.Itoa(s.plan.quantity.Power), false)
	s.plan.late = append(s.plan.late, rule{field: source.Quantity, condition: s.notAmount(source.Quantity), say: s.sayNumber})
	return nil
}

// underscored says whether the engine might read 1_000 as a number.
func (s *Stage) underscored() bool {
	return slices.ContainsFunc(s.inputs, func(in Input) bool { return in.Head.Parquet || in.Text.Underscored })
}

// notAmount is the condition that a number is neither there nor a published
// gap. NaN is above every number to the engine, so the upper bound refuses it.
// The marks of a gap are compared one by one: IN would become a join that meets
// every row, where a CASE meets only those that are no number.
func (s *Stage) notAmount(f source.Field) string {
	value, printed := "j."+string(f), "j.printed_"+string(f)
	gap := printed + " IS NULL"
	for _, mark := range append([]string{""}, s.data.Missing...) {
		gap += " OR trim(" + printed + ") = " + text(mark)
	}
	return fmt.Sprintf("CASE WHEN %s >= 0 AND %s <= %s THEN false WHEN %s IS NULL AND (%s) THEN false ELSE true END",
		value, value, largest, value, gap)
}

// largest is the greatest finite number.
const largest = "1.7976931348623157e308"

// number is what may be read as one: digits with a point and an exponent.
const number = `[+-]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][+-]?[0-9]{1,4})?`

// amount reads a number and scales it. A power of ten is written behind the
// printed digits before they are read, so that nothing is rounded but the
// result; the rare text with an exponent of its own takes the longer way.
func amount(printed string, scale source.Scale, power string, varies bool) string {
	if !scale.Decimal {
		e := fmt.Sprintf("TRY_CAST(%s AS DOUBLE) * %s", printed, strconv.FormatFloat(scale.Factor, 'g', -1, 64))
		if varies {
			e += " * pow(10, " + power + ")"
		}
		return e
	}
	if power == "0" {
		return "TRY_CAST(" + printed + " AS DOUBLE)"
	}
	quick := fmt.Sprintf("TRY_CAST(%s || 'e%s' AS DOUBLE)", printed, power)
	if varies {
		quick = fmt.Sprintf("TRY_CAST(%s || 'e' || %s AS DOUBLE)", printed, power)
	}
	trimmed := "lower(trim(" + printed + "))"
	// Not coalesce: the engine runs its later arguments far slower than a CASE.
	return fmt.Sprintf(`CASE WHEN %s IS NOT NULL THEN %s WHEN regexp_full_match(%s, %s) THEN
		TRY_CAST(split_part(%s, 'e', 1) || 'e' || (coalesce(TRY_CAST(nullif(split_part(%s, 'e', 2), '') AS INTEGER), 0) + %s) AS DOUBLE) END`,
		quick, quick, trimmed, text(number), trimmed, trimmed, power)
}

// planUnit reads a column that prints the unit of each row.
func (s *Stage) planUnit(ctx context.Context) (string, error) {
	labels, blank, err := s.labels(ctx, 1000, source.Unit)
	if err != nil {
		return "", err
	}
	exponents := map[string]string{}
	var bad []string
	for _, label := range labels {
		if n, ok := source.UnitOf(label); ok {
			exponents[label] = strconv.Itoa(n)
		} else {
			bad = append(bad, label)
		}
	}
	s.refuse(source.Unit, bad, blank, func(printed string) string {
		return fmt.Sprintf("unit %q is not US dollars, thousands, millions or billions of them", printed)
	})
	return s.lookup(ctx, source.Unit, "INTEGER", exponents)
}

// sayNumber tells what is wrong with a printed number.
func (s *Stage) sayNumber(printed string) string {
	if s.data.Decimal == "," && strings.Contains(printed, ".") {
		return fmt.Sprintf("%q is not a number: a point has no place where decimals stand behind a comma", printed)
	}
	return sayNumber(printed)
}

func sayNumber(printed string) string {
	t := strings.TrimSpace(printed)
	f, err := strconv.ParseFloat(t, 64)
	switch {
	case err == nil && math.IsNaN(f):
		return fmt.Sprintf("%q is not a number; leave the field empty where there is no value", printed)
	case math.IsInf(f, 0):
		return fmt.Sprintf("%q is too large for a number", printed)
	case err == nil && f < 0:
		return "a trade value cannot be negative"
	case err == nil && !strings.Contains(t, "_"):
		return fmt.Sprintf("%q is too large after scaling", printed)
	}
	if _, err := strconv.ParseFloat(strings.Map(dropSeparators, t), 64); err == nil {
		if strings.Count(t, ",") == 1 && len(t)-strings.Index(t, ",") != 4 {
			return fmt.Sprintf("%q is not a number: write the decimals after a point, or --decimal , says that they stand behind a comma", printed)
		}
		return fmt.Sprintf("%q is not a number: write it without thousands separators", printed)
	}
	return fmt.Sprintf("%q is not a number", printed)
}

func dropSeparators(r rune) rune {
	if r == ',' || r == ' ' || r == '_' || r == '\'' || r == '\u00a0' || r == '\u202f' {
		return -1
	}
	return r
}

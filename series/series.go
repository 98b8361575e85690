package series

import (
	"context"
	_ "embed"
	"fmt"
	"slices"
	"strings"

	"dyad/economy"
	"dyad/internal/hint"
	"dyad/lake"
	"dyad/lake/table"
	"dyad/measure"
	"dyad/period"
)

// Table is that of single statistics over time. A region, where there is one, is
// a part of the economy.
var Table = &table.Table{
	Name: "series", Title: "a statistic of an economy or of a region in a period",
	Columns: []table.Column{
		{Name: "economy", Kind: table.Economy, Doc: "whose it is, or of which the region is a part"},
		{Name: "region", Kind: table.Region, Doc: "the part of the economy; empty for the whole"},
		{Name: "indicator", Kind: table.Code, Required: true, Doc: "the publisher's code"},
		{Name: "title", Kind: table.Text},
		{Name: "period", Kind: table.Period, Required: true},
		{Name: "value", Kind: table.Number, Unit: "[unit]"},
		{Name: "unit", Kind: table.Text, Required: true},
		{Name: "flags", Kind: table.Flag},
	},
	Key:   []string{"economy", "region", "indicator", "period"},
	Order: []string{"indicator", "economy", "region", "period"},
	Parts: []string{"indicator", "economy", "region", "period"},
}

// Field answers from the table of series.
type Field struct{ lake *lake.Lake }

// New is the field of a lake; nil for its descriptions alone.
func New(l *lake.Lake) *Field { return &Field{l} }

// Tables are those that readers may fill.
func (f *Field) Tables() []*table.Table { return []*table.Table{Table} }

// Measures is the catalogue's part on single statistics.
func (f *Field) Measures() []*measure.Measure {
	return []*measure.Measure{f.value(measure.Economy), f.value(measure.Region)}
}

var indicator = measure.Param{Name: "indicator", Doc: "the publisher's code, as NY.GDP.MKTP.CD; one that the lake has not is answered with those it has"}

// value is one statistic of an economy or of a region over time.
func (f *Field) value(subject measure.Subject) *measure.Measure {
	m := &measure.Measure{
		Name: "series.economy", Title: "A statistic of an economy", Unit: "its own", Subject: measure.Economy,
		Formula:   "the value as published, in the unit of the indicator",
		Defined:   "A single statistic over time, such as output, population or prices, as its source publishes it.",
		Reference: "the publisher's documentation of the indicator",
		Missing:   "a period between the first and the last that the source leaves out is missing",
		Zero:      "a printed 0 is a value",
		Groups:    "a group has the figures that the source publishes for it; members are never added up, as not every statistic can be",
		Example:   measure.Example{Ask: "series.economy RUS --set indicator=NY.GDP.MKTP.CD", Says: "no series"},
		Freqs:     []period.Unit{period.Year, period.Quarter, period.Month, period.Day},
		Params:    []measure.Param{indicator},
	}
	if subject == measure.Region {
		m.Name, m.Title, m.Subject = "series.region", "A statistic of a region", measure.Region
		m.Defined = "A single statistic of a part of an economy over time, as its source publishes it."
		m.Example.Ask = "series.region RU-PRI --set indicator=population"
	}
	m.Eval = func(ctx context.Context, q measure.Query) ([]measure.Row, error) {
		code := m.Param(q, "indicator")
		if code == "" {
			return nil, hint.New(hint.Usage, "", m.Name+" asks for an indicator", "--set indicator=NY.GDP.MKTP.CD")
		}
		found, err := f.read(ctx, m, q, code)
		if err != nil {
			return nil, err
		}
		if len(found) == 0 {
			return nil, f.nothing(ctx, q, code)
		}
		return filled(found), nil
	}
	return m
}

//go:embed sql/of.sql
var of string

// read gives the observations of one subject and indicator, by source and
// period.
func (f *Field) read(ctx context.Context, m *measure.Measure, q measure.Query, code string) ([]measure.Row, error) {
	column := "economy"
	if m.Subject == measure.Region {
		column = "region"
	}
	sql := strings.ReplaceAll(of, "{subject}", column)
	measure.Ran(ctx, func() string { return strings.TrimSpace(sql) + "\n-- ? " + string(q.A) + ", " + code })
	unit := max(q.Freq, period.Year)
	var out []measure.Row
	err := f.lake.Each(ctx, sql, []any{string(q.A), code}, func(row *lake.Row) error {
		text := row.Text
		p, err := period.Parse(text(0))
		if err != nil {
			return err
		}
		if p.Unit() != unit || !q.Years.Has(p.Year) || len(q.Sources) > 0 && !slices.Contains(q.Sources, text(4)) {
			return nil
		}
		if column == "economy" && text(6) != "" {
			return nil // a part of it
		}
		r := measure.Row{Measure: m.Name, A: string(q.A), Period: p, Unit: text(2), Source: text(4), Vintage: text(5), Label: text(3)}
		if text(7) != "" {
			r.Flags = strings.Split(text(7), ",")
		}
		var known bool
		if r.Value, known = row.Number(1); !known {
			r.Missing, r.Why = true, fmt.Sprintf("%s publishes a gap: %s of %s in %s", r.Source, code, q.A, p)
		} else {
			r.Inputs = []measure.Input{{Table: "series", Key: string(q.A), Item: code, Period: p, By: r.Source, Value: r.Value, Unit: r.Unit, Flags: r.Flags}}
		}
		out = append(out, r)
		return nil
	})
	return out, err
}

// filled puts a missing row where a source leaves a period out.
func filled(rows []measure.Row) []measure.Row {
	var out []measure.Row
	for i, r := range rows {
		if i > 0 && rows[i-1].Key() == r.Key() {
			for p := rows[i-1].Period.Add(1); period.Compare(p, r.Period) < 0; p = p.Add(1) {
				gap := r
				gap.Period, gap.Value, gap.Missing, gap.Inputs, gap.Flags = p, 0, true, nil, nil
				gap.Why = fmt.Sprintf("no observation: %s in %s (%s)", r.A, p, r.Source)
				out = append(out, gap)
			}
		}
		out = append(out, r)
	}
	return out
}

//go:embed sql/indicators.sql
var indicators string

// nothing says what the lake has in place of what was asked.
func (f *Field) nothing(ctx context.Context, q measure.Query, code string) error {
	var have []string
	err := f.lake.Each(ctx, indicators, nil, func(row *lake.Row) error {
		have = append(have, row.Text(0))
		return nil
	})
	if err != nil {
		return err
	}
	if len(have) == 0 {
		return hint.New(hint.Data, "", "no series is in the lake", "dyad import wdi FILE brings the World Bank's indicators")
	}
	if !slices.Contains(have, code) {
		try := "indicators in the lake: " + strings.Join(have[:min(len(have), 12)], ", ")
		if near := hint.Suggest(code, have); len(near) > 0 {
			try = "did you mean " + strings.Join(near, " or ") + "? " + try
		}
		return hint.New(hint.Data, "", fmt.Sprintf("no series in the lake has the indicator %q", code), try)
	}
	return hint.New(hint.Data, "", fmt.Sprintf("no series of %s in the lake has %s by the %s", economy.Label(q.A), code, max(q.Freq, period.Year)), "`dyad sources` lists what is there")
}

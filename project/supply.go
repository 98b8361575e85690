package project

import (
	"context"
	"fmt"
	"strings"

	"dyad/measure"
)

func (f *Field) unitPrice() *measure.Measure {
	m := f.make(measure.Measure{
		Name: "project.unit_price", Title: "Price implied by a supply contract", Unit: "USD per unit", Nature: measure.Ratio,
		Formula:   "contract value / (declared volume a year × years)",
		Defined:   "What a supply contract pays for a unit, from its declared value, yearly volume and term; gas per thousand cubic metres. Nothing is discounted or deflated: it is the average over the term in the contract's own money.",
		Reference: "arithmetic of the contract's terms",
		Missing:   "a contract without value, volume or term has none",
		Zero:      "a volume or a term of zero gives no price",
		Example:   measure.Example{Ask: "project.unit_price CHN RUS", Says: "350.88"},
	})
	m.Eval = func(ctx context.Context, q measure.Query) ([]measure.Row, error) {
		return f.each(ctx, m, q, func(p *Project, row measure.Row) (out []measure.Row) {
			for _, d := range p.Quantities {
				if d.What != "declared" || d.Years == nil {
					continue
				}
				r := row
				r.Period.Year = p.Year
				r.Unit = p.Currency + " per " + strings.TrimSuffix(d.Unit, " a year")
				if p.Value == nil || d.Value == nil {
					r.Missing, r.Why = true, p.Source+" gives no value or volume of "+p.ID
					return append(out, r)
				}
				volume := *d.Value * *d.Years
				if d.Unit == "bcm a year" {
					volume *= 1e6 // a billion m³ are a million thousand m³
					r.Unit = p.Currency + " per thousand m³"
				}
				r.Value = *p.Value / volume
				r.Note = fmt.Sprintf("%s %s for %s %s over %s years", p.Currency, measure.Dollars(*p.Value), short(*d.Value), d.Unit, short(*d.Years))
				r.Inputs = []measure.Input{{Table: "project", Key: p.ID, Item: "value", By: p.Source, Value: *p.Value, Unit: p.Currency},
					{Table: "quantity", Key: p.ID, Item: "declared " + d.Item, By: p.Source, Value: *d.Value, Unit: d.Unit},
					{Table: "quantity", Key: p.ID, Item: "term", By: p.Source, Value: *d.Years, Unit: "years"}}
				out = append(out, r)
			}
			return out
		})
	}
	return m
}

func (f *Field) delivered() *measure.Measure {
	m := f.make(measure.Measure{
		Name: "project.delivered", Title: "Delivered of what was declared", Unit: "%", Nature: measure.Share,
		Formula:   "delivered quantity of a year / declared quantity a year × 100",
		Defined:   "How much of what a supply contract declares was delivered, by year.",
		Reference: "the contract's declared volumes and the operator's or the customs' quantities",
		Missing:   "a year of which nobody gives a delivery in the declared unit has no row; a delivery without a declaration is missing",
		Zero:      "a delivery of zero is 0 %",
		Example:   measure.Example{Ask: "project.delivered CHN RUS", Says: "no source in the lake gives"},
	})
	m.Eval = func(ctx context.Context, q measure.Query) ([]measure.Row, error) {
		return f.each(ctx, m, q, func(p *Project, row measure.Row) (out []measure.Row) {
			for _, d := range p.Quantities {
				if d.What != "delivered" || d.Value == nil {
					continue
				}
				r := row
				r.Period = d.Date
				declared := p.declared(d)
				if declared == nil || *declared.Value == 0 {
					r.Missing, r.Why = true, fmt.Sprintf("%s declares no quantity of %s in %s for %s", p.Source, p.ID, d.Unit, d.Date)
				} else {
					r.Value = 100 * *d.Value / *declared.Value
					r.Note = fmt.Sprintf("%s of %s %s", short(*d.Value), short(*declared.Value), d.Unit)
					if d.According != "" {
						r.Note += ", according to " + d.According
					}
					r.Inputs = []measure.Input{{Table: "quantity", Key: p.ID, Item: "delivered", Period: d.Date, By: d.According, Value: *d.Value, Unit: d.Unit},
						{Table: "quantity", Key: p.ID, Item: "declared", By: p.Source, Value: *declared.Value, Unit: declared.Unit}}
				}
				out = append(out, r)
			}
			return out
		})
	}
	return m
}

// declared is what the contract declares for the year of a delivery, and else for
// each year, in the same unit.
func (p *Project) declared(d Quantity) *Quantity {
	var every *Quantity
	for i := range p.Quantities {
		x := &p.Quantities[i]
		if x.What != "declared" || x.Value == nil || x.Unit != d.Unit || x.Item != d.Item {
			continue
		}
		if x.Date == d.Date {
			return x
		}
		if x.Date.IsZero() {
			every = x
		}
	}
	return every
}

func (f *Field) stake() *measure.Measure {
	m := f.make(measure.Measure{
		Name: "project.stake", Title: "Shares held over time", Unit: "%", Nature: measure.Share,
		Formula:   "the share of a holder in a company or project, as its source gives it",
		Defined:   "Who held, agreed on or dropped which share, and when; the label names the project and the holder, the flag what became of it.",
		Reference: "the source's own record",
		Missing:   "a share that is not known is missing",
		Zero:      "a share of 0 is held by nobody any more",
		Example:   measure.Example{Ask: "project.stake IND RUS", Says: "38.8 %"},
	})
	m.Eval = func(ctx context.Context, q measure.Query) ([]measure.Row, error) {
		return f.each(ctx, m, q, func(p *Project, row measure.Row) (out []measure.Row) {
			for _, s := range p.Stakes {
				r := row
				r.Period, r.Label, r.Flags, r.Note = s.Date, p.ID+": "+s.Holder, []string{s.State}, s.According
				if s.Share == nil {
					r.Missing, r.Why = true, p.Source+" gives no share of "+s.Holder
				} else {
					r.Value = *s.Share
				}
				out = append(out, r)
			}
			return out
		})
	}
	return m
}

package arms

import (
	"dyad/lake"
	"dyad/lake/table"
	"dyad/measure"
)

// Register is the table of deals and their deliveries.
var Register = &table.Table{
	Name: "arms", Title: "a delivery of arms: what was handed over in a year, or over the years of a deal",
	Columns: []table.Column{
		{Name: "layout", Kind: table.Code, Required: true, Doc: "year: a row a deal and year; deal: a row a deal, its years not split"},
		{Name: "deal", Kind: table.Code, Doc: "the publisher's number of the deal"},
		{Name: "supplier", Kind: table.Economy, Doc: "empty for one that is no economy"},
		{Name: "supplier_name", Kind: table.Text, Required: true, Doc: "as printed"},
		{Name: "recipient", Kind: table.Economy, Doc: "empty for one that is no economy"},
		{Name: "recipient_name", Kind: table.Text, Required: true, Doc: "as printed"},
		{Name: "designation", Kind: table.Text, Doc: "of the weapon"},
		{Name: "description", Kind: table.Text},
		{Name: "category", Kind: table.Text, Doc: "the publisher's; empty in the layout by deals"},
		{Name: "ordered", Kind: table.Period, Doc: "year of the order"},
		{Name: "number_ordered", Kind: table.Number, Unit: "pieces"},
		{Name: "number", Kind: table.Number, Unit: "pieces", Doc: "delivered in the row's years"},
		{Name: "delivered_from", Kind: table.Period, Required: true},
		{Name: "delivered_to", Kind: table.Period, Required: true},
		{Name: "delivered", Kind: table.Text, Required: true, Doc: "every year of delivery, as 2018; 2019"},
		{Name: "status", Kind: table.Text, Doc: "new, second hand, second hand but modernized"},
		{Name: "licensed", Kind: table.Code, Doc: "yes or no: produced in the recipient's country; empty where the layout does not say"},
		{Name: "unit_new", Kind: table.Number, Unit: "TIV", Doc: "of a new piece"},
		{Name: "unit_value", Kind: table.Number, Unit: "TIV", Doc: "of a piece as delivered"},
		{Name: "value", Kind: table.Number, Unit: "TIV", Doc: "of what was delivered in the row's years"},
		{Name: "flags", Kind: table.Flag, Doc: "order_year_estimated, number_estimated, number_ordered_estimated, delivery_year_estimated, product_differs"},
		{Name: "comment", Kind: table.Text},
	},
	Order: []string{"supplier_name", "recipient_name", "delivered_from", "ordered", "designation"},
	Parts: []string{"supplier_name", "recipient_name"},
}

// Totals is the table of the publisher's own sums.
var Totals = &table.Table{
	Name: "arms_total", Title: "the volume of arms that an economy supplied or received in a year",
	Columns: []table.Column{
		{Name: "economy", Kind: table.Economy, Doc: "empty for one that is no economy"},
		{Name: "name", Kind: table.Text, Required: true, Doc: "as printed"},
		{Name: "direction", Kind: table.Code, Required: true, Doc: "exports or imports"},
		{Name: "p", Kind: table.Period, Required: true},
		{Name: "value", Kind: table.Number, Unit: "TIV", Required: true, Doc: "in whole numbers"},
		{Name: "flags", Kind: table.Flag, Doc: "below_half: a printed 0, between 0 and 0.5"},
	},
	Key:   []string{"direction", "name", "p"},
	Parts: []string{"direction"},
}

// Field answers from the tables of arms.
type Field struct{ lake *lake.Lake }

// New is the field of a lake; nil for its descriptions alone.
func New(l *lake.Lake) *Field { return &Field{l} }

// Tables are those that readers may fill.
func (f *Field) Tables() []*table.Table { return []*table.Table{Register, Totals} }

// Measures is the catalogue's part on arms.
func (f *Field) Measures() []*measure.Measure {
	return []*measure.Measure{f.transfers(), f.share(), f.asymmetry()}
}

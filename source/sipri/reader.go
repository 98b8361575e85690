package sipri

import (
	"bytes"
	"context"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"dyad/source"
)

const (
	licence = "© SIPRI; fair use of a limited extract with its name, see sipri.org/about/terms-and-conditions"
	noPrice = "TIV measures the capability of what was transferred; it is no price and is not comparable with trade in dollars."
)

// Reader describes the format to the registry.
func Reader() *source.Reader {
	return &source.Reader{
		Name: "sipri", ID: "sipri", Title: "Arms Transfers Database, trade register", Publisher: "SIPRI", URL: "https://www.sipri.org/databases/armstransfers", Licence: licence,
		Tables:  []string{"arms"},
		Files:   "SIPRI's trade register as CSV, in the layout of 16 columns or in that of 17",
		Example: "trade-register.csv",
		Caveats: []source.Caveat{{Text: noPrice, Measures: []string{"arms."}}, {Text: "Major conventional arms alone: no small arms, ammunition, services or most components.", Measures: []string{"arms."}}},
		Knows:   knows, Open: open,
	}
}

func knows(_ string, head source.Head) (int, string) {
	first := head.First
	switch {
	case bytes.Contains(first, []byte("SIPRI AT Database ID,Supplier,Recipient")):
		return 96, "the header of SIPRI's register (17 columns)"
	case bytes.Contains(first, []byte("Recipient,Supplier,Year of order,")):
		return 96, "the header of SIPRI's register (16 columns)"
	}
	return 0, ""
}

func open(files []source.File, o source.Options) (source.Dataset, error) {
	return source.Dataset{Meta: o.Meta, Table: "arms", Files: files, Stream: stream, Reading: "1"}, nil
}

func stream(_ context.Context, in source.Input, out source.Sink) error {
	return Table(in, out, []string{"Supplier", "Recipient"}, func(header []string) (func(Record) error, error) {
		r := &register{out: out, header: header, rows: out.Table("arms", "layout", "deal", "supplier", "supplier_name", "recipient", "recipient_name", "designation", "description", "category",
			"ordered", "number_ordered", "number", "delivered_from", "delivered_to", "delivered", "status", "licensed", "unit_new", "unit_value", "value", "flags", "comment")}
		read, must := r.perYear, []string{"SIPRI AT Database ID", "Designation", "Order date", "Numbers delivered", "Delivery year", "Status", "TIV deal unit", "TIV delivery values", "Local production"}
		if r.at("SIPRI AT Database ID") < 0 {
			read, must = r.perDeal, []string{"Year of order", "Weapon designation", "Number delivered", "Year(s) of delivery", "status", "SIPRI TIV per unit", "SIPRI TIV of delivered weapons"}
		}
		for _, m := range must {
			if r.at(m) < 0 {
				return nil, fmt.Errorf("the register has no column %q", m)
			}
		}
		return read, nil
	})
}

type register struct {
	out    source.Sink
	rows   source.Writer
	header []string
}

func (r *register) at(column string) int { return slices.Index(r.header, column) }

// perYear reads a row of the layout of 17 columns.
func (r *register) perYear(rec Record) error {
	get := func(column string) string { return rec.Cell(r.at(column)) }
	var flags []string
	for column, flag := range map[string]string{"Order date is estimate": "order_year_estimated", "Numbers delivered is estimate": "number_estimated", "Delivery year is estimate": "delivery_year_estimated"} {
		if get(column) == "Yes" {
			flags = append(flags, flag)
		}
	}
	year := get("Delivery year")
	licensed := map[string]string{"Yes": "yes", "No": "no"}[get("Local production")]
	return r.row(rec, fields{"year", get("SIPRI AT Database ID"), get("Supplier"), get("Recipient"), get("Designation"), get("Description"), get("Armament category"),
		get("Order date"), "", get("Numbers delivered"), []string{year}, get("Status"), licensed, get("SIPRI estimate"), get("TIV deal unit"), get("TIV delivery values"), ""}, flags)
}

// perDeal reads a row of the layout of 16 columns. The unnamed column behind a
// column has its "?".
func (r *register) perDeal(rec Record) error {
	get := func(column string) string { return rec.Cell(r.at(column)) }
	var flags []string
	for column, flag := range map[string]string{"Year of order": "order_year_estimated", "Number ordered": "number_ordered_estimated", "Number delivered": "number_estimated"} {
		switch mark := rec.Cell(r.at(column) + 1); mark {
		case "":
		case "?":
			flags = append(flags, flag)
		default:
			r.out.Reject(rec.Line, column, mark, "behind it stands neither nothing nor a ?: the columns are displaced")
			return nil
		}
	}
	var years []string
	for y := range strings.SplitSeq(get("Year(s) of delivery"), ";") {
		if y = strings.TrimSpace(y); y != "" {
			years = append(years, y)
		}
	}
	if len(years) == 0 {
		r.out.Apart("not delivered yet")
		return nil
	}
	return r.row(rec, fields{"deal", "", get("Supplier"), get("Recipient"), get("Weapon designation"), get("Weapon description"), "",
		get("Year of order"), get("Number ordered"), get("Number delivered"), years, get("status"), "", "", get("SIPRI TIV per unit"), get("SIPRI TIV of delivered weapons"), get("Comments")}, flags)
}

// fields are what a row of either layout says.
type fields struct {
	layout, deal, supplier, recipient, designation, description, category string
	ordered, numberOrdered, number                                        string
	delivered                                                             []string
	status, licensed, unitNew, unit, value, comment                       string
}

func (r *register) row(rec Record, f fields, flags []string) error {
	if f.supplier == "" || f.recipient == "" {
		r.out.Reject(rec.Line, "Supplier", f.supplier, "who supplies whom is not said")
		return nil
	}
	for _, y := range f.delivered {
		if n, err := strconv.Atoi(y); err != nil || n < 1900 || n > 2100 {
			r.out.Reject(rec.Line, "Delivery year", y, "is no year")
			return nil
		}
	}
	if differs(f.number, f.unit, f.value) {
		flags = append(flags, "product_differs")
	}
	slices.Sort(flags)
	slices.Sort(f.delivered)
	return r.rows.Row(rec.Line, f.layout, f.deal, Actor(f.supplier, r.out), f.supplier, Actor(f.recipient, r.out), f.recipient, f.designation, f.description, f.category,
		orNil(f.ordered), orNil(f.numberOrdered), orNil(f.number), f.delivered[0], f.delivered[len(f.delivered)-1], strings.Join(f.delivered, "; "), f.status, f.licensed,
		orNil(f.unitNew), orNil(f.unit), orNil(f.value), strings.Join(flags, ","), f.comment)
}

func orNil(text string) any {
	if text == "" {
		return nil
	}
	return text
}

// differs says that number times unit is not the value within the rounding of
// both to two places.
func differs(number, unit, value string) bool {
	n, err1 := strconv.ParseFloat(number, 64)
	u, err2 := strconv.ParseFloat(unit, 64)
	v, err3 := strconv.ParseFloat(value, 64)
	return err1 == nil && err2 == nil && err3 == nil && math.Abs(n*u-v) > 0.005*(n+1)+1e-9
}

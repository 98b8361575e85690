package register

import (
	"slices"
	"strings"

	"dyad/source"
	"dyad/source/sheet"
)

// readCSV reads the form with a line for each milestone: what is said of a
// project stands on its first line, further lines with its id add milestones.
// Parties are written as CHN:lender;RUS:borrower.
func readCSV(in source.Input, out source.Sink, w *writers) error {
	var order []*entry
	byID := map[string]*entry{}
	err := sheet.CSV(in, out, []string{"id", "title", "kind", "parties", "status", "date"}, func(r *sheet.Record) error {
		line := int(r.Line)
		e := byID[r.Get("id")]
		if e == nil {
			e = &entry{line: line, text: map[string]string{}, number: map[string]float64{}}
			order, byID[r.Get("id")] = append(order, e), e
			for _, key := range slices.Concat(textKeys, numberKeys) {
				if v := r.Get(key); v != "" {
					e.text[key] = v
					e.single(line, key, v)
				}
			}
			for _, p := range strings.FieldsFunc(r.Get("parties"), func(c rune) bool { return c == ';' }) {
				name, side, _ := strings.Cut(p, ":")
				e.add("parties", line, map[string]string{"economy": strings.TrimSpace(name), "side": strings.TrimSpace(side)}, nil)
			}
			e.text["same_as"] = r.Get("same_as")
		}
		if r.Get("status") != "" {
			e.add("milestones", line, map[string]string{"status": r.Get("status"), "date": r.Get("date"), "planned": r.Get("planned"), "according": r.Get("according"), "members": r.Get("status_members")}, nil)
		}
		return nil
	})
	if err != nil {
		return err
	}
	for _, e := range order {
		if e.fault == nil {
			e.check()
		}
		if f := e.fault; f != nil {
			out.Reject(int64(f.line), f.where, f.value, f.what)
			continue
		}
		if err := w.write(e); err != nil {
			return err
		}
	}
	return nil
}

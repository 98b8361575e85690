package cli

import (
	"strings"

	"dyad/measure"
)

// fewEmpty is how many years without anything are still tableRow one by one.
const fewEmpty = 3

// tableRow is a row as a table shows it; when is its period, or that of several.
type tableRow struct {
	measure.Row
	when string
}

// each lists every row by itself.
func each(rows []measure.Row) []tableRow {
	out := make([]tableRow, len(rows))
	for i, r := range rows {
		out[i] = tableRow{r, r.Period.String()}
	}
	return out
}

// folded are rows for people: the years before the first and after the last
// value of all, where they are many, stand in one line that says so.
func folded(rows []measure.Row) []tableRow {
	first, last := 0, 0
	for _, r := range rows {
		if r.Missing {
			continue
		}
		if first == 0 || r.Year < first {
			first = r.Year
		}
		last = max(last, r.Year)
	}
	if first == 0 {
		return each(rows)
	}
	side := func(r measure.Row) string {
		where := "within"
		switch {
		case r.Year < first:
			where = "before"
		case r.Year > last:
			where = "after"
		}
		return strings.Join([]string{where, r.Measure, r.A, r.B, r.Source, r.Vintage, r.Label}, "|")
	}
	var out []tableRow
	for i := 0; i < len(rows); {
		j := i + 1
		for j < len(rows) && side(rows[j]) == side(rows[i]) {
			j++
		}
		from, to := rows[i].Year, rows[j-1].Year
		if strings.HasPrefix(side(rows[i]), "within") || to-from < fewEmpty {
			out = append(out, each(rows[i:j])...)
		} else {
			r := rows[i]
			r.View, r.Reporter, r.Flags, r.Note = "", "", nil, ""
			r.Why = "no observation in any of these years"
			out = append(out, tableRow{r, r.Period.String() + "–" + rows[j-1].Period.String()})
		}
		i = j
	}
	return out
}

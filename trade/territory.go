package trade

import (
	"dyad/economy"
	"dyad/measure"
)

// TerritoryBreak flags the first year with a value after an economy's territory
// changed under the same name, as Germany's in 1990.
const TerritoryBreak = "territory_break"

// sayTerritory says of each row which territory a name stood for then, and marks
// the year in which another begins.
func sayTerritory(rows []measure.Row, q measure.Query) {
	for _, code := range []economy.Code{q.A, q.B} {
		t, ok := economy.RedrawnOf(code)
		if !ok {
			continue
		}
		before := map[string]bool{} // who gives a value of the earlier territory
		for i := range rows {
			r := &rows[i]
			if r.Missing {
				continue
			}
			if words := t.In(r.Year); words != "" {
				r.Note = notes(r.Note, words)
				before[r.Key()] = true
			} else if before[r.Key()] {
				delete(before, r.Key())
				r.Flags = join(r.Flags, []string{TerritoryBreak})
				r.Note = notes(r.Note, string(code)+": "+t.Label+"; before, "+t.Before)
			}
		}
	}
}

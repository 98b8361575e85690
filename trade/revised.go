package trade

import (
	"context"

	"dyad/economy"
	"dyad/lake"
	"dyad/measure"
	"dyad/period"
)

// Revision is one whole flow that two releases of a source give differently.
// Known says whether each of the two gives a value.
type Revision struct {
	Exporter, Importer       economy.Code
	Period                   period.Period
	View                     measure.View
	Earlier, Later           float64
	KnownEarlier, KnownLater bool
}

// Revised lists what the later of two releases of a source changed in the flows
// between two economies, either of which may be a group.
func Revised(ctx context.Context, l *lake.Lake, source, earlier, later string, a, b economy.Code) ([]Revision, error) {
	as := append(everMembers(a), everMembers(b)...)
	var out []Revision
	err := l.Each(ctx, SQL("revised", as, nil, 0), []any{source, earlier, source, later}, func(r *lake.Row) error {
		v := Revision{Exporter: economy.Code(r.Text(0)), Importer: economy.Code(r.Text(1)), Period: period.OfMonth(int(r.Int(2)), int(r.Int(3))), View: measure.View(r.Text(4))}
		v.Earlier, v.KnownEarlier = r.Number(5)
		v.Later, v.KnownLater = r.Number(6)
		out = append(out, v)
		return nil
	})
	return out, err
}

package named

import (
	"context"

	"dyad/figure"
	"dyad/measure"
	"dyad/period"
)

// monthly is total trade by the month, where a source has months.
var monthly = Maker{Name: "monthly", About: "total trade by the month, as each side reports it", Needs: "months of trade between the two, as reporters publish them",
	Make: func(ctx context.Context, a Ask) (figure.Chart, []measure.Row, error) {
		a.Freq = period.Month
		chart, rows, err := total.Make(ctx, a)
		if lines, ok := chart.(figure.Lines); ok {
			lines.Name = "monthly"
			chart = lines
		}
		return chart, rows, err
	}}

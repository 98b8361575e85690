package trade

import (
	"context"
	"dyad/lake"
	"fmt"
)

// vintages finds what the vintages of a source have in common.
func (l *lakeLedger) vintages(ctx context.Context) ([]Finding, error) {
	several := map[string]int{}
	most := 0
	for _, s := range l.lake.Sources() {
		several[s.ID]++
		most = max(most, several[s.ID])
	}
	if most < 2 {
		return nil, nil
	}
	var out []Finding
	err := l.lake.Each(ctx, query("vintages"), nil, func(row *lake.Row) error {
		source, earlier, later := row.Text(0), row.Text(1), row.Text(2)
		n, _ := row.Number(3)
		same, _ := row.Number(4)
		moved, _ := row.Number(5)
		out = append(out, Finding{Kind: SameFigures, Source: source, Vintage: later, Value: percent(same, n),
			Text: fmt.Sprintf("Of %.0f observations that the vintages %s and %s of %s both have, %.0f are the same and %.0f moved by more than one per cent.",
				n, earlier, later, source, same, moved)})
		return nil
	})
	return out, err
}

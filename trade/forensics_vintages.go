package trade

import (
	"context"
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
	rows, err := l.lake.Query(ctx, query("vintages"))
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []Finding
	for rows.Next() {
		var source, earlier, later string
		var n, same, moved float64
		if err := rows.Scan(&source, &earlier, &later, &n, &same, &moved); err != nil {
			return nil, err
		}
		out = append(out, Finding{Kind: SameFigures, Source: source, Vintage: later, Value: percent(same, n),
			Text: fmt.Sprintf("Of %.0f observations that the vintages %s and %s of %s both have, %.0f are the same and %.0f moved by more than one per cent.",
				n, earlier, later, source, same, moved)})
	}
	return out, rows.Err()
}

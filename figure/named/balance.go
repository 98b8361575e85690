package named

import (
	"context"
	"fmt"

	"dyad/economy"
	"dyad/figure"
	"dyad/measure"
)

// balance shows A's balance by each account and shades the years of conflict.
var balance = Maker{Name: "balance", About: "the trade balance by each report, with the years in which they disagree about the sign", Needs: needsTrade,
	Make: func(ctx context.Context, a Ask) (figure.Chart, []measure.Row, error) {
		rows, source, others, err := a.rowsOf(ctx, "trade.balance", nil, false)
		if err != nil {
			return nil, nil, err
		}
		groups := known(bySayer(rows))
		years := ConflictYears(rows)
		name, partner := label(string(a.A)), label(string(a.B))
		owner := economy.Possessive(name)
		f := a.frame("balance", source, others, needsTrade, rows...)
		f.Title = fmt.Sprintf("%s balance of trade with %s", owner, partner)
		if len(years) > 0 {
			f.Title = fmt.Sprintf("Who has the surplus? The reports disagree in %s", Words(years))
		}
		f.Subtitle = fmt.Sprintf("%s balance of goods trade with %s at current prices, %s. Above zero %s sells more than it buys", owner, partner, covering(groups), name)
		if len(years) > 0 {
			f.Subtitle += ". Shaded: the reports disagree about the sign"
		}
		f.Unit = "USD"
		c := figure.Bars{Frame: f, Shade: bands(years), Above: owner + " surplus", Below: owner + " deficit"}
		for _, g := range groups {
			c.Series = append(c.Series, a.account(g))
		}
		return c, rows, nil
	}}

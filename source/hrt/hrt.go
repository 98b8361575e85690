// Package hrt reads the workbook of Horn, Reinhart and Trebesch's debts owed to
// China: what each economy owes at the end of each year, in US dollars and as a
// share of its output.
package hrt

import (
	"context"
	"slices"
	"strings"

	"dyad/source"
	"dyad/source/sheet"
)

var columns = []string{"Country", "ISO", "Year", "ChinaDebt_USD", "ChinaDebt_GDP"}

// Reader describes the format to the registry.
func Reader() *source.Reader {
	return &source.Reader{
		Name: "hrt", ID: "hrt", Title: "China Debt Stock Database", Publisher: "Horn, Reinhart and Trebesch", URL: "https://www.nber.org/papers/w26050",
		Licence: "cite Horn, Reinhart and Trebesch (2019), China's Overseas Lending, NBER working paper 26050",
		Tables:  []string{"debt_stock"},
		Files:   "Horn–Reinhart–Trebesch debt stocks owed to China, Excel (Country, ISO, Year, ChinaDebt_USD, ChinaDebt_GDP)",
		Example: "ChinaDebtStockDatabase.xlsx",
		Caveats: []source.Caveat{{Text: "Estimated from commitments and their terms; portfolio debt and private credit of firms are left out."}},
		Knows: func(name string, h source.Head) (int, string) {
			if h.Workbook() && slices.ContainsFunc([]string{"hrt", "HRT", "DebtStock"}, func(s string) bool { return strings.Contains(name, s) }) {
				return 70, "a workbook of the name"
			}
			return 0, ""
		},
		Open: func(files []source.File, o source.Options) (source.Dataset, error) {
			return source.Dataset{Meta: o.Meta, Table: "debt_stock", Files: files, Stream: read, Reading: "1"}, nil
		},
	}
}

func read(_ context.Context, in source.Input, out source.Sink) error {
	w := out.Table("debt_stock", "debtor", "creditor", "p", "value", "share", "note")
	return sheet.Workbook(in, columns, func(_ string, r *sheet.Record) error {
		debtor := r.Get("ISO")
		if debtor == "" {
			debtor = r.Get("Country")
		}
		return w.Row(r.Line, debtor, "CHN", r.Get("Year"), r.Get("ChinaDebt_USD"), r.Get("ChinaDebt_GDP"), r.Get("Comment"))
	})
}

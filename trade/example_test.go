package trade

import (
	"context"
	"fmt"

	"dyad/measure"
)

// China and Russia in 2009, in USD million (IMF, Direction of Trade Statistics,
// release to 2020): each says that the other has the surplus.
func ExampleTrade_Measures() {
	flow := func(exporter, importer string, view measure.View, value float64) Flow {
		return Flow{Exporter: exporter, Importer: importer, Year: 2009, Product: Total, View: view, Value: value * 1e6, Source: "imf-dots"}
	}
	ledger := memory{
		flow("CHN", "RUS", measure.ByExporter, 17517.9), flow("RUS", "CHN", measure.ByImporter, 21102.6), // as China reports
		flow("RUS", "CHN", measure.ByExporter, 16092.7), flow("CHN", "RUS", measure.ByImporter, 22884.6), // as Russia reports
	}
	catalogue, err := measure.NewCatalogue(New(ledger).Measures())
	if err != nil {
		fmt.Println(err)
		return
	}
	rows, err := catalogue.Eval(context.Background(), "trade.balance", measure.Query{A: "CHN", B: "RUS"})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, r := range rows {
		fmt.Println(r.By(), r.Text(), r.Flags)
	}
	// Output:
	// CHN (imf-dots) −3.6 bn [sign_conflict]
	// RUS (imf-dots) 6.8 bn [sign_conflict]
}

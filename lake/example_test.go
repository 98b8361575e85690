package lake_test

import (
	"context"
	"fmt"
	"os"

	"dyad/lake"
	"dyad/source"
	"dyad/source/tidy"
)

func Example() {
	ctx := context.Background()
	dir, err := os.MkdirTemp("", "lake")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer os.RemoveAll(dir)
	file := source.File{Name: "trade.csv", Data: []byte(`reporter,partner,year,flow,value
China,Russia,2017,export,43.3
Russia,China,2017,import,48.1
China,Russia,2018,export,
`)}
	d, err := tidy.Open([]source.File{file}, tidy.Options{Meta: source.Meta{ID: "example", Vintage: "2018"}, Scale: "1e9"})
	if err != nil {
		fmt.Println(err)
		return
	}
	report, err := lake.Import(ctx, dir, d, lake.ImportOptions{})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(report.Source.Rows, "rows,", report.Source.Gaps, "without a value")

	l, err := lake.Open(ctx, dir)
	if err != nil {
		fmt.Println(err)
		return
	}
	defer l.Close()
	err = l.Each(ctx, "SELECT year, view, valuation, value_usd FROM trade_total WHERE exporter = ? AND importer = ? ORDER BY year, view",
		[]any{"CHN", "RUS"}, func(row *lake.Row) error {
			fmt.Println(row.Values()...)
			return nil
		})
	if err != nil {
		fmt.Println(err)
	}
	// Output:
	// 3 rows, 1 without a value
	// 2017 exporter FOB 4.33e+10
	// 2017 importer CIF 4.81e+10
	// 2018 exporter FOB <nil>
}

package figure_test

import (
	"fmt"
	"os"
	"strings"

	"dyad/figure"
)

func ExampleLines() {
	chart := figure.Lines{
		Frame: figure.Frame{Name: "exports", Title: "Exports of Germany to Poland", Subtitle: "Two reports", Unit: "USD", Sources: []string{"Invented"}},
		Series: []figure.Series{
			{Name: "Germany → Poland", Detail: "Germany’s report", Economy: figure.First, Report: figure.ByExporter,
				Points: []figure.Point{{X: 2018, Y: 7.4e10}, {X: 2019, Y: 7.3e10}, {X: 2020, Missing: true}}},
			{Name: "Germany → Poland", Detail: "Poland’s report", Economy: figure.First, Report: figure.ByImporter,
				Points: []figure.Point{{X: 2018, Y: 7.1e10}, {X: 2019, Y: 6.9e10}, {X: 2020, Y: 6.8e10}}},
		},
	}
	fmt.Println(chart.Describe())
	if err := figure.CSV(os.Stdout, chart); err != nil {
		fmt.Println(err)
	}
	var svg strings.Builder
	if err := figure.SVG(&svg, chart, figure.Options{Width: 360, Embed: true, ID: "exports"}); err != nil {
		fmt.Println(err)
	}
	fmt.Println(strings.Contains(svg.String(), "US$ billion"))
	// Output:
	// Line chart, 2018 to 2020, US$ billion. Germany → Poland, Germany’s report: from 74 in 2018 to 73 in 2019. 1 of 3 values missing. Germany → Poland, Poland’s report: from 71 in 2018 to 68 in 2020.
	// year,"Germany → Poland, Germany’s report [USD]","Germany → Poland, Poland’s report [USD]"
	// 2018,74000000000,71000000000
	// 2019,73000000000,69000000000
	// 2020,,68000000000
	// true
}

func ExampleScale() {
	divisor, word := figure.Scale(2.3e9, -4e10)
	fmt.Println(divisor, word)
	// Output: 1e+09 billion
}

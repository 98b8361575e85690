package tidy_test

import (
	"fmt"

	"dyad/source"
	"dyad/source/tidy"
)

func ExampleOpen() {
	file := source.File{Name: "trade.csv", Data: []byte("Reporter;Partner;Year;Flow;value_musd\nCHN;RUS;2017;X;43321.2\n")}
	d, err := tidy.Open([]source.File{file}, tidy.Options{
		Meta:  source.Meta{ID: "my-source"},
		Map:   []string{"value=value_musd"},
		Scale: "1e6",
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	head, _ := source.Peek(file)
	columns, _ := d.Match(head.Columns)
	fmt.Println(columns[source.Reporter], columns[source.Value])
	// Output: Reporter value_musd
}

package frame_test

import (
	"fmt"
	"strings"

	"dyad/regress/formula"
	"dyad/regress/frame"
)

func ExampleReadCSV() {
	f, err := formula.Parse("trade ~ log(dist) | exporter")
	if err != nil {
		fmt.Println(err)
		return
	}
	data, err := frame.ReadCSV(strings.NewReader("exporter,importer,trade,dist\nCHN,RUS,12.5,5795\nRUS,CHN,NA,5795\n"), "panel.csv", f.Uses())
	if err != nil {
		fmt.Println(err)
		return
	}
	trade, _ := data.Numbers("trade")
	codes, names, _ := data.Codes("exporter")
	fmt.Println(trade, names[codes[1]])
	// Output: [12.5 NaN] RUS
}

package source_test

import (
	"fmt"

	"dyad/source"
)

func ExampleDataset_Party() {
	d := source.Dataset{}
	for _, label := range []string{"russia", "643", "World", "_EU"} {
		p, err := d.Party(label)
		fmt.Println(p.Code, p.Aggregate, err)
	}
	// Output:
	// RUS false <nil>
	// RUS false <nil>
	// WLD true <nil>
	// _EU true <nil>
}

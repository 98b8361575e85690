package proportion_test

import (
	"fmt"

	"dyad/stat/proportion"
)

// Of 21 agreements above a billion dollars ten were carried out.
func ExampleWilson() {
	share, err := proportion.Wilson(10, 21, 0.95)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("%.3f (%.3f to %.3f)\n", share.Estimate, share.Lower, share.Upper)
	// Output: 0.476 (0.283 to 0.676)
}

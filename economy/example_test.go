package economy_test

import (
	"errors"
	"fmt"

	"dyad/economy"
)

func ExampleResolve() {
	for _, s := range []string{"russia", "643", "842", "Côte d’Ivoire", "Soviet Union", "EU"} {
		e, err := economy.Resolve(s)
		fmt.Println(e.Code, e.Name, err)
	}
	_, err := economy.Resolve("Rusia")
	var unknown *economy.UnknownError
	if errors.As(err, &unknown) {
		fmt.Println(unknown.Suggestions[0])
	}
	// Output:
	// RUS Russia <nil>
	// RUS Russia <nil>
	// USA United States <nil>
	// CIV Côte d'Ivoire <nil>
	// SUN Soviet Union <nil>
	// EU European Union <nil>
	// Russia
}

func ExampleResolveIn() {
	byM49, _ := economy.ResolveIn(economy.M49, "710")
	byCOW, _ := economy.ResolveIn(economy.COW, "710")
	then, _ := economy.ResolveInYear(economy.COW, "365", 1980)
	fmt.Println(byM49.Name, byCOW.Name, then.Name)
	// Output: South Africa China Soviet Union
}

func ExampleMembers() {
	fmt.Println(len(economy.Members("EU", 2003)), len(economy.Members("EU", 2004)), len(economy.Members("EU", 2020)))
	fmt.Println(economy.Members("EAEU", 2015))
	// Output:
	// 15 25 27
	// [ARM BLR KAZ KGZ RUS]
}

func ExampleMemberships() {
	for _, m := range economy.Memberships("BRICS")[:5] {
		fmt.Println(m.Member, m.From)
	}
	// Output:
	// BRA 2009-06-16
	// CHN 2009-06-16
	// IND 2009-06-16
	// RUS 2009-06-16
	// ZAF 2010-12-24
}

func ExampleReporting() {
	fmt.Println(economy.Reporting("EU", 1970))
	// Output: [BEL BLX DEU FRA FRG ITA LUX NLD]
}

func ExampleDistance() {
	km, _ := economy.Distance("CHN", "RUS")
	border, _ := economy.Contiguous("CHN", "RUS")
	fmt.Printf("%.0f km, common land border: %v\n", km, border)
	// Output: 5791 km, common land border: true
}

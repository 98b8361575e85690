package economy

import (
	_ "embed"
	"sync"
)

//go:embed data/memberships.csv
var membershipsCSV string

//go:embed data/borders.csv
var bordersCSV string

type membershipIndex struct {
	byGroup, byMember map[Code][]Membership
}

func readMemberships() membershipIndex {
	index := membershipIndex{map[Code][]Membership{}, map[Code][]Membership{}}
	err := eachRow("memberships.csv", membershipsCSV, 6, func(f []string) error {
		m := Membership{Code(f[0]), Code(f[1]), f[2], f[3], f[4], f[5]}
		index.byGroup[m.Group] = append(index.byGroup[m.Group], m)
		index.byMember[m.Member] = append(index.byMember[m.Member], m)
		return nil
	})
	if err != nil {
		panic("economy: embedded data: " + err.Error())
	}
	return index
}

// borders holds each land border once, the smaller code first.
var borders = sync.OnceValue(func() map[[2]Code]bool {
	out := make(map[[2]Code]bool, 512)
	err := eachRow("borders.csv", bordersCSV, 2, func(f []string) error {
		out[[2]Code{Code(f[0]), Code(f[1])}] = true
		return nil
	})
	if err != nil {
		panic("economy: embedded data: " + err.Error())
	}
	return out
})

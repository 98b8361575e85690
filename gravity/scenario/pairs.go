package scenario

import (
	"fmt"
	"slices"

	"dyad/economy"
)

// pairs lists the positions in the matrices a change acts on.
func (x *experiment) pairs(path string, c Change) ([]int, error) {
	n := len(x.names)
	seen := make([]bool, n*n)
	resolve := func(where string, e economies) ([]int, error) {
		if e.all {
			all := make([]int, n)
			for i := range all {
				all[i] = i
			}
			return all, nil
		}
		var out []int
		for k, name := range e.list {
			at := fmt.Sprintf("%s[%d]", where, k)
			if members, err := x.members(at, name); err != nil {
				return nil, err
			} else if members != nil {
				out = append(out, members...)
				continue
			}
			i, err := x.index(at, name)
			if err != nil {
				return nil, err
			}
			out = append(out, i)
		}
		return out, nil
	}
	cross := func(from, to []int) {
		for _, i := range from {
			for _, j := range to {
				if i != j {
					seen[i*n+j] = true
				}
			}
		}
	}
	switch {
	case len(c.Between) > 0:
		list, err := resolve(path+".between", economies{list: c.Between})
		if err != nil {
			return nil, err
		}
		if len(list) < 2 {
			return nil, x.scenario.fault(path+".between", "between needs two economies or more", "between: [CAN, JPN]")
		}
		cross(list, list)
	case len(c.Pairs) > 0:
		for k, p := range c.Pairs {
			from, err := resolve(fmt.Sprintf("%s.pairs[%d]", path, k), economies{list: p[:1]})
			if err != nil {
				return nil, err
			}
			to, err := resolve(fmt.Sprintf("%s.pairs[%d]", path, k), economies{list: p[1:]})
			if err != nil {
				return nil, err
			}
			cross(from, to)
		}
	default:
		from, err := resolve(path+".from", c.From)
		if err != nil {
			return nil, err
		}
		to, err := resolve(path+".to", c.To)
		if err != nil {
			return nil, err
		}
		cross(from, to)
		if c.Both {
			cross(to, from)
		}
	}
	var out []int
	for k, yes := range seen {
		if yes {
			out = append(out, k)
		}
	}
	return out, nil
}

// members are the countries of a group in the baseline year, nil when the name
// is a country of the data or no group.
func (x *experiment) members(path, name string) ([]int, error) {
	position := map[string]int{}
	for i, n := range x.names {
		if n == name {
			return nil, nil
		}
		position[n] = i
	}
	group := false
	for _, code := range economy.Groups() {
		group = group || string(code) == name
	}
	if !group {
		return nil, nil
	}
	if x.scenario.Year == 0 {
		return nil, x.scenario.fault(path, name+" is a group; its members depend on the year", "name the baseline year: year: 2019")
	}
	out := []int{}
	members := economy.Reporting(economy.Code(name), x.scenario.Year)
	for _, code := range members {
		if i, ok := position[string(code)]; ok {
			out = append(out, i)
		}
	}
	if len(out) == 0 {
		return nil, x.scenario.fault(path, fmt.Sprintf("no member of %s in %d is in the data", name, x.scenario.Year), "check the year and the countries' codes, or name countries of the data")
	}
	if note := fmt.Sprintf("%s: %d of its %d members of %d are in the data", name, len(out), len(members), x.scenario.Year); !slices.Contains(x.groups, note) {
		x.groups = append(x.groups, note)
	}
	return out, nil
}

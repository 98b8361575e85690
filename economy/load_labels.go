package economy

import (
	"fmt"
	"strconv"
)

func (c *register) readLabels() error {
	return eachRow("labels.csv", labelsCSV, 5, func(f []string) error {
		i, ok := c.byCode[Code(f[2])]
		if !ok {
			return fmt.Errorf("%q means unknown code %q", f[1], f[2])
		}
		scheme := Scheme(f[0])
		if f[3] == "" && f[4] == "" {
			if scheme == Name {
				c.economies[i].Aliases = append(c.economies[i].Aliases, f[1])
			}
			return c.addLabel(scheme, f[1], i)
		}
		from, err := optionalInt(f[3])
		if err != nil {
			return err
		}
		to, err := optionalInt(f[4])
		if err != nil {
			return err
		}
		c.addDatedLabel(scheme, f[1], dated{from, to, i})
		return nil
	})
}

// addOwnLabels enters the codes and names that stand in economies.csv itself.
func (c *register) addOwnLabels(i int) error {
	e := &c.economies[i]
	present := e.Kind == State || e.Kind == Territory
	if len(e.Code) == 3 && (present || e.Kind == Former) {
		if err := c.addLabel(ISO3, string(e.Code), i); err != nil {
			return err
		}
		if present && e.Code != "MCO" { // Comtrade's MCO is a residual, see labels.csv
			if err := c.addLabel(ComtradeISO, string(e.Code), i); err != nil {
				return err
			}
		}
	}
	if e.ISO2 != "" {
		if err := c.addLabel(ISO2, e.ISO2, i); err != nil {
			return err
		}
	}
	for _, n := range [...]struct {
		scheme Scheme
		number int
	}{{M49, e.M49}, {COW, e.COW}, {Comtrade, e.Comtrade}, {CEPII, e.CEPII}} {
		if n.number == 0 {
			continue
		}
		if err := c.addLabel(n.scheme, strconv.Itoa(n.number), i); err != nil {
			return err
		}
	}
	if err := c.addLabel(Name, e.Name, i); err != nil || e.Official == "" {
		return err
	}
	return c.addLabel(Name, e.Official, i)
}

// addLabel enters one label and refuses one that already means another economy.
func (c *register) addLabel(scheme Scheme, label string, i int) error {
	index, key := c.byName, ""
	if scheme == Name {
		key = fold(label)
	} else {
		key = canonical(scheme, label)
		if _, ok := c.dated[schemeKey{scheme, key}]; ok {
			return nil // labels.csv says more
		}
		if index = c.byLabel[scheme]; index == nil {
			return fmt.Errorf("unknown scheme %q", scheme)
		}
	}
	if have, ok := index[key]; ok && have != i {
		return fmt.Errorf("%s %q means both %s and %s", scheme, label, c.economies[have].Code, c.economies[i].Code)
	}
	index[key] = i
	c.keep(scheme, label, dated{index: i})
	return nil
}

// addDatedLabel enters one meaning of a label that has several over time. The
// rows of a label stand in order of time, so that the last one remains.
func (c *register) addDatedLabel(scheme Scheme, label string, d dated) {
	key := schemeKey{scheme, canonical(scheme, label)}
	c.dated[key] = append(c.dated[key], d)
	c.byLabel[scheme][key.label] = d.index
	c.keep(scheme, label, d)
}

func (c *register) keep(scheme Scheme, label string, d dated) {
	if c.keepLabels {
		c.labels = append(c.labels, LabelRow{scheme, label, c.economies[d.index].Code, d.from, d.to})
	}
}

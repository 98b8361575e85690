package economy

import (
	"embed"
	"fmt"
	"sort"
	"strconv"
	"strings"
	"sync"
)

//go:embed data/*.csv
var files embed.FS

// cat is the catalogue with its indexes. Values are positions in economies.
type cat struct {
	economies []Economy // ordered by code
	labels    []LabelRow
	byCode    map[Code]int
	byLabel   map[schemeKey]int
	byName    map[string]int // folded
}

// catalogue reads the embedded files on first use. They are part of the
// program and covered by its tests, so a fault in them is a panic.
var catalogue = sync.OnceValue(func() *cat {
	c, err := readCatalogue()
	if err != nil {
		panic("economy: embedded data: " + err.Error())
	}
	return c
})

func readCatalogue() (*cat, error) {
	c := &cat{
		byCode:  make(map[Code]int, 400),
		byLabel: make(map[schemeKey]int, 3000),
		byName:  make(map[string]int, 3000),
	}
	if err := c.readEconomies(); err != nil {
		return nil, err
	}
	if err := c.readCapitals(); err != nil {
		return nil, err
	}
	for i := range c.economies {
		if err := c.addOwnLabels(i); err != nil {
			return nil, err
		}
	}
	if err := c.readLabels(); err != nil {
		return nil, err
	}
	sort.Slice(c.labels, func(i, j int) bool {
		if c.labels[i].Scheme != c.labels[j].Scheme {
			return c.labels[i].Scheme < c.labels[j].Scheme
		}
		return c.labels[i].Label < c.labels[j].Label
	})
	return c, nil
}

func (c *cat) readEconomies() error {
	err := eachRow("data/economies.csv", 16, func(f []string) error {
		kind, err := parseKind(f[3])
		if err != nil {
			return err
		}
		e := Economy{
			Code: Code(f[0]), Name: f[1], Official: f[2], Kind: kind, ISO2: f[4],
			Parent: Code(f[11]), Successors: codes(f[12]), StandsFor: codes(f[13]),
			Source: f[14], Note: f[15],
		}
		for i, target := range []*int{&e.M49, &e.COW, &e.Comtrade, &e.CEPII, &e.From, &e.To} {
			if f[5+i] == "" {
				continue
			}
			if *target, err = strconv.Atoi(f[5+i]); err != nil {
				return fmt.Errorf("%s: %w", e.Code, err)
			}
		}
		c.economies = append(c.economies, e)
		return nil
	})
	if err != nil {
		return err
	}
	sort.Slice(c.economies, func(i, j int) bool { return c.economies[i].Code < c.economies[j].Code })
	for i, e := range c.economies {
		if _, twice := c.byCode[e.Code]; twice {
			return fmt.Errorf("economies.csv: %s stands twice", e.Code)
		}
		c.byCode[e.Code] = i
	}
	return nil
}

func (c *cat) readCapitals() error {
	return eachRow("data/capitals.csv", 4, func(f []string) error {
		i, ok := c.byCode[Code(f[0])]
		if !ok {
			return fmt.Errorf("capitals.csv: unknown code %q", f[0])
		}
		lat, err := strconv.ParseFloat(f[2], 64)
		if err != nil {
			return err
		}
		lon, err := strconv.ParseFloat(f[3], 64)
		if err != nil {
			return err
		}
		c.economies[i].Capital, c.economies[i].Lat, c.economies[i].Lon = f[1], lat, lon
		return nil
	})
}

// addOwnLabels enters the codes and names that stand in economies.csv itself.
func (c *cat) addOwnLabels(i int) error {
	e := &c.economies[i]
	if len(e.Code) == 3 && (e.Kind == State || e.Kind == Territory || e.Kind == Former) {
		if err := c.addLabel(ISO3, string(e.Code), i); err != nil {
			return err
		}
	}
	if e.ISO2 != "" {
		if err := c.addLabel(ISO2, e.ISO2, i); err != nil {
			return err
		}
	}
	for _, n := range []struct {
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
	if err := c.addLabel(Name, e.Name, i); err != nil {
		return err
	}
	if e.Official == "" {
		return nil
	}
	return c.addLabel(Name, e.Official, i)
}

func (c *cat) readLabels() error {
	return eachRow("data/labels.csv", 3, func(f []string) error {
		i, ok := c.byCode[Code(f[2])]
		if !ok {
			return fmt.Errorf("labels.csv: %q means unknown code %q", f[1], f[2])
		}
		scheme := Scheme(f[0])
		if scheme == Name {
			c.economies[i].Aliases = append(c.economies[i].Aliases, f[1])
		}
		return c.addLabel(scheme, f[1], i)
	})
}

// addLabel enters one label and refuses one that already means another economy.
func (c *cat) addLabel(scheme Scheme, label string, i int) error {
	if scheme == Name {
		key := fold(label)
		if have, ok := c.byName[key]; ok && have != i {
			return fmt.Errorf("name %q means %s and %s", label, c.economies[have].Code, c.economies[i].Code)
		}
		c.byName[key] = i
	}
	key := schemeKey{scheme, label}
	if scheme != Name {
		key.label = canonical(scheme, label)
	}
	if have, ok := c.byLabel[key]; ok {
		if have != i {
			return fmt.Errorf("%s %q means %s and %s", scheme, label, c.economies[have].Code, c.economies[i].Code)
		}
		return nil
	}
	c.byLabel[key] = i
	c.labels = append(c.labels, LabelRow{scheme, label, c.economies[i].Code})
	return nil
}

type membershipIndex struct {
	byGroup, byMember map[Code][]Membership
}

var memberships = sync.OnceValue(func() membershipIndex {
	index := membershipIndex{map[Code][]Membership{}, map[Code][]Membership{}}
	err := eachRow("data/memberships.csv", 6, func(f []string) error {
		m := Membership{Code(f[0]), Code(f[1]), f[2], f[3], f[4], f[5]}
		index.byGroup[m.Group] = append(index.byGroup[m.Group], m)
		index.byMember[m.Member] = append(index.byMember[m.Member], m)
		return nil
	})
	if err != nil {
		panic("economy: embedded data: " + err.Error())
	}
	return index
})

// borders holds each land border once, the smaller code first.
var borders = sync.OnceValue(func() map[[2]Code]bool {
	out := make(map[[2]Code]bool, 400)
	err := eachRow("data/borders.csv", 2, func(f []string) error {
		out[[2]Code{Code(f[0]), Code(f[1])}] = true
		return nil
	})
	if err != nil {
		panic("economy: embedded data: " + err.Error())
	}
	return out
})

func parseKind(s string) (Kind, error) {
	for kind, name := range kindNames {
		if name == s {
			return kind, nil
		}
	}
	return 0, fmt.Errorf("unknown kind %q", s)
}

func codes(s string) []Code {
	if s == "" {
		return nil
	}
	var out []Code
	for part := range strings.SplitSeq(s, " ") {
		out = append(out, Code(part))
	}
	return out
}

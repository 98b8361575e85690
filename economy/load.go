package economy

import (
	_ "embed"
	"fmt"
	"sort"
	"strconv"
	"strings"
	"sync"
)

//go:embed data/economies.csv
var economiesCSV string

//go:embed data/capitals.csv
var capitalsCSV string

//go:embed data/labels.csv
var labelsCSV string

// register is the catalogue with its indexes. Values are positions in economies.
type register struct {
	economies  []Economy  // ordered by code
	labels     []LabelRow // only where keepLabels
	keepLabels bool
	byCode     map[Code]int
	byLabel    map[Scheme]map[string]int // the present or last meaning; not for names
	dated      map[schemeKey][]dated     // labels whose meaning changed
	byName     map[string]int            // folded
}

// dated is one meaning of a label for a span of years, 0 being open.
type dated struct{ from, to, index int }

// labelRows is every label as spelt. Few programs ask for it, so it is not
// kept with the catalogue but read again.
var labelRows = sync.OnceValue(func() []LabelRow {
	return mustRead(true).labels
})

// mustRead reads the embedded files. They are part of the program and covered by
// its tests, so a fault in them is a panic.
func mustRead(keepLabels bool) *register {
	c, err := readCatalogue(keepLabels)
	if err != nil {
		panic("economy: embedded data: " + err.Error())
	}
	return c
}

func readCatalogue(keepLabels bool) (*register, error) {
	c := &register{
		economies:  make([]Economy, 0, 400),
		keepLabels: keepLabels,
		byCode:     make(map[Code]int, 400),
		byLabel:    make(map[Scheme]map[string]int),
		dated:      make(map[schemeKey][]dated),
		byName:     make(map[string]int, 2500),
	}
	for _, scheme := range Schemes() {
		if scheme != Name {
			c.byLabel[scheme] = make(map[string]int, 350)
		}
	}
	if err := c.readEconomies(); err != nil {
		return nil, err
	}
	if err := c.readCapitals(); err != nil {
		return nil, err
	}
	if err := c.readLabels(); err != nil {
		return nil, err
	}
	for i := range c.economies {
		if err := c.addOwnLabels(i); err != nil {
			return nil, err
		}
	}
	return c, nil
}

func (c *register) readEconomies() error {
	err := eachRow("economies.csv", economiesCSV, 16, func(f []string) error {
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
			if *target, err = optionalInt(f[5+i]); err != nil {
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

func (c *register) readCapitals() error {
	return eachRow("capitals.csv", capitalsCSV, 5, func(f []string) error {
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

// optionalInt reads a number; an empty field is 0.
func optionalInt(s string) (int, error) {
	if s == "" {
		return 0, nil
	}
	return strconv.Atoi(s)
}

package gravity

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"dyad/economy"
	"dyad/internal/hint"
	"dyad/regress/formula"
	"dyad/regress/frame"
)

// Covariates is a table of things about directed pairs, perhaps by year, such
// as CEPII's Gravity and GeoDist files: exporter in a column iso3_o, iso_o,
// exporter or origin, importer in iso3_d, iso_d, importer or destination, and
// year if there is one. Economies are codes or names that the catalogue knows
// (CEPII's ROM is ROU). A pair that the table lacks has missing values.
type Covariates struct {
	Source string
	terms  []formula.Term
	names  []string
	values map[string][]float64
	row    map[covariateKey]int32
	yearly bool
}

type covariateKey struct {
	exporter, importer string
	year               int
}

// ReadCovariates reads the columns that terms need, written as in a formula:
// "comlang_off + log(tariff + 1)".
func ReadCovariates(path, terms string) (*Covariates, error) {
	f, err := formula.Parse("value ~ " + terms)
	if err != nil {
		return nil, err
	}
	if f.Offset != nil || len(f.Effects) > 0 || len(f.Terms) == 0 {
		return nil, hint.New(hint.Usage, "covariates", "only terms joined by + are possible here", "comlang_off + log(tariff + 1)")
	}
	names, err := frame.Names(path)
	if err != nil {
		return nil, err
	}
	exporter := firstOf(names, "iso3_o", "iso_o", "exporter", "origin")
	importer := firstOf(names, "iso3_d", "iso_d", "importer", "destination")
	if exporter == "" || importer == "" {
		return nil, hint.New(hint.Data, path, "the table has no columns for exporter and importer", "name them iso3_o and iso3_d, or exporter and importer")
	}
	c := &Covariates{Source: path, terms: f.Terms, values: map[string][]float64{}, row: map[covariateKey]int32{}, yearly: slices.Contains(names, "year")}
	u := formula.Uses{Use: map[string]formula.Use{exporter: formula.AsIdentity, importer: formula.AsIdentity}, Order: []string{exporter, importer}}
	if c.yearly {
		u.Use["year"] = formula.AsNumber
		u.Order = append(u.Order, "year")
	}
	f.Outcome = formula.Number{}
	for _, name := range f.Uses().Order {
		if name == "dist" || name == "contig" {
			if !slices.Contains(names, name) {
				continue // dyad's own, see Expect
			}
		}
		if _, ok := u.Use[name]; !ok {
			u.Use[name] = formula.AsNumber
			u.Order = append(u.Order, name)
			c.names = append(c.names, name)
		}
	}
	data, err := frame.Read(path, u)
	if err != nil {
		return nil, err
	}
	return c, c.fill(data, exporter, importer)
}

func (c *Covariates) fill(data *frame.Frame, exporter, importer string) error {
	from, fromNames, err := data.Codes(exporter)
	if err != nil {
		return err
	}
	to, toNames, err := data.Codes(importer)
	if err != nil {
		return err
	}
	var years []float64
	if c.yearly {
		if years, err = data.Numbers("year"); err != nil {
			return err
		}
	}
	for _, name := range c.names {
		if c.values[name], err = data.Numbers(name); err != nil {
			return err
		}
	}
	codes := func(names []string) []string {
		out := make([]string, len(names))
		for k, name := range names {
			code, _ := identify(name)
			out[k] = string(code)
		}
		return out
	}
	fromNames, toNames = codes(fromNames), codes(toNames)
	for i := range from {
		if from[i] < 0 || to[i] < 0 || c.yearly && math.IsNaN(years[i]) {
			continue
		}
		key := covariateKey{fromNames[from[i]], toNames[to[i]], 0}
		if c.yearly {
			key.year = int(years[i])
		}
		if _, twice := c.row[key]; twice {
			what := fmt.Sprintf("two rows for %s to %s", key.exporter, key.importer)
			if c.yearly {
				what += fmt.Sprintf(" in %d", key.year)
			}
			return hint.New(hint.Data, c.Source, what, "keep one row for each directed pair, and year if the table has a column year")
		}
		c.row[key] = int32(i)
	}
	return nil
}

// column is a covariate for every row of the panel, NaN where the table has none.
func (c *Covariates) column(name string, p *panel) []float64 {
	out := make([]float64, len(p.value))
	values := c.values[name]
	for k := range out {
		out[k] = math.NaN()
		key := covariateKey{string(p.codes[p.exporter[k]]), string(p.codes[p.importer[k]]), 0}
		if c.yearly {
			key.year = p.year[k]
		}
		if row, ok := c.row[key]; ok {
			out[k] = values[row]
		}
	}
	return out
}

// geography is the great-circle distance between capitals in km and the common
// land border (0, 1) for every row of the panel, NaN where it is not known.
func geography(p *panel) (distance, border []float64) {
	n := len(p.names)
	type fact struct{ distance, border float64 }
	known := make([]fact, n*n)
	done := make([]bool, n*n)
	distance, border = make([]float64, len(p.value)), make([]float64, len(p.value))
	for k := range p.value {
		at := int(p.exporter[k])*n + int(p.importer[k])
		if !done[at] {
			a, b := p.codes[p.exporter[k]], p.codes[p.importer[k]]
			var f fact
			f.distance, f.border = between(a, b)
			known[at], done[at] = f, true
		}
		distance[k], border[k] = known[at].distance, known[at].border
	}
	return distance, border
}

// between is the distance and the border of two economies, NaN where not known.
func between(a, b economy.Code) (distance, border float64) {
	distance, border = math.NaN(), math.NaN()
	if km, ok := economy.Distance(a, b); ok && km > 0 {
		distance = km
	}
	if yes, ok := contiguous(a, b); ok {
		border = 0
		if yes {
			border = 1
		}
	}
	return distance, border
}

func firstOf(names []string, wanted ...string) string {
	for _, w := range wanted {
		for _, n := range names {
			if strings.EqualFold(n, w) {
				return n
			}
		}
	}
	return ""
}

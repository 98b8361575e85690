package scenario

import "dyad/internal/numeral"

// Records is the simulation for programs: a row for each country, changes in
// per cent; with draws every change has its limits.
func (s *Simulation) Records() [][]string {
	header := []string{"country", "output", "exports_before", "imports_before", "domestic_before"}
	for _, name := range []string{"conditional_exports", "conditional_imports", "full_exports", "full_imports", "full_domestic", "price", "consumer_price", "real_output", "welfare"} {
		if header = append(header, name); s.Draws > 0 {
			header = append(header, name+"_lower", name+"_upper")
		}
	}
	out := [][]string{header}
	for _, c := range s.Countries {
		row := []string{c.Country, numeral.Exact(c.Output), numeral.Exact(c.Exports), numeral.Exact(c.Imports), numeral.Exact(c.Domestic)}
		for _, v := range []Interval{c.ConditionalExports, c.ConditionalImports, c.FullExports, c.FullImports, c.FullDomestic, c.Price, c.ConsumerPrice, c.RealOutput, c.Welfare} {
			if row = append(row, numeral.Exact(v.Value)); s.Draws > 0 {
				row = append(row, numeral.Exact(v.Lower), numeral.Exact(v.Upper))
			}
		}
		out = append(out, row)
	}
	return out
}

package panel

import "math"

// Dense is n exporters x n importers x years, every cell present, in the order
// exporter, importer, year.
func Dense(n, years int, seed uint64) *Panel {
	w := newWorld(n, years, seed)
	p := &Panel{}
	names := []string{"trade", "distance", "border", "language", "colony", "agreement", "currency", "sanction", "organisation"}
	for _, name := range names {
		p.Numbers = append(p.Numbers, Numbers{Name: name})
	}
	p.Groups = []Groups{{Name: "exporter_year", Count: n * years}, {Name: "importer_year", Count: n * years}, {Name: "pair", Count: n * n},
		{Name: "exporter", Count: n}, {Name: "importer", Count: n}, {Name: "year", Count: years}}
	for i := range n {
		for j := range n {
			persistent := w.source.NormFloat64()
			for t := range years {
				persistent = 0.9*persistent + 0.43*w.source.NormFloat64()
				p.number(w.outcome(w.flow(i, j, t), persistent), w.distance[i][j], w.border[i][j], w.language[i][j], w.colony[i][j],
					after(t, w.since[i][j]), after(t, w.currency[i][j]), w.sanction(i, j, t), w.organisation(i, j, t))
				p.group(i*years+t, j*years+t, i*n+j, i, j, t)
			}
		}
	}
	return p
}

// Products is a sparse and skewed product-level panel of about the given number
// of rows: each product is traded by its own pairs, few or many, and each pair
// is followed over all years, zeros included.
func Products(n, products, years, rows int, seed uint64) *Panel {
	w := newWorld(n, years, seed)
	r := w.source
	p := &Panel{}
	for _, name := range []string{"trade", "distance", "border", "language", "agreement", "sanction"} {
		p.Numbers = append(p.Numbers, Numbers{Name: name})
	}
	perProduct := float64(rows) / float64(products*years)
	exporterProduct, importerProduct := map[[3]int]int{}, map[[3]int]int{}
	pairs := map[[2]int]int{}
	number := func(m map[[3]int]int, a, b, c int) int {
		k := [3]int{a, b, c}
		g, ok := m[k]
		if !ok {
			g = len(m)
			m[k] = g
		}
		return g
	}
	p.Groups = []Groups{{Name: "exporter_product_year"}, {Name: "importer_product_year"}, {Name: "pair"},
		{Name: "exporter", Count: n}, {Name: "importer", Count: n}, {Name: "year", Count: years}, {Name: "product", Count: products}}
	for product := range products {
		advantage, taste := make([]float64, n), make([]float64, n)
		for i := range n {
			advantage[i] = 1.3 * r.NormFloat64()
			taste[i] = 0.8 * r.NormFloat64()
		}
		want := perProduct * math.Exp(0.9*r.NormFloat64()-0.405)
		// The pairs most likely to trade come first; a threshold gives the number.
		level := pairLevel(w, advantage, taste, want)
		price := 1.5 * r.NormFloat64()
		for i := range n {
			for j := range n {
				if i == j || 0.5*w.flow(i, j, 0)+advantage[i]+taste[j]+1.2*r.NormFloat64() < level {
					continue
				}
				persistent := r.NormFloat64()
				for t := range years {
					persistent = 0.9*persistent + 0.43*r.NormFloat64()
					flow := w.flow(i, j, t) + 1.5*advantage[i] + taste[j] + price - 6
					p.number(w.outcome(flow, persistent), w.distance[i][j], w.border[i][j], w.language[i][j], after(t, w.since[i][j]), w.sanction(i, j, t))
					pair, ok := pairs[[2]int{i, j}]
					if !ok {
						pair = len(pairs)
						pairs[[2]int{i, j}] = pair
					}
					p.group(number(exporterProduct, i, product, t), number(importerProduct, j, product, t), pair, i, j, t, product)
				}
			}
		}
	}
	p.Groups[0].Count, p.Groups[1].Count, p.Groups[2].Count = len(exporterProduct), len(importerProduct), len(pairs)
	return p
}

// pairLevel finds the threshold above which about the wanted number of pairs
// lies, by bisection on a smooth count.
func pairLevel(w *world, advantage, taste []float64, want float64) float64 {
	low, high := -30.0, 60.0
	for range 30 {
		middle := (low + high) / 2
		count := 0.0
		for i := 0; i < w.n; i++ {
			for j := 0; j < w.n; j += 3 {
				if i != j {
					count += 3 * 0.5 * math.Erfc((middle-0.5*w.flow(i, j, 0)-advantage[i]-taste[j])/1.2/math.Sqrt2)
				}
			}
		}
		if count > want {
			low = middle
		} else {
			high = middle
		}
	}
	return (low + high) / 2
}

func (p *Panel) number(values ...float64) {
	for c, v := range values {
		p.Numbers[c].Values = append(p.Numbers[c].Values, v)
	}
	p.Rows++
}

func (p *Panel) group(ids ...int) {
	for c, g := range ids {
		p.Groups[c].ID = append(p.Groups[c].ID, int32(g))
	}
}

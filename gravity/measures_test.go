package gravity

import (
	"dyad/economy"
	"dyad/measure"
)

func newCatalogueOf(x *Fields) (*measure.Catalogue, error) { return measure.NewCatalogue(Measures(x)) }

func queryOf(a, b string, world bool) measure.Query {
	return measure.Query{A: economy.Code(a), B: economy.Code(b), World: world}
}

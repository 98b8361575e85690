package trade

import (
	"strings"

	"dyad/measure"
)

// wordsOfGoods are the words in which sentences name the baskets. Words for goods
// that no basket holds are listed too: a sentence about them is about no other.
var wordsOfGoods = []struct{ basket, words string }{
	{"non-ferrous-metals", "non-ferrous metals|nonferrous metals"},
	{"machines-and-equipment", "machines and equipment|machinery and equipment|machinery and transport equipment"},
	{"pulp-and-paper", "pulp and paper"},
	{"consumer-goods", "consumer goods"},
	{"crude-oil", "crude oil|crude"},
	{"natural-gas", "natural gas"},
	{"pulp", "wood pulp|pulp"},
	{"hydrocarbons", "hydrocarbons|mineral fuels|mineral fuel|fuels and oils"},
	{"machinery", "machinery|machines"},
	{"chemicals", "chemicals"},
	{"fertilizers", "fertilizers|fertilisers"},
	{"wood", "wood|timber"},
	{"ores", "ores"},
	{"metals", "metals"},
	{"food", "food|foodstuffs|farm products|agricultural products"},
	{"arms", "arms|weapons|ammunition"},
	{"clothes-and-shoes", "clothes and shoes"},
}

// goodsWords are the words for the values of the parameter basket.
func goodsWords() []measure.Word {
	var out []measure.Word
	for _, g := range wordsOfGoods {
		for _, w := range strings.Split(g.words, "|") {
			out = append(out, measure.Word{Text: w, Value: g.basket})
		}
	}
	return out
}

package skeleton

import (
	"regexp"
	"slices"
	"strings"
)

// products are words for goods with the basket of package trade that holds
// them; longer words stand first, for they say more. No basket: a proposal
// would have to guess the codes.
var products = []struct {
	words  *regexp.Regexp
	basket string
}{
	{goods(`non-?ferrous metals?`), "non-ferrous-metals"},
	{goods(`machines,? (?:vehicles )?and (?:equipment|instruments)|machinery and (?:transport )?equipment`), "machines-and-equipment"},
	{goods(`pulp and paper`), "pulp-and-paper"},
	{goods(`consumer goods`), "consumer-goods"},
	{goods(`crude(?: oil)?`), "crude-oil"},
	{goods(`natural gas`), "natural-gas"},
	{goods(`wood pulp|pulp`), "pulp"},
	{goods(`hydrocarbons?|mineral fuels?|oil and gas|fuels and oils`), "hydrocarbons"},
	{goods(`machinery|machines`), "machinery"},
	{goods(`chemicals?`), "chemicals"},
	{goods(`fertili[sz]ers?`), "fertilizers"},
	{goods(`wood|timber`), "wood"},
	{goods(`ores?`), "ores"},
	{goods(`metals?`), "metals"},
	{goods(`foods?|foodstuffs?|farm products|agricultural products`), "food"},
	{goods(`arms|weapons?|ammunition`), "arms"},
	{goods(`clothes|clothing|shoes|textiles?`), "clothes-and-shoes"},
	{goods(`oil|gas|petroleum|coal|energy|fuels?|electricity|steel|iron|copper|alumini?um|nickel|gold|diamonds?|cars?|vehicles?|aircraft|ships|paper|grain|wheat|corn|soy\p{L}*|coffee|tea|fish|meat|milk|wine|sugar|cotton|electronics|telephones?|computers?|equipment|instruments|furniture|toys|medicines?|pharmaceuticals?|plastics?|rubber|minerals?|raw materials|commodities|services|technology|industrial goods|manufactur\p{L}+|products`), ""},
}

func goods(words string) *regexp.Regexp { return regexp.MustCompile(`(?i)\b(?:` + words + `)\b`) }

// basketsOf lists the baskets that a sentence names, each once; "" stands for
// goods without a basket.
func basketsOf(plain string) []string {
	var out []string
	for _, p := range products {
		if !p.words.MatchString(plain) {
			continue
		}
		plain = p.words.ReplaceAllStringFunc(plain, func(m string) string { return strings.Repeat(" ", len(m)) })
		if !slices.Contains(out, p.basket) {
			out = append(out, p.basket)
		}
	}
	return out
}

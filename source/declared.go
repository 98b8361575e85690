package source

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
)

// Declared is what the header of a column says of the unit of its numbers.
type Declared struct {
	Currency string // "USD", or the word of another; "" where none is named
	Power    int    // of ten: 3 for thousands
	Weight   string // "kg", "100 kg" or "t"; "" where no weight is named
	Rest     string // the other words of the header
}

var (
	multiples = map[string]int{"thousand": 3, "thousands": 3, "thsd": 3, "ths": 3, "000": 3, "000s": 3, "1000": 3, "million": 6, "millions": 6, "mn": 6, "mio": 6, "mil": 6, "mill": 6, "mln": 6, "1000000": 6,
		"billion": 9, "billions": 9, "bn": 9, "bln": 9, "mrd": 9}
	brief      = map[string]int{"k": 3, "t": 3, "th": 3, "m": 6, "mm": 6, "b": 9} // beside a currency alone
	dollars    = []string{"usd", "us$", "$", "dollar", "dollars", "usdollar", "usdollars"}
	currencies = []string{"eur", "euro", "euros", "€", "gbp", "£", "sterling", "rub", "rur", "rouble", "roubles", "ruble", "rubles", "cny", "rmb", "yuan", "renminbi",
		"jpy", "yen", "¥", "inr", "rupee", "rupees", "chf", "francs", "cad", "c$", "aud", "a$", "nzd", "sgd", "s$", "hkd", "hk$", "krw", "brl", "r$", "pln", "sek", "nok", "dkk", "czk",
		"huf", "mxn", "zar", "kzt", "uah", "byn", "xdr", "sdr", "lcu", "ecu", "dem"}
	weights  = map[string]string{"kg": "kg", "kgs": "kg", "kilogram": "kg", "kilograms": "kg", "kilos": "kg", "100kg": "100 kg", "tonne": "t", "tonnes": "t", "ton": "t", "tons": "t"}
	compound = regexp.MustCompile(`^(1000|k|t|th|m|mn|mio|mil|mln|b|bn)?(usd|us\$|\$|eur|€|gbp|£|rub|cny|rmb|jpy|yen|¥)(1000|k|m|mn|mio|mil|mln|b|bn)?$`)
)

// DeclaredIn reads a header as value_kusd, "US$ Mil", "Trade Value 1000USD",
// VALUE_IN_EUROS or "Netweight (kg)".
func DeclaredIn(header string) Declared {
	var d Declared
	var rest, short []string
	words := strings.FieldsFunc(strings.ToLower(header), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune("$€£¥", r)
	})
	for _, w := range words {
		n, multiple := multiples[w]
		weight, isWeight := weights[w]
		m := compound.FindStringSubmatch(w)
		switch {
		case multiple:
			d.Power += n
		case isWeight:
			d.Weight = weight
		case slices.Contains(dollars, w):
			d.Currency = "USD"
		case slices.Contains(currencies, w):
			d.Currency = w
		case m != nil:
			d.Currency = m[2]
			if slices.Contains(dollars, m[2]) {
				d.Currency = "USD"
			}
			for _, part := range []string{m[1], m[3]} {
				d.Power += multiples[part] + brief[part]
			}
		case brief[w] > 0 && len(words) > 1:
			short = append(short, w)
		default:
			rest = append(rest, w)
		}
	}
	if d.Currency != "" {
		for _, w := range short {
			d.Power += brief[w]
		}
		rest = slices.DeleteFunc(rest, func(w string) bool {
			return w == "in" || w == "of" || w == "us" || w == "current" || w == "at" || w == "prices"
		})
	} else {
		if len(short) == 1 && short[0] == "t" {
			d.Weight, short = "t", nil
		}
		rest = append(rest, short...)
	}
	d.Rest = strings.Join(rest, " ")
	return d
}

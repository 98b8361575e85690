package wording

import "strings"

const convertFirst = "convert the figure and say so in notes:"

// currency reads "US$", "$", "USD"; other currencies are an error, for the
// lake holds US dollars. A dollar sign that hangs on letters is the dollar they
// name: A$, HK$.
func (p *parser) currency() (bool, error) {
	start := p.i
	if p.mark("$") {
		if start > 0 && p.toks[start].glue && p.toks[start-1].kind == wordToken && p.toks[start-1].text != "us" {
			return false, p.fail(start-1, "amounts are in US dollars, not in "+strings.ToUpper(p.toks[start-1].text)+"$", convertFirst)
		}
		return true, nil
	}
	if p.phrase("usd") {
		p.mark("$")
		return true, nil
	}
	if p.phrase("us") {
		if p.mark("$") {
			return true, nil
		}
		p.i = start
	}
	if next := p.ahead(1); p.peek().kind == wordToken && next.kind == markToken && next.text == "$" && next.glue {
		return false, p.fail(start, "amounts are in US dollars, not in "+strings.ToUpper(p.peek().text)+"$", convertFirst)
	}
	if name := p.foreign(); name != "" {
		return false, p.fail(start, "amounts are in US dollars, not in "+name, convertFirst)
	}
	return false, nil
}

// foreign is the currency that is named next and is not the US dollar; "" where
// none is. Nothing is taken.
func (p *parser) foreign() string {
	t := p.peek()
	switch t.kind {
	case markToken:
		if strings.Contains(currencySigns, t.text) {
			return t.text
		}
	case wordToken:
		if isoCurrencies[t.text] {
			return strings.ToUpper(t.text)
		}
		if next := p.ahead(1); next.kind == wordToken && (next.text == "dollars" || next.text == "dollar") && t.text != "us" && t.text != "american" && t.text != "of" && scales[t.text] == nil && !openers[t.text] {
			return t.text + " dollars"
		}
		counted := p.i > 0 && (p.toks[p.i-1].kind == numberToken || scales[p.toks[p.i-1].text] != nil)
		if currencyNames[t.text] && (counted || t.text == "euro" || t.text == "yuan") { // "won" and "mark" are words too
			return t.text
		}
	}
	return ""
}

const currencySigns = "€£¥₽₴₩₹₺₪₫฿₦₸₼₾₱₡₲₭₮₵元円₨"

// IsCurrency says whether a word in lower case names money other than US
// dollars. Some of the words mean other things too ("real", "won", "pounds").
func IsCurrency(word string) bool { return currencyNames[word] || isoCurrencies[word] }

// currencyNames are the names of the currencies that texts on trade use.
var currencyNames = set("euro", "euros", "yuan", "renminbi", "rouble", "roubles", "ruble", "rubles", "yen", "sterling", "pound", "pounds",
	"rupee", "rupees", "franc", "francs", "krona", "kronor", "krone", "kroner", "zloty", "zlotys", "lira", "liras", "lire", "peso", "pesos",
	"real", "reais", "reals", "rand", "ringgit", "baht", "won", "dirham", "dirhams", "riyal", "riyals", "rial", "rials", "dinar", "dinars", "tenge",
	"hryvnia", "hryvnias", "som", "soms", "manat", "lari", "dram", "drams", "leu", "lei", "lev", "leva", "forint", "forints", "koruna", "korunas", "crown", "crowns",
	"shekel", "shekels", "rupiah", "dong", "kyat", "taka", "naira", "cedi", "cedis", "shilling", "shillings", "birr", "kwacha", "tugrik", "mark", "marks",
	"deutschmark", "deutschmarks", "guilder", "guilders", "peseta", "pesetas", "escudo", "escudos", "drachma", "drachmas", "sdr", "sdrs", "ecu", "ecus")

// isoCurrencies are codes of ISO 4217 but USD.
var isoCurrencies = set("aed", "aud", "azn", "bdt", "bgn", "brl", "byn", "byr", "cad", "chf", "clp", "cny", "cnh", "cop", "czk", "dkk", "dem", "dzd", "egp", "eur", "frf",
	"gbp", "gel", "hkd", "hrk", "huf", "idr", "ils", "inr", "iqd", "irr", "isk", "itl", "jpy", "kes", "kgs", "krw", "kwd", "kzt", "lkr", "mad", "mmk", "mnt", "mxn", "myr",
	"ngn", "nok", "nzd", "omr", "pen", "php", "pkr", "pln", "qar", "rmb", "ron", "rsd", "rub", "rur", "sar", "sek", "sgd", "thb", "tjs", "tmt", "tnd", "twd", "uah",
	"uzs", "vnd", "xaf", "xdr", "xof", "zar")

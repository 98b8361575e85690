package skeleton

import (
	"regexp"
	"slices"
	"strings"
	"sync"

	"dyad/claim/wording"
	"dyad/economy"
)

// demonyms are the adjectives of economies that texts on trade use often; names
// are known to package economy.
var demonyms = map[string]string{
	"chinese": "CHN", "sino": "CHN", "prc": "CHN", "russian": "RUS", "russo": "RUS", "american": "USA", "german": "DEU", "french": "FRA", "franco": "FRA",
	"british": "GBR", "anglo": "GBR", "japanese": "JPN", "indian": "IND", "indo": "IND", "polish": "POL", "italian": "ITA", "italo": "ITA", "spanish": "ESP",
	"ukrainian": "UKR", "turkish": "TUR", "turco": "TUR", "iranian": "IRN", "kazakh": "KAZ", "kazakhstani": "KAZ", "kyrgyz": "KGZ", "tajik": "TJK", "turkmen": "TKM",
	"uzbek": "UZB", "belarusian": "BLR", "brazilian": "BRA", "canadian": "CAN", "mexican": "MEX", "australian": "AUS", "south korean": "KOR", "north korean": "PRK", "south african": "ZAF", "new zealand": "NZL", "vietnamese": "VNM",
	"dutch": "NLD", "belgian": "BEL", "swiss": "CHE", "austrian": "AUT", "austro": "AUT", "hungarian": "HUN", "czech": "CZE", "slovak": "SVK", "romanian": "ROU",
	"bulgarian": "BGR", "greek": "GRC", "portuguese": "PRT", "swedish": "SWE", "norwegian": "NOR", "danish": "DNK", "finnish": "FIN", "israeli": "ISR",
	"saudi": "SAU", "egyptian": "EGY", "pakistani": "PAK", "indonesian": "IDN", "mongolian": "MNG", "moscow": "RUS", "beijing": "CHN", "washington": "USA",
	"berlin": "DEU", "paris": "FRA", "tokyo": "JPN", "warsaw": "POL", "kremlin": "RUS", "thai": "THA", "malaysian": "MYS", "philippine": "PHL", "filipino": "PHL",
	"argentine": "ARG", "chilean": "CHL", "colombian": "COL", "peruvian": "PER", "nigerian": "NGA", "kenyan": "KEN", "ethiopian": "ETH", "moroccan": "MAR", "algerian": "DZA",
	"tunisian": "TUN", "iraqi": "IRQ", "syrian": "SYR", "lebanese": "LBN", "jordanian": "JOR", "armenian": "ARM", "georgian": "GEO", "azerbaijani": "AZE", "moldovan": "MDA",
	"estonian": "EST", "latvian": "LVA", "lithuanian": "LTU", "slovenian": "SVN", "croatian": "HRV", "serbian": "SRB", "irish": "IRL", "icelandic": "ISL", "cuban": "CUB",
	"venezuelan": "VEN", "bangladeshi": "BGD", "singaporean": "SGP", "cambodian": "KHM", "burmese": "MMR",
}

// capitals are cities that stand for their governments, and short names: names as well as adjectives.
var capitals = map[string]bool{"moscow": true, "beijing": true, "washington": true, "berlin": true, "paris": true, "tokyo": true, "warsaw": true, "kremlin": true, "prc": true}

// notNames are words that resolve to an economy but mostly mean something else.
var notNames = map[string]bool{"in": true, "it": true, "is": true, "as": true, "at": true, "to": true, "us": true, "no": true, "so": true, "am": true,
	"be": true, "by": true, "me": true, "my": true, "do": true, "an": true, "world": true, "the world": true, "and": true, "or": true, "bn": true, "mn": true, "la": true, "de": true}

// adjectives are names that stand before a noun as they are: "US exports".
var adjectives = map[string]bool{"us": true, "usa": true, "uk": true, "gbr": true, "eu": true}

var word = regexp.MustCompile(`[\p{L}]+(?:'[\p{L}]+)?`)

// dotted are abbreviations with full stops; before a currency they name none.
var dotted = regexp.MustCompile(`\b(?:U\.S\.(?:A\.)?|U\.K\.|E\.U\.|P\.R\.C\.)(?: ?\$| dollars?\b)?`)

// undotted writes U.S. as USA.
func undotted(s string) string {
	return dotted.ReplaceAllStringFunc(s, func(m string) string {
		code := map[string]string{"U.S.": "USA", "U.S.A.": "USA", "U.K.": "GBR", "E.U.": "EU", "P.R.C.": "PRC"}[m]
		if code == "" {
			return m
		}
		return code
	})
}

// readable is a sentence with printed signs made equal and citations taken out.
func readable(s string) string {
	return wording.Normalise(undotted(blank(wording.Normalise(s))))
}

// mention is an economy at its place in a readable sentence, in bytes.
type mention struct {
	code       string
	from, to   int
	possessive bool // Germany's
	demonym    bool // German: no name, but stands before what is Germany's
	adjective  bool // a name that may stand so too: "US exports"
}

// owns says whether what follows may be the economy's.
func (m mention) owns() bool { return m.possessive || m.demonym || m.adjective }

// name says whether the economy is named, as in "to Germany".
func (m mention) name() bool { return !m.possessive && !m.demonym }

// economies finds the economies of a readable sentence in order, each once.
func economies(s string) []string {
	var out []string
	for _, m := range mentions(s) {
		if !slices.Contains(out, m.code) {
			out = append(out, m.code)
		}
	}
	return out
}

// mentions finds every mention of an economy in a readable sentence, in order.
func mentions(plain string) []mention {
	words := word.FindAllStringIndex(plain, -1)
	var out []mention
	for i := 0; i < len(words); {
		taken := 0
		for n := min(longestName, len(words)-i); n > 0; n-- {
			if m, ok := mentionAt(plain, words[i:i+n]); ok {
				out = append(out, m)
				taken = n
				break
			}
		}
		i += max(1, taken)
	}
	return out
}

const longestName = 6 // words

// mentionAt reads the words as one economy.
func mentionAt(plain string, words [][]int) (mention, bool) {
	m := mention{from: words[0][0], to: words[len(words)-1][1]}
	part, rest := plain[m.from:m.to], plain[m.to:]
	switch {
	case strings.HasPrefix(rest, " dollar") && (part == "US" || part == "USA"), strings.HasPrefix(rest, "$"):
		return m, false // a currency
	case len(words) > 1 && strings.ContainsAny(part, ".;,:()"):
		return m, false
	}
	if base, cut := strings.CutSuffix(part, "'s"); cut {
		part, m.possessive = base, true
	} else if strings.HasPrefix(rest, "' ") && strings.HasSuffix(part, "s") { // the Netherlands' exports
		m.to++
		m.possessive = true
	}
	lower := strings.ToLower(part)
	if notNames[lower] && part != "US" && part != "USA" {
		return m, false
	}
	if code, ok := demonyms[lower]; ok {
		m.code, m.demonym = code, !m.possessive && !capitals[lower]
		m.adjective = capitals[lower]
		return m, true
	}
	if first := []rune(part)[0]; !isUpper(first) || len(words) == 1 && len([]rune(part)) < 4 && part != strings.ToUpper(part) {
		return m, false
	}
	if economy.Shared(part) != nil {
		return m, false // two economies have the name
	}
	code, ok := known()[lower]
	m.code, m.adjective = code, adjectives[lower]
	return m, ok
}

// known are the codes, names and aliases of present economies and of groups.
var known = sync.OnceValue(func() map[string]string {
	m := map[string]string{}
	for _, e := range economy.All() {
		if e.Kind != economy.State && e.Kind != economy.Territory && e.Kind != economy.Group {
			continue
		}
		for _, name := range append([]string{string(e.Code), e.Name, e.Official}, e.Aliases...) {
			key := strings.ToLower(wording.Normalise(name))
			if economy.Shared(name) != nil {
				continue
			}
			if _, taken := m[key]; !taken && key != "" {
				m[key] = string(e.Code)
			}
			m[strings.TrimPrefix(key, "the ")] = string(e.Code)
		}
	}
	delete(m, "")
	return m
})

func isUpper(r rune) bool {
	return strings.ToUpper(string(r)) == string(r) && strings.ToLower(string(r)) != string(r)
}

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
	"uzbek": "UZB", "belarusian": "BLR", "brazilian": "BRA", "canadian": "CAN", "mexican": "MEX", "australian": "AUS", "korean": "KOR", "vietnamese": "VNM",
	"dutch": "NLD", "belgian": "BEL", "swiss": "CHE", "austrian": "AUT", "austro": "AUT", "hungarian": "HUN", "czech": "CZE", "slovak": "SVK", "romanian": "ROU",
	"bulgarian": "BGR", "greek": "GRC", "portuguese": "PRT", "swedish": "SWE", "norwegian": "NOR", "danish": "DNK", "finnish": "FIN", "israeli": "ISR",
	"saudi": "SAU", "egyptian": "EGY", "pakistani": "PAK", "indonesian": "IDN", "mongolian": "MNG", "moscow": "RUS", "beijing": "CHN", "washington": "USA",
	"berlin": "DEU", "paris": "FRA", "tokyo": "JPN", "warsaw": "POL", "brussels": "EU", "kremlin": "RUS", "european": "EU",
}

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

// mention is an economy at its place in a readable sentence, in bytes. It owns
// what follows when it is a possessive or an adjective.
type mention struct {
	code     string
	from, to int
	owns     bool
}

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
		for n := min(4, len(words)-i); n > 0 && taken == 0; n-- {
			part := plain[words[i][0]:words[i+n-1][1]]
			whole := mention{from: words[i][0], to: words[i+n-1][1]}
			if rest := plain[whole.to:]; strings.HasPrefix(part, "USA") && strings.HasPrefix(rest, " dollar") || part == "US" && strings.HasPrefix(rest, " dollar") {
				continue
			}
			if base, cut := strings.CutSuffix(part, "'s"); cut {
				part, whole.owns = base, true
			} else if strings.HasPrefix(plain[whole.to:], "' ") { // the Netherlands' exports
				whole.to++
				whole.owns = true
			}
			lower := strings.ToLower(part)
			if notNames[lower] && part != "US" && part != "USA" {
				continue
			}
			if code, ok := demonyms[lower]; ok && n == 1 {
				whole.code, whole.owns = code, true
				out = append(out, whole)
				taken = n
				break
			}
			first := []rune(part)[0]
			if !isUpper(first) || n == 1 && len([]rune(part)) < 4 && part != strings.ToUpper(part) {
				continue
			}
			if n > 1 && strings.ContainsAny(part, ".;,:") {
				continue
			}
			if strings.EqualFold(part, "US") && strings.HasPrefix(plain[words[i+n-1][1]:], "$") {
				continue
			}
			if code, ok := known()[lower]; ok {
				whole.code = code
				whole.owns = whole.owns || adjectives[lower]
				out = append(out, whole)
				taken = n
			}
		}
		i += max(1, taken)
	}
	return out
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

package skeleton

import (
	"regexp"
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

var word = regexp.MustCompile(`[\p{L}]+(?:'[\p{L}]+)?`)

// economies finds the economies of a sentence in order, each once.
func economies(s string) []string {
	plain := wording.Normalise(s)
	words := word.FindAllStringIndex(plain, -1)
	var out []string
	add := func(code string) {
		for _, o := range out {
			if o == code {
				return
			}
		}
		out = append(out, code)
	}
	for i := 0; i < len(words); {
		taken := 0
		for n := min(4, len(words)-i); n > 0 && taken == 0; n-- {
			part := plain[words[i][0]:words[i+n-1][1]]
			part = strings.TrimSuffix(part, "'s")
			lower := strings.ToLower(part)
			if notNames[lower] && part != "US" && part != "USA" {
				continue
			}
			if code, ok := demonyms[lower]; ok && n == 1 {
				add(code)
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
				add(code)
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

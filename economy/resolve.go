package economy

import (
	"strconv"
	"strings"
)

// UnknownError says that an input names no economy, and which ones it may
// have meant, best first.
type UnknownError struct {
	Input       string
	Scheme      Scheme // empty for Resolve
	Suggestions []string
}

func (e *UnknownError) Error() string {
	var b strings.Builder
	b.WriteString("unknown economy ")
	b.WriteString(strconv.Quote(e.Input))
	if e.Scheme != "" {
		b.WriteString(" in scheme ")
		b.WriteString(string(e.Scheme))
	}
	if len(e.Suggestions) > 0 {
		b.WriteString("; did you mean ")
		b.WriteString(strings.Join(e.Suggestions, ", "))
		b.WriteString("?")
	}
	return b.String()
}

// Resolve finds the economy that s names: a code, a name or an alias, in any
// case, with or without diacritics, "the" and punctuation.
//
// Letters are tried as a code of the catalogue, as a withdrawn ISO 3166-3 code,
// as ISO 3166-1 alpha-2, as a country_id of CEPII, as the letters the IMF and
// Comtrade give to aggregates, then as a name. Digits are tried as M49 first;
// only a number that M49 never used is tried as a Comtrade or BACI code (842
// is the USA, 490 Taiwan). Correlates of War numbers and letters are never
// guessed, because they clash throughout: use ResolveIn with [COW]. Nor is 0,
// which is World in Comtrade and a missing value elsewhere. NA is Namibia.
//
// The error is an [*UnknownError].
func Resolve(s string) (Economy, error) {
	c := catalogue()
	if i, ok := c.find(s); ok {
		return c.economies[i].copy(), nil
	}
	return Economy{}, c.unknown("", s)
}

func (c *register) find(s string) (int, bool) {
	s = strings.TrimSpace(s)
	if s == "" {
		return 0, false
	}
	if digits(s) {
		key := withoutZeros(s)
		for _, scheme := range [...]Scheme{M49, Comtrade, CEPII} {
			if i, ok := c.byLabel[scheme][key]; ok && key != "0" {
				return i, true
			}
		}
		return 0, false
	}
	upper := strings.ToUpper(s)
	if i, ok := c.byCode[Code(upper)]; ok {
		return i, true
	}
	for _, scheme := range [...]Scheme{ISO3, ISO2, CEPIIID, IMF, ComtradeISO} {
		if i, ok := c.byLabel[scheme][upper]; ok && len(c.dated[schemeKey{scheme, upper}]) == 0 {
			return i, true
		}
	}
	i, ok := c.byName[fold(s)]
	return i, ok
}

func (c *register) unknown(scheme Scheme, s string) error {
	return &UnknownError{Input: s, Scheme: scheme, Suggestions: c.suggest(s)}
}

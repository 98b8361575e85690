package economy

import (
	"slices"
	"strconv"
	"strings"
)

// Scheme names a system of codes.
type Scheme string

const (
	ISO3      Scheme = "iso3"       // ISO 3166-1 alpha-3, and ISO 3166-3 for past ones
	ISO2      Scheme = "iso2"       // ISO 3166-1 alpha-2
	M49       Scheme = "m49"        // United Nations M49, numeric
	COW       Scheme = "cow"        // Correlates of War state numbers
	COWAbbrev Scheme = "cow-abbrev" // Correlates of War abbreviations (AUS is Austria)
	Comtrade  Scheme = "comtrade"   // UN Comtrade reporter and partner codes
	CEPII     Scheme = "cepii"      // numeric codes of CEPII's BACI
	CEPIIGrav Scheme = "cepii-id"   // country_id of CEPII's Gravity table (DEU.1, DEU.2)
	IMF       Scheme = "imf"        // aggregates of IMF trade statistics
	Name      Scheme = "name"       // names, in any spelling
)

// Schemes lists every scheme.
func Schemes() []Scheme {
	return []Scheme{ISO3, ISO2, M49, COW, COWAbbrev, Comtrade, CEPII, CEPIIGrav, IMF, Name}
}

// numeric schemes compare as numbers: "008", "8" and "8.0"-free integers.
func (s Scheme) numeric() bool {
	return s == M49 || s == COW || s == Comtrade || s == CEPII
}

// LabelRow says that one label of a scheme means one economy.
type LabelRow struct {
	Scheme Scheme
	Label  string
	Code   Code
}

// Mapping gives every (scheme, label) pair known, ordered by scheme, label:
// the join table of an importer. Labels stand as the sources spell them,
// numbers without leading zeros; within a scheme a label means one economy.
func Mapping() []LabelRow {
	return slices.Clone(catalogue().labels)
}

// Labels gives all labels of an economy in one scheme, for example the two
// numbers under which Comtrade has carried France.
func Labels(code Code, scheme Scheme) []string {
	var out []string
	for _, row := range catalogue().labels {
		if row.Code == code && row.Scheme == scheme {
			out = append(out, row.Label)
		}
	}
	return out
}

// ResolveIn reads a code or name in one scheme and no other. Letters match in
// any case, numbers with or without leading zeros, names as in [Resolve].
// The error is an [*UnknownError].
func ResolveIn(scheme Scheme, s string) (Economy, error) {
	c := catalogue()
	if scheme == Name {
		if i, ok := c.byName[fold(s)]; ok {
			return c.economies[i].copy(), nil
		}
		return Economy{}, c.unknown(scheme, s)
	}
	if i, ok := c.byLabel[schemeKey{scheme, canonical(scheme, s)}]; ok {
		return c.economies[i].copy(), nil
	}
	return Economy{}, c.unknown(scheme, s)
}

type schemeKey struct {
	scheme Scheme
	label  string
}

// canonical is the form in which labels of a scheme are compared.
func canonical(scheme Scheme, s string) string {
	s = strings.TrimSpace(s)
	if !scheme.numeric() {
		return strings.ToUpper(s)
	}
	if n, ok := number(s); ok {
		return strconv.Itoa(n)
	}
	return strings.ToUpper(s)
}

// number reads a run of one to nine digits.
func number(s string) (int, bool) {
	if s == "" || len(s) > 9 {
		return 0, false
	}
	for i := 0; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			return 0, false
		}
	}
	n, err := strconv.Atoi(s)
	return n, err == nil
}

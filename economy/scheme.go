package economy

import (
	"cmp"
	"slices"
	"strings"
)

// Scheme names a system of codes.
type Scheme string

const (
	ISO3        Scheme = "iso3"         // ISO 3166-1 alpha-3, and the withdrawn codes of ISO 3166-3
	ISO2        Scheme = "iso2"         // ISO 3166-1 alpha-2; also UK and EL, as Eurostat writes
	M49         Scheme = "m49"          // United Nations M49, numeric
	COW         Scheme = "cow"          // Correlates of War state numbers
	COWAbbrev   Scheme = "cow-abbrev"   // Correlates of War abbreviations (AUS is Austria)
	Comtrade    Scheme = "comtrade"     // UN Comtrade reporter and partner numbers
	ComtradeISO Scheme = "comtrade-iso" // the letters beside them (_X, S19, W00, ZA1)
	CEPII       Scheme = "cepii"        // numbers of CEPII's BACI
	CEPIIID     Scheme = "cepii-id"     // country_id of CEPII's Gravity table (DEU.1, DEU.2)
	FIPS        Scheme = "fips"         // FIPS 10-4, as GDELT writes places (CH is China, RS Russia)
	IMF         Scheme = "imf"          // aggregates of IMF trade statistics
	Name        Scheme = "name"         // names, in any spelling
)

// Schemes lists every scheme.
func Schemes() []Scheme {
	return []Scheme{ISO3, ISO2, M49, COW, COWAbbrev, Comtrade, ComtradeISO, CEPII, CEPIIID, FIPS, IMF, Name}
}

// numeric schemes compare as numbers: "008" is "8".
func (s Scheme) numeric() bool {
	return s == M49 || s == COW || s == Comtrade || s == CEPII
}

// LabelRow says that one label of a scheme means one economy, in the years
// From to To where the meaning changed over time (0 is open).
type LabelRow struct {
	Scheme   Scheme
	Label    string
	Code     Code
	From, To int
}

// Mapping gives every label of every scheme, ordered by scheme, label and
// year: the join table of an importer. Labels stand as the sources spell
// them, numbers without leading zeros. Within a scheme a label means one
// economy in any year; the few that changed (Correlates of War 365: the
// Soviet Union to 1991, Russia from 1992) have a row for each span.
func Mapping() []LabelRow {
	out := slices.Clone(labelRows())
	slices.SortFunc(out, func(a, b LabelRow) int {
		return cmp.Or(cmp.Compare(a.Scheme, b.Scheme), cmp.Compare(a.Label, b.Label), cmp.Compare(a.From, b.From))
	})
	return out
}

// ResolveIn reads a code or name in one scheme and no other. Letters match in
// any case, numbers with or without leading zeros, names as in [Resolve]. A
// label that changed its meaning has the present one here, or the last: see
// [ResolveInYear]. The error is an [*UnknownError].
func ResolveIn(scheme Scheme, s string) (Economy, error) {
	c := catalogue()
	if scheme == Name {
		if i, ok := c.byName[fold(s)]; ok {
			return c.economies[i].copy(), nil
		}
		return Economy{}, c.unknown(scheme, s)
	}
	if i, ok := c.byLabel[scheme][canonical(scheme, s)]; ok {
		return c.economies[i].copy(), nil
	}
	return Economy{}, c.unknown(scheme, s)
}

// ResolveInYear reads a code as it was meant in a year: Correlates of War 345
// is Yugoslavia in 1980, Serbia and Montenegro in 2000 and Serbia in 2010.
// Labels that never changed mean the same in every year.
func ResolveInYear(scheme Scheme, s string, year int) (Economy, error) {
	c := catalogue()
	meanings, changed := c.dated[schemeKey{scheme, canonical(scheme, s)}]
	if !changed {
		return ResolveIn(scheme, s)
	}
	for _, m := range meanings {
		if (m.from == 0 || m.from <= year) && (m.to == 0 || year <= m.to) {
			return c.economies[m.index].copy(), nil
		}
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
	if scheme.numeric() && digits(s) {
		return withoutZeros(s)
	}
	return strings.ToUpper(s)
}

// digits says whether s is a run of one to nine digits.
func digits(s string) bool {
	if s == "" || len(s) > 9 {
		return false
	}
	for i := 0; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return true
}

// withoutZeros drops leading zeros from a run of digits, but for the last.
func withoutZeros(s string) string {
	for len(s) > 1 && s[0] == '0' {
		s = s[1:]
	}
	return s
}

package source

import (
	"strings"

	"dyad/economy"
)

// NameBeside finds the column that names the economies of a column of codes:
// "Country Name" beside "Country Code", reporterDesc beside reporterCode. It is
// "" where there is none.
func NameBeside(header []string, column string) string {
	stem := plainHeader(column)
	for _, end := range []string{"code", "id", "numeric", "number", "no", "m49"} {
		if s, ok := strings.CutSuffix(stem, end); ok {
			stem = s
			break
		}
	}
	if stem == "" {
		return ""
	}
	for _, end := range []string{"name", "desc", "description", "label", "", "iso", "iso3", "country"} {
		for _, h := range header {
			if h != column && plainHeader(h) == stem+end {
				return h
			}
		}
	}
	return ""
}

func plainHeader(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, strings.ToLower(s))
}

// Contradicts says whether the name that stands beside a code is that of another
// economy than the code's. A name that the catalogue does not know contradicts
// nothing, nor does a sum.
func Contradicts(code Party, name string) (economy.Code, bool) {
	e, err := economy.Resolve(strings.TrimSpace(name))
	if err != nil || code.Aggregate || e.Kind == economy.Aggregate || e.Kind == economy.Group {
		return "", false
	}
	return e.Code, string(e.Code) != code.Code
}

// Numbered says whether a label is a number, which several schemes give to
// different economies.
func Numbered(label string) bool {
	label = strings.TrimSpace(label)
	return label != "" && strings.Trim(label, "0123456789") == ""
}

package review

import (
	"net/url"
	"regexp"
	"strings"
)

var (
	betweenNames = regexp.MustCompile(`\s*;\s*|,?\s+(?:and|et|und)\s+|\s*&\s*`)
	commaInNames = regexp.MustCompile(`\s*,\s*`)
	wholeName    = regexp.MustCompile(`\S\s+\S`)
)

// people are the authors named in a line: "A B and C D", "A B, C D", "A; B".
// A comma parts names only where both sides are whole names, for "Name, First"
// is one.
func people(line string) []string {
	var out []string
	for _, part := range betweenNames.Split(strings.TrimSpace(line), -1) {
		names := commaInNames.Split(part, -1)
		for _, n := range names {
			if !wholeName.MatchString(n) {
				names = []string{part}
				break
			}
		}
		for _, n := range names {
			if n = strings.TrimSpace(n); n != "" {
				out = append(out, n)
			}
		}
	}
	return out
}

// authors is one Person, or a list of several; nil where nobody is named.
func authors(line string) any {
	var out []map[string]any
	for _, n := range people(line) {
		out = append(out, map[string]any{"@type": "Person", "name": n})
	}
	switch len(out) {
	case 0:
		return nil
	case 1:
		return out[0]
	}
	return out
}

// WebAddress says whether an address may stand in a page: http or https with a
// host, nothing that a browser would run.
func WebAddress(address string) bool {
	u, err := url.Parse(address)
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != ""
}

func webAddress(address string) string {
	if WebAddress(address) {
		return address
	}
	return ""
}

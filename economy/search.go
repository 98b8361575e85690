package economy

import (
	"sort"
	"strings"
	"unicode/utf8"
)

// Match is an economy found by Search, with the name or code that was met.
type Match struct {
	Economy Economy
	By      string
}

// Search finds the economies that a few typed letters may mean, best first, for
// a list to choose from: exact codes, then names that begin with the letters
// (those of states first), then words within names, then aliases. Aggregates
// take part in no dyad and are left out. What begins nothing is tried as Resolve
// does, so that a slip of one letter still finds its economy.
func Search(typed string, limit int) []Match {
	// The last word is unfinished: "united st" is no saint yet. A letter behind it
	// keeps fold from reading it as a word.
	want := strings.TrimSuffix(fold(typed+"q"), "q")
	if want == "" || limit <= 0 || utf8.RuneCountInString(typed) > 100 {
		return nil
	}
	type scored struct {
		Match
		score int
	}
	var found []scored
	for _, e := range All() {
		if e.Kind == Aggregate {
			continue
		}
		if by, score, ok := meets(e, want); ok {
			found = append(found, scored{Match{e, by}, 10*score + kindOrder(e.Kind)})
		}
	}
	if len(found) == 0 {
		if e, err := Resolve(typed); err == nil && e.Kind != Aggregate {
			return []Match{{e, typed}}
		} else if unknown, ok := err.(*UnknownError); ok {
			for _, s := range unknown.Suggestions {
				if e, err := Resolve(s); err == nil && e.Kind != Aggregate {
					found = append(found, scored{Match{e, s}, len(found)})
				}
			}
		}
	}
	sort.SliceStable(found, func(i, j int) bool {
		if found[i].score != found[j].score {
			return found[i].score < found[j].score
		}
		return found[i].Economy.Name < found[j].Economy.Name
	})
	out := make([]Match, 0, min(limit, len(found)))
	for _, f := range found[:min(limit, len(found))] {
		out = append(out, f.Match)
	}
	return out
}

// meets says how well an economy answers the folded letters; 0 is best.
func meets(e Economy, want string) (by string, score int, ok bool) {
	name := fold(e.Name)
	switch {
	case want == "":
		return "", 0, false
	case name == want:
		return e.Name, 0, true
	case fold(string(e.Code)) == want || fold(e.ISO2) == want && e.ISO2 != "":
		return string(e.Code), 1, true
	}
	others := append([]string{e.Official}, e.Aliases...)
	for _, a := range others {
		if a != "" && fold(a) == want {
			return a, 1, true
		}
	}
	switch {
	case strings.HasPrefix(name, want):
		return e.Name, 2, true
	case wordBegins(e.Name, want):
		return e.Name, 3, true
	case strings.HasPrefix(fold(string(e.Code)), want):
		return string(e.Code), 4, true
	}
	for _, a := range others {
		if a != "" && (strings.HasPrefix(fold(a), want) || len(want) > 2 && wordBegins(a, want)) {
			return a, 5, true
		}
	}
	return "", 0, false
}

// wordBegins says whether some word of the name begins with the letters.
func wordBegins(name, want string) bool {
	for i, r := range name {
		if (r == ' ' || r == '-' || r == '(' || r == ',') && strings.HasPrefix(fold(name[i+utf8.RuneLen(r):]), want) {
			return true
		}
	}
	return false
}

// kindOrder puts states before territories, and former economies behind.
func kindOrder(k Kind) int {
	switch k {
	case State:
		return 0
	case Group:
		return 1
	case Territory:
		return 2
	case Region:
		return 3
	}
	return 4
}

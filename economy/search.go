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

// mostTyped is how much of what is typed is looked at: no name is longer.
const mostTyped = 100

// Search finds the economies that a few typed letters may mean, best first, for
// a list to choose from: exact names and codes, then names that begin with the
// letters, then words within names, then aliases; states before territories.
// Aggregates take part in no dyad and are left out. What begins nothing is tried
// as Resolve does, so that a slip of one letter still finds its economy.
func Search(typed string, limit int) []Match {
	if limit <= 0 || utf8.RuneCountInString(typed) > mostTyped {
		return nil
	}
	// The last word is unfinished: "united st" is no saint yet. A letter behind it
	// keeps fold from reading it as a word.
	want := strings.TrimSuffix(fold(typed+"q"), "q")
	if want == "" {
		return nil
	}
	type scored struct {
		Match
		score int
	}
	var found []scored
	for _, n := range searched() {
		if by, score, ok := n.meets(want); ok {
			found = append(found, scored{Match{n.Economy, by}, 10*score + kindOrder(n.Kind)})
		}
	}
	if len(found) == 0 {
		for i, m := range slips(typed) {
			found = append(found, scored{m, i})
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

// slips are what Resolve makes of a word, or suggests for it.
func slips(typed string) []Match {
	e, err := Resolve(typed)
	if err == nil {
		if e.Kind == Aggregate {
			return nil
		}
		return []Match{{e, typed}}
	}
	unknown, ok := err.(*UnknownError)
	if !ok {
		return nil
	}
	var out []Match
	for _, s := range unknown.Suggestions {
		if e, err := Resolve(s); err == nil && e.Kind != Aggregate {
			out = append(out, Match{e, s})
		}
	}
	return out
}

// named is an economy with its names folded once: a list to choose from is asked
// with every letter typed.
type named struct {
	Economy
	codes  []string
	name   foldedName
	others []foldedName
}

type foldedName struct {
	text, whole string
	words       []string // the rest of the name from each later word on
}

func searchable() []named {
	var out []named
	for _, e := range All() {
		if e.Kind == Aggregate {
			continue
		}
		n := named{Economy: e, codes: []string{fold(string(e.Code))}, name: foldName(e.Name)}
		if e.ISO2 != "" {
			n.codes = append(n.codes, fold(e.ISO2))
		}
		for _, a := range append([]string{e.Official}, e.Aliases...) {
			if a != "" {
				n.others = append(n.others, foldName(a))
			}
		}
		out = append(out, n)
	}
	return out
}

func foldName(name string) foldedName {
	f := foldedName{text: name, whole: fold(name)}
	for i, r := range name {
		if r == ' ' || r == '-' || r == '(' || r == ',' {
			if rest := fold(name[i+utf8.RuneLen(r):]); rest != "" {
				f.words = append(f.words, rest)
			}
		}
	}
	return f
}

func (f foldedName) wordBegins(want string) bool {
	for _, w := range f.words {
		if strings.HasPrefix(w, want) {
			return true
		}
	}
	return false
}

// meets says how well an economy answers the folded letters; 0 is best.
func (n *named) meets(want string) (by string, score int, ok bool) {
	name := n.name
	if name.whole == want {
		return name.text, 0, true
	}
	for _, c := range n.codes {
		if c == want {
			return string(n.Code), 1, true
		}
	}
	for _, a := range n.others {
		if a.whole == want {
			return a.text, 1, true
		}
	}
	switch {
	case strings.HasPrefix(name.whole, want):
		return name.text, 2, true
	case name.wordBegins(want):
		return name.text, 3, true
	case strings.HasPrefix(n.codes[0], want):
		return string(n.Code), 4, true
	}
	for _, a := range n.others {
		if strings.HasPrefix(a.whole, want) || len(want) > 2 && a.wordBegins(want) {
			return a.text, 5, true
		}
	}
	return "", 0, false
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

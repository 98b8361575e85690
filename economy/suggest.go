package economy

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"
)

const (
	maxSuggestions  = 3
	maxSuggestInput = 64 // longer inputs are not typing errors
)

// suggest gives the economies whose names are nearest to s: by
// Damerau–Levenshtein distance (optimal string alignment), at most a third of
// the length of s away, then those whose names contain s ("Korea"). For each
// it gives the short name. Aggregates are never suggested.
func (c *register) suggest(s string) []string {
	folded := fold(s)
	key := []rune(folded)
	if len(key) < 2 || len(key) > maxSuggestInput {
		return nil
	}
	limit := max(1, len(key)/3)
	nearest := map[int]int{} // economy to distance
	for name, i := range c.byName {
		if c.economies[i].Kind == Aggregate {
			continue
		}
		d := limit + 1
		if n := utf8.RuneCountInString(name); n <= len(key)+limit && n >= len(key)-limit {
			d = editDistance(key, []rune(name), limit)
		}
		if d > limit && (len(key) < 4 || !strings.Contains(name, folded)) {
			continue
		}
		if have, ok := nearest[i]; !ok || d < have {
			nearest[i] = d
		}
	}
	found := slices.SortedFunc(maps.Keys(nearest), func(a, b int) int {
		return cmp.Or(nearest[a]-nearest[b], int(c.economies[a].Kind-c.economies[b].Kind), a-b)
	})
	var out []string
	for _, i := range found[:min(maxSuggestions, len(found))] {
		out = append(out, c.economies[i].Name)
	}
	return out
}

// editDistance counts insertions, deletions, substitutions and transpositions
// of neighbours between a and b; it stops early with limit+1.
func editDistance(a, b []rune, limit int) int {
	before := make([]int, len(b)+1)
	above := make([]int, len(b)+1)
	row := make([]int, len(b)+1)
	for j := range above {
		above[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		least := i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			row[j] = min(above[j]+1, row[j-1]+1, above[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
			least = min(least, row[j])
		}
		if least > limit {
			return limit + 1
		}
		before, above, row = above, row, before
	}
	return above[len(b)]
}

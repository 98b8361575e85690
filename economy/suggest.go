package economy

import (
	"sort"
	"unicode/utf8"
)

const (
	maxSuggestions  = 3
	maxSuggestInput = 64 // longer inputs are not typing errors
)

// suggest gives the names nearest to s by Damerau–Levenshtein distance
// (optimal string alignment), at most a third of its length away.
func (c *cat) suggest(s string) []string {
	key := []rune(fold(s))
	if len(key) < 2 || len(key) > maxSuggestInput {
		return nil
	}
	limit := max(1, len(key)/3)
	type near struct{ index, distance, length int }
	best := map[int]near{}
	for name, i := range c.byName {
		n := utf8.RuneCountInString(name)
		if n > len(key)+limit || n < len(key)-limit || c.economies[i].Kind == Aggregate {
			continue
		}
		d := editDistance(key, []rune(name), limit)
		if d > limit {
			continue
		}
		if have, ok := best[i]; !ok || d < have.distance {
			best[i] = near{i, d, n}
		}
	}
	found := make([]near, 0, len(best))
	for _, n := range best {
		found = append(found, n)
	}
	sort.Slice(found, func(a, b int) bool {
		if found[a].distance != found[b].distance {
			return found[a].distance < found[b].distance
		}
		return found[a].index < found[b].index
	})
	var out []string
	for _, n := range found[:min(maxSuggestions, len(found))] {
		out = append(out, c.economies[n.index].Name)
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

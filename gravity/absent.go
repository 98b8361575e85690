package gravity

import (
	"fmt"
	"slices"
	"strings"

	"dyad/economy"
	"dyad/internal/hint"
)

// Absent says what to try where data of these years do not have an economy. Only a
// name that the catalogue does not know can be misspelt; of one it knows it
// says when it existed and who came before or after it.
func Absent(name string, have []string, first, last int) string {
	e, ok := economy.Lookup(economy.Code(name))
	if !ok {
		if near := hint.Suggest(name, have); len(near) > 0 {
			return "did you mean " + near[0] + "?"
		}
		return ""
	}
	named := func(codes []economy.Code) string {
		var here, all []string
		for _, c := range codes {
			text := fmt.Sprintf("%s (%s)", c, economy.Label(c))
			all = append(all, text)
			if slices.Contains(have, string(c)) {
				here = append(here, text)
			}
		}
		if len(here) > 0 {
			return strings.Join(here, ", ") + ", which the data have"
		}
		return strings.Join(all, ", ")
	}
	switch {
	case last != 0 && e.From > last:
		text := fmt.Sprintf("%s begins in %d", name, e.From)
		if before := economy.Predecessors(e.Code); len(before) > 0 {
			text += "; before that " + named(before)
		}
		return text
	case first != 0 && e.To != 0 && e.To < first:
		text := fmt.Sprintf("%s ends in %d", name, e.To)
		if len(e.Successors) > 0 {
			text += "; after that " + named(e.Successors)
		}
		return text
	}
	return ""
}

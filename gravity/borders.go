package gravity

import (
	"slices"

	"dyad/economy"
)

// contiguous says whether two economies share a land border. Of a former
// economy that split up, the borders are those of its successors taken
// together: the Soviet Union bordered on whatever one of them borders on. Of
// one that merged into a larger economy they are listed, for the successor
// borders on more.
func contiguous(a, b economy.Code) (yes, known bool) {
	if yes, known := economy.Contiguous(a, b); known {
		return yes, true
	}
	if list, ok := formerBorders[a]; ok {
		return touches(list, b)
	}
	if list, ok := formerBorders[b]; ok {
		return touches(list, a)
	}
	as, bs := parts(a), parts(b)
	if as == nil || bs == nil {
		return false, false
	}
	for _, x := range as {
		for _, y := range bs {
			if x == y {
				return false, false // one is a part of the other: no two economies at a time
			}
			if touch, ok := economy.Contiguous(x, y); ok && touch {
				yes = true
			}
		}
	}
	return yes, true
}

// formerBorders are the land borders of former economies that merged into a
// larger one. Source: The World Factbook 1989, land boundaries.
var formerBorders = map[economy.Code][]economy.Code{
	"DDR": {"FRG", "POL", "CSK"},
	"FRG": {"DDR", "CSK", "AUT", "CHE", "FRA", "LUX", "BEL", "BLX", "NLD", "DNK"},
	"YMD": {"SAU", "OMN", "YEM"},
}

// touches looks an economy up in a list of borders; East Germany's with one
// that carries both Germanies counts too.
func touches(list []economy.Code, other economy.Code) (yes, known bool) {
	if e, ok := economy.Lookup(other); !ok || e.Kind != economy.State && e.Kind != economy.Territory && e.Kind != economy.Former {
		return false, false
	}
	if slices.Contains(list, other) {
		return true, true
	}
	// Germany stands in the statistics for its western part before 1990
	return other == "DEU" && slices.Contains(list, "FRG"), true
}

// parts are the present economies on an economy's territory, nil where they do
// not make it up.
func parts(code economy.Code) []economy.Code {
	e, ok := economy.Lookup(code)
	switch {
	case !ok:
		return nil
	case e.Kind == economy.State || e.Kind == economy.Territory:
		return []economy.Code{code}
	case e.Kind == economy.Former && len(e.Successors) > 1 && code != "NTZ": // the Neutral Zone lay between its successors
		return e.Successors
	}
	return nil
}

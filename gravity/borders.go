package gravity

import (
	"slices"

	"dyad/economy"
)

// contiguous says whether two economies share a land border, by today's map for
// today's economies in all years (see economy.Contiguous: rivers and lakes count,
// straits and bridges do not; a territory with a code of its own has its own
// borders, and the state it belongs to does not have them). Of a former
// economy that split up, the borders are those of its successors taken
// together: the Soviet Union bordered on whatever one of them borders on. Of
// one that merged into a larger economy they are listed, for the successor
// borders on more.
func contiguous(a, b economy.Code) (yes, known bool) {
	if yes, known := economy.Contiguous(a, b); known {
		return yes, true
	}
	if formerBorders[a] != nil {
		return touches(a, b)
	}
	if formerBorders[b] != nil {
		return touches(b, a)
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
// larger one, as The World Factbook 1990 lists their land boundaries (public
// domain; pages "German Democratic Republic": Czechoslovakia 459 km, Poland
// 456 km, FRG 1,381 km; "Germany, Federal Republic of": Austria 784 km, Belgium
// 167 km, Czechoslovakia 356 km, Denmark 68 km, France 451 km, GDR 1,381 km,
// Luxembourg 138 km, Netherlands 577 km, Switzerland 334 km; "Yemen Arab
// Republic": Saudi Arabia 628 km, PDRY 581 km; "Yemen, People's Democratic
// Republic of": Oman 288 km, Saudi Arabia 830 km, YAR 581 km). BLX is Belgium
// and Luxembourg reporting as one; YEM stood for North Yemen in ISO 3166 before
// 1990. Merged economies without such a page (the two Vietnams, Sikkim, Sabah
// and Sarawak, Tanganyika and Zanzibar, the Panama Canal Zone) have no list:
// their borders are not known.
var formerBorders = map[economy.Code][]economy.Code{
	"DDR": {"FRG", "POL", "CSK"},
	"FRG": {"DDR", "CSK", "AUT", "CHE", "FRA", "LUX", "BEL", "BLX", "NLD", "DNK"},
	"YAR": {"SAU", "YMD"},
	"YMD": {"SAU", "OMN", "YAR", "YEM"},
}

// touches looks another economy up in the list of borders of a former one. What
// the former one merged into is no other economy unless the list has it: before
// 1990 Germany (DEU) stands in the statistics for its western part.
func touches(former, other economy.Code) (yes, known bool) {
	e, ok := economy.Lookup(other)
	if !ok || e.Kind != economy.State && e.Kind != economy.Territory && e.Kind != economy.Former {
		return false, false
	}
	list := formerBorders[former]
	if slices.Contains(list, other) || other == "DEU" && slices.Contains(list, "FRG") {
		return true, true
	}
	if f, ok := economy.Lookup(former); ok && slices.Contains(f.Successors, other) {
		return false, false
	}
	return false, true
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

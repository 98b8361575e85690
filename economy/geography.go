package economy

import "math"

// EarthRadius is the mean radius of the Earth in km (IUGG R1, Moritz 2000).
const EarthRadius = 6371.0088

// Distance is the great-circle distance in km between the capitals of two
// economies (for past ones that of their time), by the haversine formula on a
// sphere of radius [EarthRadius].
// It is 0 for an economy and itself, and not known where one has no capital.
// Groups and aggregates have none.
func Distance(a, b Code) (km float64, ok bool) {
	c := catalogue()
	i, foundA := c.byCode[a]
	j, foundB := c.byCode[b]
	if !foundA || !foundB {
		return 0, false
	}
	from, to := &c.economies[i], &c.economies[j]
	if !from.HasCapital() || !to.HasCapital() {
		return 0, false
	}
	return haversine(from.Lat, from.Lon, to.Lat, to.Lon), true
}

func haversine(lat1, lon1, lat2, lon2 float64) float64 {
	const radian = math.Pi / 180
	sinLat := math.Sin((lat2 - lat1) * radian / 2)
	sinLon := math.Sin((lon2 - lon1) * radian / 2)
	h := sinLat*sinLat + math.Cos(lat1*radian)*math.Cos(lat2*radian)*sinLon*sinLon
	return 2 * EarthRadius * math.Asin(math.Min(1, math.Sqrt(h)))
}

// Contiguous says whether two present states or territories share a land
// border (rivers and lakes count as land, straits and bridges do not). known
// is false for former economies, groups, regions and aggregates, for which no
// list is kept.
func Contiguous(a, b Code) (contiguous, known bool) {
	c := catalogue()
	for _, code := range []Code{a, b} {
		i, ok := c.byCode[code]
		if !ok || c.economies[i].Kind != State && c.economies[i].Kind != Territory {
			return false, false
		}
	}
	if a > b {
		a, b = b, a
	}
	return borders()[[2]Code{a, b}], true
}

package gravity

import "strconv"

// panelPlaces are of a panel of flows.
type panelPlaces struct{ p *panel }

func (x panelPlaces) Numbered() bool   { return false }
func (x panelPlaces) Header() []string { return []string{"exporter", "importer", "year"} }

func (x panelPlaces) Name(rows []int32) ([][]string, error) {
	out := make([][]string, len(rows))
	for k, r := range rows {
		out[k] = []string{x.p.names[x.p.exporter[r]], x.p.names[x.p.importer[r]], strconv.Itoa(x.p.year[r])}
	}
	return out, nil
}

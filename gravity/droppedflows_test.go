package gravity

import (
	"bytes"
	"context"
	"dyad/regress"
	"encoding/json"
	"strings"
	"testing"
)

// Flows of a panel have their economies and year.
func TestDroppedFlows(t *testing.T) {
	flows := invented()
	for k, f := range flows {
		if f.Exporter == "CHN" && f.Year == 2011 {
			flows[k].Value = 0
		}
	}
	e, err := FitFlows(context.Background(), append(flows, Flow{"DEU", "DEU", 2010, 5}), nil, regress.FitOptions{Formula: "trade ~ log(dist) | exporter^year + importer^year"})
	if err != nil {
		t.Fatal(err)
	}
	text, err := json.Marshal(e)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(text), `{"why":"an economy and itself","n":1},{"why":"only zeros in a group","n":11,"flows":["CHN `) || !strings.Contains(string(text), `"CHN RUS 2011"`) {
		t.Errorf("%s", text)
	}
	var list bytes.Buffer
	if err := regress.WriteDropped(&list, []*regress.Estimate{e}); err != nil || !strings.HasPrefix(list.String(), "model,exporter,importer,year,why\n1,CHN,") || strings.Count(list.String(), "\n") != 12 {
		t.Errorf("%v, %s", err, list.String())
	}
}

package gravity

import (
	"context"
	"math"
	"strings"
	"testing"

	"dyad/measure"
)

// The oracle is the field's own counterfactuals; what is observed is the sum of
// the flows. Each row leads to source, vintage, unit, view and query.
func TestCounterfactualMeasures(t *testing.T) {
	x := NewFields(wideLake(t))
	t.Cleanup(x.Close)
	c, err := newCatalogueOf(x)
	if err != nil {
		t.Fatal(err)
	}
	f, err := x.Field(context.Background(), Panel{})
	if err != nil {
		t.Fatal(err)
	}
	average, err := f.Average("CHN", "RUS", 2016)
	if err != nil {
		t.Fatal(err)
	}
	cheaper, err := f.Cheaper("CHN", "RUS", 2016, 0.1)
	if err != nil {
		t.Fatal(err)
	}
	years, _ := f.Years("CHN", "RUS")
	third := average.Diverted[0].Economy + "–" + average.Diverted[0].Partner
	for _, want := range []struct {
		name, scenario, a, b string
		value                float64
		unit, label          string
	}{
		{"gravity.counterfactual", "observed", "CHN", "RUS", years[1].Actual, "USD", "as observed"},
		{"gravity.counterfactual", "", "CHN", "RUS", average.After, "USD", "ties of the average dyad"},
		{"gravity.counterfactual", "cheaper", "CHN", "RUS", cheaper.After, "USD", "trade costs 10 % lower"},
		{"gravity.counterfactual_share", "observed", "CHN", "RUS", average.ShareOfB[0], "%", "as observed"},
		{"gravity.counterfactual_share", "average", "CHN", "RUS", average.ShareOfB[1], "%", "ties of the average dyad"},
		{"gravity.counterfactual_share", "cheaper", "RUS", "CHN", cheaper.ShareOfA[1], "%", "trade costs 10 % lower"},
		{"gravity.diverted", "average", "CHN", "RUS", average.Diverted[0].Change, "USD", "ties of the average dyad, " + third},
	} {
		q := queryOf(want.a, want.b, false)
		q.Years = measure.Years{From: 2016, To: 2016}
		q.Params = map[string]string{"scenario": want.scenario}
		rows, err := c.Eval(context.Background(), want.name, q)
		if err != nil || len(rows) != 1 {
			t.Fatalf("%s: %v, %v", want.name, rows, err)
		}
		r := rows[0]
		if !(math.Abs(r.Value/want.value-1) < 1e-12) || r.Unit != want.unit || r.Label != want.label || r.Source != "big" || r.Vintage != "v-big" || r.View != measure.ByImporter || !r.Has(InSample) ||
			!strings.Contains(r.Query, "source = 'big' AND view = 'importer'") || !strings.HasPrefix(r.Note, want.label+"; ") || !strings.Contains(r.Note, "PPML") {
			t.Errorf("%s %s: %+v, want %+v", want.name, want.scenario, r, want)
		}
	}
	// All years, in another view; what has no answer is missing and says why.
	q := queryOf("CHN", "RUS", false)
	q.Params = map[string]string{"view": "exporter"}
	if rows, err := c.Eval(context.Background(), "gravity.counterfactual", q); err != nil || len(rows) != 3 || rows[0].View != measure.ByExporter {
		t.Errorf("%v, %v", rows, err)
	}
	for want, pair := range map[string][2]string{"is a group": {"EU", "CHN"}, "has no trade of": {"CHN", "TUV"}} {
		rows, err := c.Eval(context.Background(), "gravity.diverted", queryOf(pair[0], pair[1], false))
		if err != nil || len(rows) != 1 || !rows[0].Missing || !strings.Contains(rows[0].Why, want) {
			t.Errorf("%v: %v, %v", pair, rows, err)
		}
	}
	q = queryOf("CHN", "RUS", false)
	q.Params = map[string]string{"scenario": "free"}
	if _, err := c.Eval(context.Background(), "gravity.counterfactual", q); err == nil {
		t.Error("an unknown scenario is answered")
	}
}

package lake

import (
	"context"
	"math"
	"testing"

	"dyad/internal/hint"
	"dyad/source"
	"dyad/source/tidy"
)

// FuzzImport brings any rows into a lake: they are kept or refused, none is
// lost, and what is kept keeps the rules. Each try starts an engine, so some
// eighty run in a second; what understands labels, codes, headers and periods
// without one has quick targets of its own in source.
func FuzzImport(f *testing.F) {
	f.Add("CHN,RUS,2017,X,43\nCHN,RUS,2017,X,43\nCHN,RUS,2018,M,\n", "1e6")
	f.Add("\"China\",\"Russian\nFederation\",2017,export,\"1,234\"\n,,,,\nCHN\n", "")
	f.Add("WLD,_0,20017,Z,1e400\r\nCHN,RUS,2017,1,0x1\n\n\"", "1.5")
	f.Fuzz(func(t *testing.T, rows, scale string) {
		d, err := tidy.Open([]source.File{{Name: "f.csv", Data: []byte(header + rows)}}, tidy.Options{Meta: source.Meta{ID: "s"}, Scale: scale})
		if err != nil {
			return
		}
		dir := t.TempDir()
		r, err := Import(context.Background(), dir, d, ImportOptions{AllowRejects: true})
		if err != nil {
			if hint.CodeOf(err) != hint.Data {
				t.Fatalf("code %d: %v", hint.CodeOf(err), err)
			}
			return
		}
		apart := int64(0)
		for _, l := range r.Source.Apart {
			apart += l.Rows
		}
		if r.Read != r.Source.Rows+r.Source.Rejected+apart || r.Source.Rows == 0 {
			t.Errorf("%d read, %d kept, %d refused", r.Read, r.Source.Rows, r.Source.Rejected)
		}
		l, err := Open(context.Background(), dir)
		if err != nil {
			t.Fatal(err)
		}
		defer l.Close()
		seen := map[[4]any]bool{}
		err = l.Each(context.Background(), "SELECT exporter, importer, year, view, value_usd FROM trade", nil, func(row *Row) error {
			key := [4]any(row.Values()[:4])
			value, there := row.Values()[4].(float64)
			if seen[key] || row.Values()[2].(int16) < 1800 || there && !(value >= 0 && value <= math.MaxFloat64) {
				t.Errorf("%v", row)
			}
			seen[key] = true
			return nil
		})
		if err != nil || int64(len(seen)) != r.Source.Rows {
			t.Errorf("%d rows of %d, %v", len(seen), r.Source.Rows, err)
		}
	})
}

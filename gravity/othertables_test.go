package gravity

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"dyad/lake"
	"dyad/lake/table"
	"dyad/source"
	"dyad/source/tidy"
)

// A larger source of another table is no panel of trade, and its years are not
// trade's. The oracle is the two files.
func TestOtherTablesAreNoPanel(t *testing.T) {
	dir := t.TempDir()
	d, err := tidy.Open([]source.File{{Name: "t.csv", Data: []byte("reporter,partner,year,flow,value\nCHN,RUS,2017,M,1\nRUS,CHN,2017,M,2\n")}}, tidy.Options{Meta: source.Meta{ID: "t", Vintage: "1"}})
	if err != nil {
		t.Fatal(err)
	}
	other := &table.Table{Name: "plan", Columns: []table.Column{{Name: "of", Kind: table.Text}, {Name: "due", Kind: table.Period}}, Key: []string{"of"}}
	plans := source.Dataset{Meta: source.Meta{ID: "a-plan", Vintage: "1"}, Table: "plan", Files: []source.File{{Name: "p", Data: []byte("p")}},
		Stream: func(_ context.Context, _ source.Input, out source.Sink) error {
			for i := range 50 {
				if err := out.Table("plan", "of", "due").Row(1, fmt.Sprint(i), "2030"); err != nil {
					return err
				}
			}
			return nil
		}}
	for _, set := range []source.Dataset{d, plans} {
		if _, err := lake.Import(context.Background(), dir, set, lake.ImportOptions{Tables: []*table.Table{other}}); err != nil {
			t.Fatal(err)
		}
	}
	l, err := lake.Open(context.Background(), dir, other)
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	p, err := Panel{}.complete(l)
	if err != nil || p.Source != "t" {
		t.Errorf("the panel is %q, %v", p.Source, err)
	}
	if _, err := (Panel{Source: "a-plan"}).complete(l); err == nil || !strings.Contains(err.Error(), "unknown source") {
		t.Errorf("a plan is a panel: %v", err)
	}
}

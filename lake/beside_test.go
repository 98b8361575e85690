package lake

import (
	"strings"
	"testing"

	"dyad/internal/hint"
	"dyad/source/tidy"
)

// Numbers of economies are held against the names beside them. 112 is Belarus in
// the United Nations' M49 and the United Kingdom in the IMF's list, 124 Canada
// and Belgium.
func TestNumbersAgreeWithNames(t *testing.T) {
	head := "Country Name,Country Code,Counterpart Country Name,Counterpart Country Code,Year,value\n"
	o := tidy.Options{Map: []string{"reporter=Country Code"}, Set: []string{"flow=X"}}
	_, err := bring(t, t.TempDir(), head+"United Kingdom,112,Belgium,124,2017,100\nJapan,158,Greece,174,2017,101\n", o, ImportOptions{})
	complains(t, err, hint.Data, "of another system", "112 is the code of BLR", `"United Kingdom" (GBR)`, "2 of 2", `--map reporter="Country Name"`)

	names := tidy.Options{Map: []string{"reporter=Country Name", "partner=Counterpart Country Name"}, Set: []string{"flow=X"}}
	dir := t.TempDir()
	if _, err := bring(t, dir, head+"United Kingdom,112,Belgium,124,2017,100\n", names, ImportOptions{}); err != nil {
		t.Fatal(err)
	}
	if got := rowsOf(t, dir, "exporter, importer) AS VARCHAR) FROM trade_total"); strings.Join(got, ";") != "GBR BEL" {
		t.Errorf("by name: %v", got)
	}
	// One wrong number among right ones is a row refused; names unknown to the catalogue prove nothing.
	text := head + "China,156,Russian Federation,643,2017,1\nGermany,276,France,251,2017,2\nUnited Kingdom,826,Ruritania,40,2017,3\nChina,156,Japan,124,2017,4\n"
	r, err := bring(t, t.TempDir(), text, o, ImportOptions{AllowRejects: true})
	if err != nil || r.Source.Rejected != 1 || len(r.Rejects) != 1 || !strings.Contains(r.Rejects[0].Reason, `124 is the code of CAN, and the column "Counterpart Country Name" says "Japan"`) {
		t.Errorf("%+v, %v", r.Rejects, err)
	}
}

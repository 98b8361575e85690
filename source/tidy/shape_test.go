package tidy

import (
	"fmt"
	"strings"
	"testing"

	"dyad/source"
)

// Headers as WITS, the World Bank, the IMF's bulk files and tradestatistics.io
// print them; the oracle is what their columns say.
func TestShapeOfAHeader(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"plain", "reporter,partner,year,flow,value\n", "skip 0"},
		{"sep=", "sep=;\nreporter;partner;year;flow;value\n", "skip 1 by ;"},
		{"a preamble", "Table 3: trade\nUpdated,2020-01-01,yes\n\nreporter,partner,year,flow,value\n", "skip 3"},
		{"years", "reporter,partner,flow,2015,2016\n", "skip 0 year 2015 2016 as value"},
		{"years of the World Bank", "Reporter,Partner,Trade Flow,2015 [YR2015],2016 [YR2016]\n", "skip 0 year 2015 2016 as value"},
		{"exports and imports", "reporter,partner,year,exports,imports\n", "skip 0 flow X M as value"},
		{"imports first, in thousands", "reporter,partner,year,Imports (US$ Thousand),Exports (US$ Thousand)\n", "skip 0 flow M X as value thousand USD"},
		{"tradestatistics", "year,reporter_iso,partner_iso,trade_value_usd_exp,trade_value_usd_imp\n", "skip 0 flow X M as value USD"},
		{"the IMF's", "Country Name,Country Code,Counterpart Country Name,Counterpart Country Code,Time Period,\"Goods, Value of Exports, Free on board (FOB), US Dollars (TXG_FOB_USD)\",\"Goods, Value of Imports, Cost, Insurance, Freight (CIF), US Dollars (TMG_CIF_USD)\",\"Goods, Value of Imports, Free on board (FOB), US Dollars (TMG_FOB_USD)\"\n",
			"skip 0 flow X M as value USD"},
		{"exports in dollars, imports in euros", "reporter,partner,year,exports_usd,imports_eur\n", "skip 0"},
		{"two of exports", "reporter,partner,year,exports,exports_fob,imports\n", "skip 0"},
	} {
		f := source.File{Name: "f.csv", Data: []byte(c.text + "a,b,c,d,e,f\n")}
		given := map[source.Field]string{}
		if strings.Contains(c.text, "Country Code") {
			given[source.Reporter] = "Country Code"
		}
		if _, err := shape(&f, given, nil); err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		got := fmt.Sprintf("skip %d", f.Shape.Skip)
		if w := f.Shape.Wide; w != nil {
			got += " " + w.Name
			for _, i := range w.Columns {
				got += " " + w.Means[w.Header[i]]
			}
			got += " as " + w.Value
		} else if f.Shape.Delimiter != 0 {
			got += " by " + string(f.Shape.Delimiter)
		}
		if got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}

// FuzzShape: whatever the text, its shape is found without a panic, and a header
// found can be read.
func FuzzShape(f *testing.F) {
	f.Add("sep=;\na;b\n", "latin1")
	f.Add("t\n\nreporter,partner,flow,2015\nCHN,RUS,X,1\n", "")
	f.Fuzz(func(t *testing.T, text, encoding string) {
		d, err := Open([]source.File{{Name: "f.csv", Data: []byte(text)}}, Options{Meta: source.Meta{ID: "s"}, Encoding: encoding})
		if err != nil {
			return
		}
		head, err := source.Peek(d.Files[0])
		if err != nil {
			t.Fatal(err)
		}
		if _, err := d.Match(head.Columns); err != nil && !head.Parquet {
			t.Fatal(err)
		}
	})
}

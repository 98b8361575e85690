package tidy

import (
	"strings"
	"testing"

	"dyad/internal/hint"
	"dyad/source"
)

func TestMatch(t *testing.T) {
	for _, c := range []struct {
		name, header, given, set string
		want                     string // field=column in the order of source.Fields
	}{
		{"plain names", "reporter,partner,year,flow,value", "", "", "reporter=reporter partner=partner flow=flow year=year value=value"},
		{"IMF file", "reporter,partner,year,flow,value_musd,flag", "value=value_musd", "",
			"reporter=reporter partner=partner flow=flow year=year value=value_musd flag=flag"},
		{"Comtrade legacy", "Classification,Year,Period,Trade Flow Code,Trade Flow,Reporter Code,Reporter,Partner Code,Partner,Commodity Code,Commodity,Netweight (kg),Trade Value (US$),Flag", "quantity=netweight (kg)", "",
			"reporter=Reporter partner=Partner flow=Trade Flow year=Year value=Trade Value (US$) quantity=Netweight (kg) product=Commodity Code classification=Classification flag=Flag"},
		{"IMF data portal", "COUNTRY,INDICATOR,COUNTERPART_COUNTRY,FREQUENCY,TIME_PERIOD,OBS_VALUE", "reporter=COUNTRY,flow=INDICATOR", "",
			"reporter=COUNTRY partner=COUNTERPART_COUNTRY flow=INDICATOR year=TIME_PERIOD value=OBS_VALUE"},
		{"gravity", "year,iso3_o,iso3_d,tradeflow_baci", "value=tradeflow_baci", "view=reconciled", "exporter=iso3_o importer=iso3_d year=year value=tradeflow_baci"},
		{"a given column is taken", "a,partner,year,flow,value,reporter", "reporter=a", "", "reporter=a partner=partner flow=flow year=year value=value"},
		{"a value that names its unit", "reporter,partner,year,flow,Trade Value 1000USD", "", "", "reporter=reporter partner=partner flow=flow year=year value=Trade Value 1000USD"},
		{"a column serves one field", "reporter,partner,year,flow,value,value_usd", "quantity=value", "",
			"reporter=reporter partner=partner flow=flow year=year value=value_usd quantity=value"},
	} {
		columns, err := match(strings.Split(c.header, ","), mustPairs(t, c.given), mustPairs(t, c.set))
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		var got []string
		for _, f := range source.Fields() {
			if columns[f] != "" {
				got = append(got, string(f)+"="+columns[f])
			}
		}
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("%s:\n%s\nwant\n%s", c.name, s, c.want)
		}
	}
}

func mustPairs(t *testing.T, s string) map[source.Field]string {
	t.Helper()
	if s == "" {
		return nil
	}
	p, err := pairs("--map", strings.Split(s, ","))
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestMatchFails(t *testing.T) {
	for _, c := range []struct {
		header, given string
		pieces        []string
	}{
		{"reporter,partner,year,flow,valeu", "", []string{"no column for value", "it has reporter, partner", "--map value=valeu"}},
		{"reporter,partner,year,flow,worth", "", []string{"no column for value", "--map value=COLUMN"}},
		{"reporter,partner,year,value", "", []string{"no column for flow", "--set flow=X"}},
		{"exporter,importer,year,value", "", []string{"no column for view", "--set view=exporter"}},
		{"a,b", "", []string{"reporter, partner, flow, year, value", "--map reporter="}},
		{"reporter,partner,year,flow,value", "value=valu", []string{`no column "valu"`, "did you mean value?"}},
		{"reporter,partner,year,flow,value,value", "", []string{`"value" 2 times`}},
		{"reporter,partner,year,flow,value,reporter", "reporter=reporter", []string{`"reporter" 2 times`}},
	} {
		_, err := match(strings.Split(c.header, ","), mustPairs(t, c.given), nil)
		if err == nil {
			t.Errorf("%s passes", c.header)
			continue
		}
		text := err.Error() + " try: " + hint.TryOf(err)
		for _, p := range c.pieces {
			if !strings.Contains(text, p) {
				t.Errorf("%s: the message lacks %q: %s", c.header, p, text)
			}
		}
	}
}

func TestOpenUsage(t *testing.T) {
	file := []source.File{{Name: "f.csv", Data: []byte("reporter,partner,year,flow,value\n")}}
	for _, c := range []struct {
		o     Options
		piece string
	}{
		{Options{Map: []string{"value"}}, `"value" is not FIELD=TEXT`},
		{Options{Map: []string{"valu=x"}}, "did you mean value"},
		{Options{Map: []string{"value=value", "value=x"}}, "names value twice"},
		{Options{Map: []string{"flow=flow"}, Set: []string{"flow=X"}}, "contradict"},
		{Options{Scale: "million"}, `"million" is not a positive number`},
		{Options{QuantityScale: "-1"}, "not a positive number"},
	} {
		_, err := Open(file, c.o)
		if hint.CodeOf(err) != hint.Usage || !strings.Contains(err.Error()+hint.TryOf(err), c.piece) {
			t.Errorf("%+v: %v", c.o, err)
		}
	}
	if _, err := Open(nil, Options{}); hint.CodeOf(err) != hint.Usage {
		t.Errorf("no file: %v", err)
	}
	d, err := Open(file, Options{})
	if err != nil || !d.IsMissing("NA") || !d.IsMissing(" ") || d.IsMissing("0") {
		t.Errorf("%+v, %v", d, err)
	}
}

// Whatever the header and the mapping, there is an error or a mapping whose
// columns are in the header, each for one field, and that is complete.
func FuzzMatch(f *testing.F) {
	f.Add("reporter,partner,year,flow,value", "value=value")
	f.Add("iso3_o,iso3_d,year,v,View", "quantity=v")
	f.Add("Reporter,REPORTER,pärtner,,", "month=")
	f.Fuzz(func(t *testing.T, line, mapping string) {
		header := strings.Split(line, ",")
		given, err := pairs("--map", strings.Split(mapping, ","))
		if err != nil {
			return
		}
		columns, err := match(header, given, nil)
		if err != nil {
			if hint.CodeOf(err) != hint.Data {
				t.Errorf("code %d: %v", hint.CodeOf(err), err)
			}
			return
		}
		count := map[string]int{}
		for _, h := range header {
			count[h]++
		}
		for field, c := range columns {
			if count[c] != 1 {
				t.Errorf("%s: column %q stands %d times in %q", field, c, count[c], line)
			}
		}
		if columns[source.Value] == "" || columns[source.Year] == "" || columns[source.Reporter]+columns[source.Exporter] == "" {
			t.Errorf("%v is not complete", columns)
		}
	})
}

package source

import "testing"

// The headers are of published files: Comtrade, WITS, Eurostat, UNCTAD, national
// customs; the oracle is what they say to a reader.
func TestDeclaredIn(t *testing.T) {
	for header, want := range map[string]Declared{
		"value":                    {Rest: "value"},
		"value_usd":                {Currency: "USD", Rest: "value"},
		"value_kusd":               {Currency: "USD", Power: 3, Rest: "value"},
		"value_musd":               {Currency: "USD", Power: 6, Rest: "value"},
		"value_usd_mn":             {Currency: "USD", Power: 6, Rest: "value"},
		"US$ Mil":                  {Currency: "USD", Power: 6},
		"USD m":                    {Currency: "USD", Power: 6},
		"Exports (US$ Thousand)":   {Currency: "USD", Power: 3, Rest: "exports"},
		"Trade Value 1000USD":      {Currency: "USD", Power: 3, Rest: "trade value"},
		"TradeValue in 1000 USD":   {Currency: "USD", Power: 3, Rest: "tradevalue"},
		"Value, billions of US$":   {Currency: "USD", Power: 9, Rest: "value"},
		"Trade Value (US$)":        {Currency: "USD", Rest: "trade value"},
		"VALUE_IN_EUROS":           {Currency: "euros", Rest: "value"},
		"value_eur":                {Currency: "eur", Rest: "value"},
		"Value (€ million)":        {Currency: "€", Power: 6, Rest: "value"},
		"value_keur":               {Currency: "eur", Power: 3, Rest: "value"},
		"Value A$m":                {Rest: "value a$m"},
		"Netweight (kg)":           {Weight: "kg", Rest: "netweight"},
		"QUANTITY_IN_100KG":        {Weight: "100 kg", Rest: "quantity in"},
		"quantity_t":               {Weight: "t", Rest: "quantity"},
		"t":                        {Rest: "t"},
		"k":                        {Rest: "k"},
		"Value (thousand dollars)": {Currency: "USD", Power: 3, Rest: "value"},
		"primaryValue":             {Rest: "primaryvalue"},
		"tradeflow_baci":           {Rest: "tradeflow baci"},
	} {
		if got := DeclaredIn(header); got != want {
			t.Errorf("%q: %+v, want %+v", header, got, want)
		}
	}
}

func TestNameBeside(t *testing.T) {
	header := []string{"Country Name", "Country Code", "reporterCode", "reporterISO", "reporterDesc", "Partner Code", "Partner", "i", "code"}
	for column, want := range map[string]string{"Country Code": "Country Name", "reporterCode": "reporterDesc", "Partner Code": "Partner", "i": "", "code": "", "Partner": ""} {
		if got := NameBeside(header, column); got != want {
			t.Errorf("%s: %q, want %q", column, got, want)
		}
	}
}

func FuzzDeclaredIn(f *testing.F) {
	f.Add("US$ Mil")
	f.Add("VALUE_IN_EUROS")
	f.Fuzz(func(t *testing.T, header string) {
		d := DeclaredIn(header)
		if again := DeclaredIn(d.Rest); d.Currency != "" && again.Currency != "" {
			t.Errorf("%q leaves %q, which names a currency again", header, d.Rest)
		}
	})
}

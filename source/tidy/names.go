package tidy

import (
	"strings"

	"dyad/source"
)

// names are the headers under which a field is found, most telling first. They
// are compared without case, blanks and punctuation.
var names = map[source.Field][]string{
	source.Reporter: {"reporter", "reporter_iso", "reporter_iso3", "reporter_code", "reporting_economy", "reporting_economy_code",
		"reporter_country", "reporting_country", "reporter_name", "declarant", "ref_area", "rt_iso", "rtcode"},
	source.Partner: {"partner", "partner_iso", "partner_iso3", "partner_code", "partner_economy", "partner_economy_code",
		"partner_country", "partner_name", "counterpart", "counterpart_country", "counterpart_area", "counterpart_country_code", "pt_iso", "ptcode"},
	source.Flow:           {"flow", "flow_code", "trade_flow", "trade_flow_code", "flow_type", "direction", "flow_desc"},
	source.Exporter:       {"exporter", "exporter_iso", "exporter_iso3", "exporter_code", "exporter_id", "origin", "origin_iso3", "iso_o", "iso3_o"},
	source.Importer:       {"importer", "importer_iso", "importer_iso3", "importer_code", "importer_id", "destination", "destination_iso3", "iso_d", "iso3_d"},
	source.View:           {"view", "reported_by"},
	source.Year:           {"year", "period", "time", "time_period", "ref_year", "yr", "date"},
	source.Month:          {"month", "ref_month"},
	source.Value:          {"value_usd", "value", "trade_value", "trade_value_us", "trade_value_usd", "primary_value", "obs_value", "amount", "trade", "v"},
	source.Quantity:       {"quantity_t", "quantity", "net_weight", "netweight", "net_wgt", "qty", "q"},
	source.Product:        {"product", "product_code", "commodity_code", "commodity", "cmd_code", "cmdcode", "hs", "hs_code", "hs6", "k", "sitc", "sitc_code", "bec", "cpc", "item"},
	source.Classification: {"classification", "classification_code", "nomenclature", "cl_code"},
	source.Flag:           {"flag", "flags", "obs_status", "value_flag", "status"},
	source.Valuation:      {"valuation", "price_basis", "incoterm"},
	source.Unit:           {"unit", "unit_code", "value_unit", "unit_measure", "currency", "currency_code", "indicators"},
}

// plain is the form in which headers are compared.
func plain(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= 'A' && r <= 'Z':
			return r + 'a' - 'A'
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9', r > 127:
			return r
		}
		return -1
	}, s)
}

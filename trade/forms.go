package trade

import (
	"slices"
	"strings"

	"dyad/measure"
)

// Parts that forms share. The measures are of goods at current prices, year by
// year: words that say so change nothing.
const (
	ofGoods = "(total|overall|annual|yearly|merchandise|goods|trade)*"
	whole   = "(total|overall|foreign|external|international|merchandise|goods)*"
	mutual  = "(total|overall|bilateral|mutual|two-way|annual|yearly|merchandise|goods|foreign|the)*"
	amount  = "(the_volume_of|the_value_of|the_total_value_of|the_total_volume_of|the_amount_of)"
	asGoods = "(of_goods|in_goods|of_merchandise|in_merchandise)"
	traded  = "trade|turnover|commerce|trade_turnover|trade_volume|trade_flows|trade_in_goods|trade_in_merchandise"
	makeUp  = "accounted_for|accounts_for|made_up|makes_up|represented|represents|constituted|comprised|had_accounted_for"
	went    = "went_to|go_to|goes_to|was_sold_to|were_sold_to|was_shipped_to|were_shipped_to|was_destined_for|were_destined_for|were_bound_for"
	came    = "came_from|come_from|comes_from|originated_in|was_bought_from|were_bought_from|was_from|were_from"
	sold    = "exported|sold|shipped|exports|sells"
	bought  = "imported|bought|purchased|imports|buys"
	worth   = "(worth_of|of) goods|merchandise"
	ran     = "had|has|has_had|ran|runs|has_run|recorded|has_recorded|posted|registered|enjoyed|suffered"
)

// forms are the ways in which sentences speak of the measures of trade.
var forms = map[string][]measure.Form{
	"trade.total": {
		{Words: amount + " " + mutual + " " + traded + " between A and B"},
		{Words: amount + " A's " + mutual + " " + traded + " with B"},
		{Words: amount + " A-B " + mutual + " " + traded},
		{Words: amount + " " + mutual + " " + traded + " of A with B"},
		{Words: "A and B traded|exchanged goods|merchandise worth Q"},
		{Words: "A and B traded|exchanged Q " + worth},
	},
	"trade.exports": {
		{Words: amount + " A's " + ofGoods + " exports|sales|shipments " + asGoods + " to B"},
		{Words: amount + " " + ofGoods + " exports|sales|shipments " + asGoods + " from|of|by A to B"},
		{Words: amount + " " + ofGoods + " exports|sales|shipments " + asGoods + " to B from|of|by A"},
		{Words: "A " + sold + " Q " + worth + " to B"},
		{Words: "A exported|exports|shipped Q to B"},
		{Words: "A " + sold + " goods|merchandise worth Q to B"},
		{Words: "A's {basket} exports|sales|shipments to B"},
		{Words: amount + " A's exports|sales|shipments of {basket} to B"},
		{Words: "exports|sales|shipments of {basket} from A to B"},
	},
	"trade.imports": {
		{Words: amount + " A's " + ofGoods + " imports|purchases " + asGoods + " from B"},
		{Words: amount + " " + ofGoods + " imports|purchases " + asGoods + " of|by A from B"},
		{Words: amount + " " + ofGoods + " imports|purchases " + asGoods + " into|to A from B"},
		{Words: amount + " " + ofGoods + " imports|purchases " + asGoods + " from B into|to|of|by A"},
		{Words: "A " + bought + " Q " + worth + " from B"},
		{Words: "A imported|imports Q from B"},
		{Words: "A " + bought + " goods|merchandise worth Q from B"},
		{Words: "A's {basket} imports|purchases from B"},
		{Words: "A's imports|purchases of {basket} from B"},
	},
	"trade.balance": balances(),
	"trade.share":   shares(),
	"trade.structure": {
		{Words: "{basket} " + makeUp + " (a) Q (share) of A's exports to B"},
		{Words: "{basket} " + makeUp + " (a) Q (share) of A's imports from B", Params: map[string]string{"flow": "imports"}},
		{Words: "the share of {basket} in A's exports to B"},
		{Words: "the share of {basket} in A's imports from B", Params: map[string]string{"flow": "imports"}},
		{Words: "Q of A's exports to B was|were|is|are {basket}"},
		{Words: "Q of A's imports from B was|were|is|are {basket}", Params: map[string]string{"flow": "imports"}},
	},
	"trade.rank": ranks(),
}

// balances turn a deficit round: A's deficit with B is B's surplus with A, in
// both accounts.
func balances() []measure.Form {
	out := []measure.Form{
		{Words: "the (bilateral|merchandise|goods)* trade_balance|balance_of_trade between A and B", Sides: true},
		{Words: "A's (bilateral|merchandise|goods)* trade_balance|balance_of_trade with B"},
		{Words: "the (bilateral|merchandise|goods)* trade_balance|balance_of_trade of A with B"},
		{Words: "A's " + mutual + " trade with B was|has_been|has_remained|remained in_surplus", Says: "positive"},
		{Words: "A's " + mutual + " trade with B was|has_been|has_remained|remained in_deficit", Says: "negative"},
	}
	for _, f := range []string{
		"A's (bilateral|merchandise|goods|annual|trade)* surplus with|against B",
		"A's (bilateral|merchandise|goods|annual|trade)* surplus in (its) trade with B",
		"the (bilateral|merchandise|goods|annual|trade)* surplus of A with|against B",
		"A " + ran + " a|its (bilateral|merchandise|goods|trade)* surplus of Q with|against|in_trade_with|in_its_trade_with B",
		"A " + ran + " a Q (bilateral|merchandise|goods|trade)* surplus with|against|in_trade_with|in_its_trade_with B",
	} {
		out = append(out, measure.Form{Words: f}, measure.Form{Words: turned(f)})
	}
	said := "A " + ran + " a (bilateral|merchandise|goods|trade)* surplus with|against|in_trade_with|in_its_trade_with B"
	return append(out, measure.Form{Words: said, Says: "positive"}, measure.Form{Words: turned(said), Says: "positive"})
}

// turned is a form with the two sides exchanged and the deficit in the place of
// the surplus.
func turned(form string) string {
	words := strings.Fields(form)
	for i, w := range words {
		switch w {
		case "A":
			words[i] = "B"
		case "B":
			words[i] = "A"
		case "A's":
			words[i] = "B's"
		case "surplus":
			words[i] = "deficit|shortfall"
		}
	}
	return strings.Join(words, " ")
}

func shares() []measure.Form {
	var out []measure.Form
	for _, whose := range []struct{ noun, flow string }{
		{whole + " exports", "exports"}, {whole + " imports", "imports"}, {whole + " trade|turnover|trade_turnover|trade_in_goods", ""},
	} {
		params := map[string]string{"flow": whose.flow}
		if whose.flow == "" {
			params = nil
		}
		of := []string{"A's " + whose.noun}
		if whose.flow == "" {
			of = append(of, "the "+whose.noun+" of A")
		}
		for _, o := range of {
			out = append(out,
				measure.Form{Words: "B's share of|in " + o, Params: params},
				measure.Form{Words: "the share of B in " + o, Params: params},
				measure.Form{Words: "B " + makeUp + "|absorbed|received|took|supplied|provided (a) Q (share) of " + o, Params: params},
			)
		}
		switch whose.flow {
		case "exports":
			out = append(out,
				measure.Form{Words: "Q of A's " + whose.noun + " " + went + " B", Params: params},
				measure.Form{Words: "exports to B " + makeUp + " Q of A's " + whose.noun, Params: params},
				measure.Form{Words: "A sent|sold|shipped Q of its (total) exports to B", Params: params})
		case "imports":
			out = append(out,
				measure.Form{Words: "Q of A's " + whose.noun + " " + came + " B", Params: params},
				measure.Form{Words: "imports from B " + makeUp + " Q of A's " + whose.noun, Params: params},
				measure.Form{Words: "A bought|sourced|received Q of its (total) imports from B", Params: params})
		default:
			out = append(out,
				measure.Form{Words: "trade with B " + makeUp + " Q of A's " + whose.noun, Params: params},
				measure.Form{Words: "Q of A's " + whose.noun + " was|is with B", Params: params})
		}
	}
	return out
}

func ranks() []measure.Form {
	var out []measure.Form
	for _, place := range []struct{ noun, flow string }{
		{"(trade|trading|commercial) partner", ""},
		{"export_partner|export_market|export_destination|customer", "exports"},
		{"import_partner|supplier|import_supplier|source_of_imports", "imports"},
	} {
		params := map[string]string{"flow": place.flow}
		if place.flow == "" {
			params = nil
		}
		for _, f := range []string{
			"B was|is|has_been A's RANK " + place.noun + " TAIL",
			"B was|is|has_been the RANK " + place.noun + " of|for A TAIL",
			"A's RANK " + place.noun + " TAIL WHEN was|is|has_been B",
			"the RANK " + place.noun + " of|for A TAIL WHEN was|is|has_been B",
		} {
			out = append(out, measure.Form{Words: f, Params: params})
		}
	}
	return slices.Clip(out)
}

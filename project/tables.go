package project

import "dyad/lake/table"

// The tables of the field. A project is one record of one source; who takes part
// in it, what became of it, who holds shares in it and how much it moves are rows
// of their own, so that sources may say as much or as little as they know.
var (
	projects = &table.Table{
		Name: "project", Title: "a project, agreement, contract, loan or programme, as one source has it",
		Columns: []table.Column{
			{Name: "id", Kind: table.Code, Required: true, Doc: "the source's own"},
			{Name: "title", Kind: table.Text, Required: true},
			{Name: "kind", Kind: table.Code, Doc: "infrastructure, supply, stake, loan, grant, programme, treaty, target"},
			{Name: "sector", Kind: table.Text},
			{Name: "host", Kind: table.Economy, Doc: "on whose soil; empty where on several or not said"},
			{Name: "value", Kind: table.Number, Unit: "[currency]"},
			{Name: "currency", Kind: table.Code, Doc: "ISO 4217"},
			{Name: "prices", Kind: table.Text, Doc: "nominal, or constant 2021"},
			{Name: "year", Kind: table.Count, Doc: "of the value: of the signature or commitment"},
			{Name: "members", Kind: table.Count, Doc: "how many projects or agreements a programme counts"},
			{Name: "programme", Kind: table.Code, Doc: "the programme of which it is a part"},
			{Name: "part_of", Kind: table.Code, Doc: "the project of which it is a part, as one half of a bridge"},
			{Name: "same_as", Kind: table.Text, Doc: "records of other sources on the same thing: source:id, separated by blanks"},
			{Name: "rate", Kind: table.Number, Unit: "% a year"},
			{Name: "maturity", Kind: table.Number, Unit: "years"},
			{Name: "grace", Kind: table.Number, Unit: "years"},
			{Name: "collateral", Kind: table.Text},
			{Name: "grant_element", Kind: table.Number, Unit: "%", Doc: "as the source computes it (OECD cash-flow)"},
			{Name: "url", Kind: table.Text},
			{Name: "note", Kind: table.Text},
			{Name: "flags", Kind: table.Flag, Doc: "not_aggregated: the source advises not to sum it; umbrella; start_year_cut"},
		},
		Key: []string{"id"}, Order: []string{"id"}, Parts: []string{"id"},
	}
	parties = &table.Table{
		Name: "project_party", Title: "an economy that takes part in a project, and on which side",
		Columns: []table.Column{
			{Name: "project", Kind: table.Code, Required: true},
			{Name: "economy", Kind: table.Economy, Required: true},
			{Name: "side", Kind: table.Code, Doc: "host, partner, lender, borrower, seller, buyer, owner"},
			{Name: "share", Kind: table.Number, Unit: "%"},
			{Name: "who", Kind: table.Text, Doc: "the company, bank or ministry"},
		},
		Key: []string{"project", "economy", "side", "who"}, Order: []string{"economy", "project"}, Parts: []string{"project"},
	}
	milestones = &table.Table{
		Name: "milestone", Title: "a status of a project, on a date, according to someone",
		Columns: []table.Column{
			{Name: "project", Kind: table.Code, Required: true},
			{Name: "status", Kind: table.Code, Required: true, Doc: "of the life cycle"},
			{Name: "p", Kind: table.Period, Doc: "as precise as the source is; empty where it gives no date"},
			{Name: "basis", Kind: table.Code, Doc: "actual or planned"},
			{Name: "printed", Kind: table.Text, Doc: "the source's own word"},
			{Name: "members", Kind: table.Count, Doc: "of a programme: how many of its projects"},
			{Name: "delay", Kind: table.Number, Unit: "days", Doc: "later than planned; negative where ahead"},
			{Name: "according", Kind: table.Text, Doc: "who says so, where it is not the source itself"},
			{Name: "flags", Kind: table.Flag, Doc: "latest: the source's present status; estimated: the source estimated the date"},
		},
		Order: []string{"project", "p"}, Parts: []string{"project"},
	}
	stakes = &table.Table{
		Name: "stake", Title: "a share in a company or project, held, offered or sold",
		Columns: []table.Column{
			{Name: "project", Kind: table.Code, Required: true},
			{Name: "holder", Kind: table.Text, Required: true},
			{Name: "economy", Kind: table.Economy, Doc: "the holder's"},
			{Name: "p", Kind: table.Period},
			{Name: "share", Kind: table.Number, Unit: "%"},
			{Name: "state", Kind: table.Code, Doc: "held, agreed, or dropped"},
			{Name: "according", Kind: table.Text},
		},
		Order: []string{"project", "p", "holder"}, Parts: []string{"project"},
	}
	quantities = &table.Table{
		Name: "quantity", Title: "an amount that a contract declares, a plant can move or a buyer received",
		Columns: []table.Column{
			{Name: "project", Kind: table.Code, Required: true},
			{Name: "what", Kind: table.Code, Required: true, Doc: "declared, delivered, capacity or target"},
			{Name: "p", Kind: table.Period, Doc: "the year it is of; of a target, when it falls due; empty for each year of the term"},
			{Name: "value", Kind: table.Number, Unit: "[unit]"},
			{Name: "unit", Kind: table.Text, Required: true},
			{Name: "item", Kind: table.Text, Doc: "of what: gas, crude oil"},
			{Name: "years", Kind: table.Number, Unit: "years", Doc: "the term of the contract"},
			{Name: "according", Kind: table.Text},
		},
		Order: []string{"project", "what", "p"}, Parts: []string{"project"},
	}
	debts = &table.Table{
		Name: "debt_stock", Title: "what an economy owes to another at the end of a year",
		Columns: []table.Column{
			{Name: "debtor", Kind: table.Economy, Required: true},
			{Name: "creditor", Kind: table.Economy, Required: true},
			{Name: "p", Kind: table.Period, Required: true},
			{Name: "value", Kind: table.Number, Unit: "USD"},
			{Name: "share", Kind: table.Number, Unit: "% of GDP"},
			{Name: "note", Kind: table.Text},
		},
		Key: []string{"debtor", "creditor", "p"}, Order: []string{"debtor", "p"}, Parts: []string{"debtor", "p"},
	}
)

package vote

import (
	"dyad/lake"
	"dyad/lake/table"
	"dyad/measure"
)

// Votes is the table of votes cast.
var Votes = &table.Table{
	Name: "vote", Title: "a vote of a member in a roll call",
	Columns: []table.Column{
		{Name: "rollcall", Kind: table.Code, Required: true, Doc: "the publisher's number of the roll call"},
		{Name: "economy", Kind: table.Economy, Required: true, Doc: "the member"},
		{Name: "choice", Kind: table.Code, Required: true, Doc: "yes, abstain or no"},
		{Name: "session", Kind: table.Count},
		{Name: "p", Kind: table.Period, Required: true, Doc: "the day, or the year where no day is known"},
		{Name: "resolution", Kind: table.Text},
		{Name: "important", Kind: table.Code, Doc: "yes or no: on the United States' list of important votes; empty where not coded"},
		{Name: "issue", Kind: table.Text, Doc: "what it is about, where coded; several between semicolons"},
	},
	Key:   []string{"rollcall", "economy"},
	Order: []string{"economy", "p", "rollcall"},
	Parts: []string{"rollcall", "economy"},
}

// IdealPoints is the table of positions estimated from votes.
var IdealPoints = &table.Table{
	Name: "ideal_point", Title: "the position of a member in a year, estimated from its votes",
	Columns: []table.Column{
		{Name: "economy", Kind: table.Economy, Required: true},
		{Name: "p", Kind: table.Period, Required: true, Doc: "the year in which the session begins"},
		{Name: "value", Kind: table.Number, Unit: "1", Required: true},
		{Name: "lower", Kind: table.Number, Unit: "1", Doc: "5 % quantile of the posterior"},
		{Name: "upper", Kind: table.Number, Unit: "1", Doc: "95 % quantile of the posterior"},
		{Name: "votes", Kind: table.Count, Doc: "how many it rests on"},
	},
	Key: []string{"economy", "p"},
}

// Field answers from the tables of votes.
type Field struct{ lake *lake.Lake }

// New is the field of a lake; nil for its descriptions alone.
func New(l *lake.Lake) *Field { return &Field{l} }

// Tables are those that readers may fill.
func (f *Field) Tables() []*table.Table { return []*table.Table{Votes, IdealPoints} }

// Measures is the catalogue's part on votes.
func (f *Field) Measures() []*measure.Measure {
	return append(f.similarities(), f.distance())
}

package institution

import (
	"context"
	"embed"
	"strings"

	"dyad/economy"
	"dyad/lake"
	"dyad/lake/table"
	"dyad/measure"
)

//go:embed sql/*.sql
var queries embed.FS

func query(name string) string {
	b, err := queries.ReadFile("sql/" + name + ".sql")
	if err != nil {
		panic(err) // the files are embedded, their names fixed
	}
	return strings.TrimSpace(string(b))
}

// Membership is the table of stays in groups. The groups that a user brings stand
// wherever an economy can.
var Membership = &table.Table{
	Name: "membership", Title: "a stay of an economy in a group",
	Columns: []table.Column{
		{Name: "group", Kind: table.Code, Required: true, Doc: "the group's code"},
		{Name: "name", Kind: table.Text, Doc: "what the group is called"},
		{Name: "economy", Kind: table.Economy, Required: true},
		{Name: "from", Kind: table.Period, Required: true, Doc: "the first day"},
		{Name: "to", Kind: table.Period, Doc: "the last day; empty while it lasts"},
		{Name: "according_to", Kind: table.Text, Doc: "the treaty or act the days come from"},
	},
	Key:   []string{"group", "economy", "from"},
	Parts: []string{"group"},
}

// Field answers from the tables of institutions.
type Field struct{ lake *lake.Lake }

// New is the field of a lake; nil for its descriptions alone.
func New(l *lake.Lake) *Field { return &Field{l} }

// Tables are those that readers may fill.
func (f *Field) Tables() []*table.Table {
	return []*table.Table{Membership, SharedIGO, Obligation, Visit}
}

// Measures is the catalogue's part on institutions.
func (f *Field) Measures() []*measure.Measure {
	return []*measure.Measure{f.overlap(), f.obliged(), f.visits()}
}

// Groups gives the groups that a lake's own lists add to the built-in ones, for
// economy.Extend.
func Groups(ctx context.Context, l *lake.Lake) (stays []economy.Membership, names map[economy.Code]string, err error) {
	names = map[economy.Code]string{}
	err = l.Each(ctx, query("memberships"), nil, func(r *lake.Row) error {
		m := economy.Membership{Group: economy.Code(r.Text(0)), Member: economy.Code(r.Text(2)), From: r.Text(3), To: r.Text(4), Source: r.Text(5)}
		stays = append(stays, m)
		if r.Text(1) != "" {
			names[m.Group] = r.Text(1)
		}
		return nil
	})
	return stays, names, err
}

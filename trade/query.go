package trade

import (
	"embed"
	"sort"
	"strings"

	"dyad/economy"
	"dyad/lake"
)

//go:embed sql/*.sql
var queries embed.FS

// query reads one of the SQL files; {as}, {bs} and {year} in it stand for the
// lists of economies and the year asked, {flags} for the flags of a group of
// lines l, joined as the engine does it.
func query(name string) string {
	b, err := queries.ReadFile("sql/" + name + ".sql")
	if err != nil {
		panic(err) // the files are embedded, their names fixed
	}
	return string(b)
}

// SQL is the query of the given name with its economies and year written out,
// ready to be run by hand in the engine that dyad carries. Codes come from the
// catalogue of economies, so they hold nothing but letters, digits and hyphens.
func SQL(name string, as, bs []economy.Code, year int) string {
	return sqlIn(lake.Embedded, name, as, bs, year)
}

func sqlIn(d lake.Dialect, name string, as, bs []economy.Code, year int) string {
	return strings.NewReplacer("{as}", list(as), "{bs}", list(bs), "{year}", itoa(year),
		"{flags}", d.JoinText("DISTINCT l.flags", ",", "l.flags")).Replace(query(name))
}

func list(cs []economy.Code) string {
	quoted := make([]string, len(cs))
	for i, c := range cs {
		quoted[i] = quote(string(c))
	}
	sort.Strings(quoted)
	return strings.Join(quoted, ", ")
}

func quote(text string) string { return "'" + strings.ReplaceAll(text, "'", "''") + "'" }

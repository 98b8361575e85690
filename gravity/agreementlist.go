package gravity

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"dyad/economy"
	"dyad/internal/hint"
	"dyad/regress/formula"
	"dyad/regress/frame"
)

// Agreement is a dated tie between two economies: a trade agreement, a
// sanction. A and B may be groups with dated membership (EU); it then holds for
// every member with the other side, or, when both are the same group, among
// the members. From and To are years, both included and both whole; To 0 means
// still in force.
type Agreement struct {
	A, B     string
	From, To int
	Name     string

	Where string // its place in a file, for messages
	Dated bool   // the file has days or months, which count as whole years
}

// ReadAgreements reads a CSV or Parquet file with the columns a, b, from, to
// and name. Economies are codes or names of the catalogue, or groups. Dates are
// years, YYYY-MM or YYYY-MM-DD, and count as whole years: a sanction of
// 2014-07-31 holds in all of 2014. An empty to means still in force.
func ReadAgreements(path string) ([]Agreement, error) {
	use := formula.Uses{Use: map[string]formula.Use{}, Order: []string{"a", "b", "from", "to", "name"}}
	for _, name := range use.Order {
		use.Use[name] = formula.AsText
	}
	data, err := frame.Read(path, use)
	if err != nil {
		return nil, ofList(err, use.Order)
	}
	text := map[string][]string{}
	for _, name := range use.Order {
		codes, levels, err := data.Codes(name)
		if err != nil {
			return nil, err
		}
		for _, c := range codes {
			s := ""
			if c >= 0 {
				s = strings.TrimSpace(levels[c])
			}
			text[name] = append(text[name], s)
		}
	}
	places := data.Places()
	var out []Agreement
	for k := range data.Rows() {
		a := Agreement{A: text["a"][k], B: text["b"][k], Name: text["name"][k], Where: fmt.Sprintf("%s, %s %d", path, places.Unit(), places.Of(k))}
		for _, name := range []string{"a", "b", "name"} {
			if text[name][k] == "" {
				return nil, hint.New(hint.Data, a.Where+", column "+name, "a, b and name must not be empty", "write two economies (or groups) and the name of what holds between them")
			}
		}
		if err := a.dates(text["from"][k], text["to"][k]); err != nil {
			return nil, err
		}
		if err := a.resolve(); err != nil {
			return nil, err
		}
		out = append(out, a)
	}
	return out, nil
}

// ofList says which columns a list needs where one is not there.
func ofList(err error, columns []string) error {
	var h *hint.Error
	if !errors.As(err, &h) || !strings.HasPrefix(h.What, "there is no column") {
		return err
	}
	named := *h
	have, _, _ := strings.Cut(h.Try, ";")
	named.Try = "a list has the columns " + strings.Join(columns, ", ") + " (to may be empty, but must be there); " + have
	return &named
}

func (a *Agreement) dates(from, to string) error {
	const try = "a year, YYYY-MM or YYYY-MM-DD; dates count as whole years"
	var ok, fromDated, toDated bool
	if a.From, fromDated, ok = yearOf(from); !ok {
		return hint.New(hint.Data, a.Where+", column from", fmt.Sprintf("from is %q", from), try)
	}
	if to != "" {
		if a.To, toDated, ok = yearOf(to); !ok {
			return hint.New(hint.Data, a.Where+", column to", fmt.Sprintf("to is %q", to), try+", or empty while in force")
		}
		if a.To < a.From {
			return hint.New(hint.Data, a.Where, fmt.Sprintf("to (%d) lies before from (%d)", a.To, a.From), "the first and the last year in force, or an empty to while in force")
		}
	}
	a.Dated = fromDated || toDated
	return nil
}

// resolve writes both sides as the catalogue's codes.
func (a *Agreement) resolve() error {
	for _, side := range []struct {
		column string
		name   *string
	}{{"a", &a.A}, {"b", &a.B}} {
		where := "column " + side.column
		if a.Where != "" {
			where = a.Where + ", " + where
		}
		e, ok := economy.Lookup(economy.Code(*side.name))
		if !ok {
			var err error
			if e, err = economy.Resolve(*side.name); err != nil {
				try := "a code (ISO 3166-1 alpha-3) or a name of an economy, or a group with members: " + groupNames()
				var unknown *economy.UnknownError
				if errors.As(err, &unknown) && len(unknown.Suggestions) > 0 {
					try = "did you mean " + strings.Join(unknown.Suggestions, ", ") + "?"
				}
				return hint.New(hint.Data, where, fmt.Sprintf("%q is no economy that the catalogue knows", *side.name), try)
			}
		}
		if e.Kind == economy.Region || e.Kind == economy.Aggregate || e.Kind == economy.Group && !slices.Contains(economy.Groups(), e.Code) {
			return hint.New(hint.Data, where, fmt.Sprintf("%s is a %s without members by year", e.Code, e.Kind), "economies, or groups with members: "+groupNames())
		}
		*side.name = string(e.Code)
	}
	return nil
}

func groupNames() string {
	var out []string
	for _, code := range economy.Groups() {
		out = append(out, string(code))
	}
	if len(out) > 12 {
		out = append(out[:12], "…")
	}
	return strings.Join(out, ", ")
}

// yearOf reads a year out of a date; dated tells that there was more than it.
func yearOf(s string) (year int, dated, ok bool) {
	for _, layout := range []string{"2006", "2006-01", time.DateOnly} {
		if t, err := time.Parse(layout, s); err == nil {
			return t.Year(), layout != "2006", true
		}
	}
	return 0, false, false
}

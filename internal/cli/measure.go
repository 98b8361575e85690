package cli

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"dyad/economy"
	"dyad/internal/hint"
	"dyad/measure"
)

func (a *app) measure() *cobra.Command {
	var format, years, basket string
	var reporters, sources, sets []string
	var world bool
	c := &cobra.Command{
		Use:   "measure NAME A B",
		Short: "One measure of a dyad by year, as each reporter and source has it",
		Example: `  dyad measure trade.balance CHN RUS --years 2000:2017
  dyad measure trade.structure RUS CHN --basket hydrocarbons
  dyad measure trade.rank RUS CHN --set universe=blocs
  dyad measure trade.asymmetry CHN RUS --world --format json`,
		Args:              exactly("NAME", "A", "B"),
		ValidArgsFunction: completes("measure", "economy", "economy"),
		RunE: func(c *cobra.Command, args []string) error {
			q, err := query(args[1:], years, reporters, sources, sets, basket)
			if err != nil {
				return err
			}
			q.World = world
			s, err := a.open(c.Context())
			if err != nil {
				return err
			}
			defer s.close()
			rows, err := s.catalogue.Eval(c.Context(), args[0], q)
			if err != nil {
				return err
			}
			if len(rows) == 0 {
				return s.nothing(args[0], q)
			}
			return writeRows(a, format, rows)
		},
	}
	formatFlag(c, &format)
	c.Flags().StringVar(&years, "years", "", "years, as 2000:2017")
	c.Flags().StringVar(&basket, "basket", "", "goods: a basket's name or HS codes (27 or 2709,2711)")
	c.Flags().StringSliceVar(&reporters, "reporter", nil, "only what these economies report")
	c.Flags().StringSliceVar(&sources, "source", nil, "only from these sources")
	c.Flags().StringArrayVar(&sets, "set", nil, "a parameter of the measure, as flow=exports (see dyad measures NAME)")
	c.Flags().BoolVar(&world, "world", false, "add the percentile among all dyads")
	return c
}

// query reads the words of the command line into a question.
func query(pairWords []string, years string, reporters, sources, sets []string, basket string) (measure.Query, error) {
	var q measure.Query
	var err error
	if q.A, q.B, err = pair(pairWords); err != nil {
		return q, err
	}
	if q.Years, err = parseYears(years); err != nil {
		return q, err
	}
	for _, r := range reporters {
		code, err := resolve(r)
		if err != nil {
			return q, err
		}
		q.Reporters = append(q.Reporters, code)
	}
	q.Sources = sources
	q.Params = map[string]string{}
	for _, s := range sets {
		name, value, ok := strings.Cut(s, "=")
		if !ok {
			return q, hint.New(hint.Usage, "", fmt.Sprintf("--set %s has no value", s), "write --set flow=exports")
		}
		q.Params[name] = value
	}
	if basket != "" {
		q.Params["basket"] = basket
	}
	return q, nil
}

// nothing says that no source speaks, or that the filters left none.
func (s *session) nothing(name string, q measure.Query) error {
	for _, id := range q.Sources {
		var ids []string
		found := false
		for _, src := range s.env.Sources {
			ids = append(ids, src.ID)
			found = found || src.ID == id
		}
		if !found {
			try := "sources: " + strings.Join(ids, ", ")
			if near := hint.Suggest(id, ids); len(near) > 0 {
				try = "did you mean " + strings.Join(near, " or ") + "? " + try
			}
			return hint.New(hint.Usage, "", fmt.Sprintf("unknown source %q", id), try)
		}
	}
	what := fmt.Sprintf("no source in the lake gives %s for %s and %s", name, economy.Label(q.A), economy.Label(q.B))
	if len(q.Reporters)+len(q.Sources) > 0 {
		what += " from the reporters and sources asked for"
	}
	return hint.New(hint.Data, "", what, "`dyad sources` lists what is there; `dyad import tidy FILE` brings more")
}

// rowRecord is a row as scripts read it; the contract fixes the first keys.
type rowRecord struct {
	Measure  string       `json:"measure"`
	A        string       `json:"a"`
	B        string       `json:"b"`
	Year     int          `json:"year"`
	Value    *float64     `json:"value"`
	Unit     string       `json:"unit"`
	View     string       `json:"view,omitempty"`
	Reporter string       `json:"reporter,omitempty"`
	Source   string       `json:"source"`
	Vintage  string       `json:"vintage"`
	Flags    []string     `json:"flags"`
	Label    string       `json:"label,omitempty"`
	Missing  string       `json:"missing,omitempty"`
	Note     string       `json:"note,omitempty"`
	World    *worldRecord `json:"world,omitempty"`
}

type worldRecord struct {
	Percentile float64 `json:"percentile"`
	Dyads      int     `json:"dyads"`
	Rank       int     `json:"rank"`
}

func rowRecords(rows []measure.Row) []rowRecord {
	out := make([]rowRecord, len(rows))
	for i, r := range rows {
		rec := rowRecord{Measure: r.Measure, A: r.A, B: r.B, Year: r.Year, Unit: r.Unit, View: string(r.View), Reporter: r.Reporter,
			Source: r.Source, Vintage: r.Vintage, Flags: append([]string{}, r.Flags...), Label: r.Label, Missing: r.Why, Note: r.Note}
		if !r.Missing {
			v := r.Value
			rec.Value = &v
		}
		if r.World != nil {
			rec.World = &worldRecord{r.World.Percentile, r.World.N, r.World.Rank}
		}
		out[i] = rec
	}
	return out
}

func writeRows(a *app, format string, rows []measure.Row) error {
	g := grid{columns: []string{"year", "value", "unit", "view", "reporter", "source", "vintage"}, right: []string{"value", "percentile"}}
	labelled, world := false, false
	for _, r := range rows {
		labelled = labelled || r.Label != ""
		world = world || r.World != nil
	}
	if labelled {
		g.columns = append(g.columns, "label")
	}
	if world {
		g.columns = append(g.columns, "percentile", "dyads")
	}
	g.columns = append(g.columns, "flags", "note")
	if format == "csv" {
		g.columns = append([]string{"measure", "a", "b"}, g.columns...)
	}
	for _, r := range rows {
		value, note := "missing", r.Note
		switch {
		case r.Missing:
			note = r.Why
			if format == "csv" {
				value = ""
			}
		case format == "csv":
			value = strconv.FormatFloat(r.Value, 'f', -1, 64)
		default:
			value = measure.Format(r.Value, r.Unit)
		}
		line := []string{strconv.Itoa(r.Year), value, r.Unit, string(r.View), r.Reporter, r.Source, r.Vintage}
		if labelled {
			line = append(line, r.Label)
		}
		if world {
			p, n := "", ""
			if r.World != nil {
				p, n = strconv.FormatFloat(r.World.Percentile, 'f', 1, 64), strconv.Itoa(r.World.N)
			}
			line = append(line, p, n)
		}
		line = append(line, strings.Join(r.Flags, " "), note)
		if format == "csv" {
			line = append([]string{r.Measure, r.A, r.B}, line...)
		}
		g.rows = append(g.rows, line)
	}
	return write(a.out, format, g, rowRecords(rows))
}

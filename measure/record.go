package measure

// Record is a row as scripts read it: the JSON of the command line and of the
// HTTP API. The contract fixes the first keys; Value is null when missing.
type Record struct {
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
	World    *WorldRecord `json:"world,omitempty"`
}

// WorldRecord is a row's place among all dyads.
type WorldRecord struct {
	Percentile float64 `json:"percentile"`
	Dyads      int     `json:"dyads"`
	Rank       int     `json:"rank"`
}

// Records turns rows into records, in order; never nil, so that no rows are [].
func Records(rows []Row) []Record {
	out := make([]Record, len(rows))
	for i, r := range rows {
		rec := Record{Measure: r.Measure, A: r.A, B: r.B, Year: r.Year, Unit: r.Unit, View: string(r.View), Reporter: r.Reporter,
			Source: r.Source, Vintage: r.Vintage, Flags: append([]string{}, r.Flags...), Label: r.Label, Missing: r.Why, Note: r.Note}
		if !r.Missing {
			v := r.Value
			rec.Value = &v
		}
		if r.World != nil {
			rec.World = &WorldRecord{r.World.Percentile, r.World.N, r.World.Rank}
		}
		out[i] = rec
	}
	return out
}

// Entry is a measure's entry in the catalogue as scripts read it.
type Entry struct {
	Name      string       `json:"name"`
	Title     string       `json:"title"`
	Unit      string       `json:"unit"`
	Formula   string       `json:"formula"`
	Defined   string       `json:"definition"`
	Reference string       `json:"reference"`
	Missing   string       `json:"missing_data"`
	Directed  bool         `json:"directed"`
	World     bool         `json:"world"`
	Params    []EntryParam `json:"parameters"`
}

// EntryParam is a parameter of a measure as scripts read it.
type EntryParam struct {
	Name    string   `json:"name"`
	Default string   `json:"default"`
	Choices []string `json:"choices,omitempty"`
	Doc     string   `json:"doc"`
}

// Entry describes the measure for scripts.
func (m *Measure) Entry() Entry {
	e := Entry{m.Name, m.Title, m.Unit, m.Formula, m.Defined, m.Reference, m.Missing, m.Directed, m.World != nil, []EntryParam{}}
	for _, p := range m.Params {
		e.Params = append(e.Params, EntryParam(p))
	}
	return e
}

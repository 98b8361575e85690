package measure

import "dyad/period"

// Record is a row as scripts read it: the JSON of the command line and of the
// HTTP API. The contract fixes the first keys; Value is null when missing.
type Record struct {
	Measure  string       `json:"measure"`
	A        string       `json:"a"`
	B        string       `json:"b"`
	Year     int          `json:"year"`
	Period   string       `json:"period,omitempty"` // of a row that covers no whole year: 2017-03
	Value    *float64     `json:"value"`
	Unit     string       `json:"unit"`
	View     string       `json:"view,omitempty"`
	Reporter string       `json:"reporter,omitempty"`
	Source   string       `json:"source"`
	Vintage  string       `json:"vintage"`
	Flags    []string     `json:"flags"`
	Label    string       `json:"label,omitempty"`
	N        int          `json:"n,omitempty"`
	Lower    *float64     `json:"lower,omitempty"`
	Upper    *float64     `json:"upper,omitempty"`
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
		rec.N = r.N
		if r.Period.Unit() > period.Year {
			rec.Period = r.Period.String()
		}
		if r.Bounds != nil {
			rec.Lower, rec.Upper = &r.Bounds.Lower, &r.Bounds.Upper
		}
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
	Zero      string       `json:"zero,omitempty"`
	Groups    string       `json:"groups,omitempty"`
	Example   string       `json:"example,omitempty"`
	Subject   string       `json:"subject"`
	Freqs     []string     `json:"frequencies"`
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
	e := Entry{Name: m.Name, Title: m.Title, Unit: m.Unit, Formula: m.Formula, Defined: m.Defined, Reference: m.Reference, Missing: m.Missing,
		Zero: m.Zero, Groups: m.Groups, Example: m.Example.Ask, Subject: m.Subject.String(), Directed: m.Directed, World: m.World != nil, Params: []EntryParam{}}
	for _, f := range m.Frequencies() {
		e.Freqs = append(e.Freqs, f.String())
	}
	for _, p := range m.Params {
		e.Params = append(e.Params, EntryParam{p.Name, p.Default, p.Choices, p.Doc})
	}
	return e
}

package breaks

import "dyad/period"

// Record is what was found as scripts read it.
type Record struct {
	Measure string         `json:"measure"`
	A       string         `json:"a"`
	B       string         `json:"b"`
	Series  []SeriesRecord `json:"series"`
}

// SeriesRecord is one sayer's series. After is the last period before the change.
type SeriesRecord struct {
	By     string        `json:"by"`
	Label  string        `json:"label,omitempty"`
	First  string        `json:"first"`
	Last   string        `json:"last"`
	N      int           `json:"n"`
	Unit   string        `json:"unit"`
	Breaks []BreakRecord `json:"breaks"`
	BIC    []*float64    `json:"bic"` // by the number of breaks; null where the model fits exactly
	Levels []LevelRecord `json:"levels,omitempty"`
	Chow   *ChowRecord   `json:"chow,omitempty"`
	SupF   *SupFRecord   `json:"sup_f,omitempty"`
	Trend  *TrendRecord  `json:"mann_kendall,omitempty"`
	Note   string        `json:"note,omitempty"`
}

// BreakRecord has a year as a number and a shorter period as its text; a bound
// that there is none of is null.
type BreakRecord struct {
	After any `json:"after"`
	Lower any `json:"lower"`
	Upper any `json:"upper"`
}

// LevelRecord is the mean of a segment.
type LevelRecord struct {
	First  string  `json:"first"`
	Last   string  `json:"last"`
	Mean   float64 `json:"mean"`
	StdErr float64 `json:"std_error"`
}

// ChowRecord is the test of a change at a date.
type ChowRecord struct {
	At      any      `json:"at"`
	F       *float64 `json:"f"`
	DF1     int      `json:"df1"`
	DF2     int      `json:"df2"`
	P       *float64 `json:"p"`
	Missing string   `json:"missing,omitempty"`
}

// SupFRecord is the test of a change at an unknown date.
type SupFRecord struct {
	F     float64 `json:"f"`
	After any     `json:"after"`
	P     float64 `json:"p"`
}

// TrendRecord is the Mann–Kendall test.
type TrendRecord struct {
	S int64   `json:"s"`
	Z float64 `json:"z"`
	P float64 `json:"p"`
}

// Records turns what was found into its record.
func Records(measure, a, b string, found []Series) Record {
	out := Record{measure, a, b, []SeriesRecord{}}
	for _, s := range found {
		r := SeriesRecord{By: s.By, Label: s.Label, First: s.First.String(), Last: s.Last.String(), N: len(s.Values), Unit: s.Unit, Note: s.Note, Breaks: []BreakRecord{}, BIC: []*float64{}}
		for _, x := range s.Breaks {
			r.Breaks = append(r.Breaks, BreakRecord{date(x.After), date(x.Lower), date(x.Upper)})
		}
		for _, x := range s.BIC {
			if x.Missing != "" {
				r.BIC = append(r.BIC, nil)
				continue
			}
			r.BIC = append(r.BIC, &x.V)
		}
		for _, x := range s.Levels {
			r.Levels = append(r.Levels, LevelRecord{x.First.String(), x.Last.String(), x.Mean, x.StdErr})
		}
		if c := s.Chow; c != nil {
			r.Chow = &ChowRecord{At: date(c.At), DF1: c.DF1, DF2: c.DF2, Missing: c.Missing}
			if c.Missing == "" {
				r.Chow.F, r.Chow.P = &c.F, &c.P
			}
		}
		if x := s.SupF; x != nil {
			r.SupF = &SupFRecord{x.F, date(x.After), x.P}
		}
		if t := s.Trend; t != nil && t.Missing == "" {
			r.Trend = &TrendRecord{t.S, t.Z, t.P}
		}
		out.Series = append(out.Series, r)
	}
	return out
}

// date is a year as a number, another period as its text, none as null.
func date(p period.Period) any {
	switch p.Unit() {
	case period.None:
		return nil
	case period.Year:
		return p.Year
	}
	return p.String()
}

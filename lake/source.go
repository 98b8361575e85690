package lake

import (
	"slices"

	"dyad/source"
)

// Source is one release: one vintage of one source, as the manifest keeps it.
// The files of a release may come in several imports.
type Source struct {
	source.Meta
	Table    string `json:"table"`             // the main one
	Undated  bool   `json:"undated,omitempty"` // nobody said which release it is: further files without a vintage join it
	Sequence int    `json:"sequence"`          // the number of its last import in this lake
	Imported string `json:"imported"`          // when the last one came, RFC 3339
	Dyad     string `json:"dyad"`              // the version that imported it

	Inputs  []InputFile `json:"inputs"`
	Mapping string      `json:"mapping"` // how the columns were read at first
	Files   []DataFile  `json:"files"`

	Rows      int64 `json:"rows"` // kept
	Rejected  int64 `json:"rejected"`
	Gaps      int64 `json:"gaps"`  // kept rows without a value
	Zeros     int64 `json:"zeros"` // kept rows with the value 0
	FirstYear int   `json:"first_year"`
	LastYear  int   `json:"last_year"`
	Reporters int   `json:"reporters"` // economies that report, aggregates apart

	Unresolved []Label  `json:"unresolved,omitempty"` // labels that name no economy; their rows are rejected
	Aggregates []Label  `json:"aggregates,omitempty"` // codes of sums over economies, kept apart by flag
	Apart      []Label  `json:"apart,omitempty"`      // records left out on purpose, by reason
	Notes      []string `json:"notes,omitempty"`      // the reader's remarks on the files
	// RejectsFile lists the rows refused by the first import, RejectsFiles those
	// of the others.
	RejectsFile  string   `json:"rejects_file,omitempty"`
	RejectsFiles []string `json:"more_rejects_files,omitempty"`
}

// InputFile is a file that was imported.
type InputFile struct {
	Name   string `json:"name"`
	SHA256 string `json:"sha256"`
	Bytes  int64  `json:"bytes"`

	Mapping string `json:"mapping,omitempty"` // where the file was read in another way than the first
}

// DataFile is a Parquet file of the lake; Path is relative to its directory.
// Grain is "total", "product" or "computed" in the table of trade, "row" in
// others.
type DataFile struct {
	Path   string `json:"path"`
	Table  string `json:"table,omitempty"` // the source's main one where empty
	Grain  string `json:"grain"`
	Rows   int64  `json:"rows"`
	Bytes  int64  `json:"bytes"`
	SHA256 string `json:"sha256,omitempty"`
}

// tableOf is the table that a file of a source belongs to.
func (f *DataFile) tableOf(s *Source) string {
	if f.Table == "" {
		return s.Table
	}
	return f.Table
}

// Tables lists the tables that the source has rows of, the main one first.
func (s *Source) Tables() []string {
	out := []string{s.Table}
	for i := range s.Files {
		if t := s.Files[i].tableOf(s); !slices.Contains(out, t) {
			out = append(out, t)
		}
	}
	return out
}

// Rejects lists the files of refused rows, relative to the lake.
func (s *Source) Rejects() []string {
	if s.RejectsFile == "" {
		return s.RejectsFiles
	}
	return append([]string{s.RejectsFile}, s.RejectsFiles...)
}

// CaveatsOn lists what a reader of a measure's number of a year must know: the
// release's caveats and those of its format that hold there. Year 0 is any.
func (s *Source) CaveatsOn(measure string, year int) []string {
	out := slices.Clone(s.Caveats)
	for _, c := range s.Scoped {
		if c.Holds(measure, year) {
			out = append(out, c.Text)
		}
	}
	return out
}

// Label is a printed text, or a code, and the rows that carry it.
type Label struct {
	Text string   `json:"text"`
	Rows int64    `json:"rows"`
	Near []string `json:"near,omitempty"` // what may have been meant
}

// SHA256 is the hash of the input, the first one where there are several.
func (s Source) SHA256() string {
	if len(s.Inputs) == 0 {
		return ""
	}
	return s.Inputs[0].SHA256
}

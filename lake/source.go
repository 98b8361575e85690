package lake

import "dyad/source"

// Source is one import: one vintage of one source, as the manifest keeps it.
type Source struct {
	source.Meta
	Table    string `json:"table"`
	Sequence int    `json:"sequence"` // the number of the import in this lake
	Imported string `json:"imported"` // when, RFC 3339
	Dyad     string `json:"dyad"`     // the version that imported it

	Inputs  []InputFile `json:"inputs"`
	Mapping string      `json:"mapping"` // how the columns were read
	Files   []DataFile  `json:"files"`

	Rows      int64 `json:"rows"` // kept
	Rejected  int64 `json:"rejected"`
	Gaps      int64 `json:"gaps"`  // kept rows without a value
	Zeros     int64 `json:"zeros"` // kept rows with the value 0
	FirstYear int   `json:"first_year"`
	LastYear  int   `json:"last_year"`
	Reporters int   `json:"reporters"` // economies that report, aggregates apart

	Unresolved  []Label `json:"unresolved,omitempty"` // labels that name no economy; their rows are rejected
	Aggregates  []Label `json:"aggregates,omitempty"` // codes of sums over economies, kept apart by flag
	RejectsFile string  `json:"rejects_file,omitempty"`
}

// InputFile is a file that was imported.
type InputFile struct {
	Name   string `json:"name"`
	SHA256 string `json:"sha256"`
	Bytes  int64  `json:"bytes"`
}

// DataFile is a Parquet file of the lake; Path is relative to its directory.
// Grain is "total", "product" or "computed".
type DataFile struct {
	Path  string `json:"path"`
	Grain string `json:"grain"`
	Rows  int64  `json:"rows"`
	Bytes int64  `json:"bytes"`
}

// Label is a printed text, or a code, and the rows that carry it.
type Label struct {
	Text string   `json:"text"`
	Rows int64    `json:"rows"`
	Near []string `json:"near,omitempty"` // what may have been meant
}

// SHA256 is the hash of the input, the first one where there are several.
func (s *Source) SHA256() string {
	if len(s.Inputs) == 0 {
		return ""
	}
	return s.Inputs[0].SHA256
}

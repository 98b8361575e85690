package dossier

import "dyad/trade"

// FindingRecord is a finding of trade.Forensics as scripts read it.
type FindingRecord struct {
	Kind     string  `json:"kind"`
	Text     string  `json:"text"`
	Reporter string  `json:"reporter,omitempty"`
	Exporter string  `json:"exporter,omitempty"`
	Importer string  `json:"importer,omitempty"`
	Years    []int   `json:"years"`
	Value    float64 `json:"value"`
	Source   string  `json:"source"`
	Vintage  string  `json:"vintage"`
}

// FindingRecords turns findings into records, in order; never nil.
func FindingRecords(list []trade.Finding) []FindingRecord {
	out := make([]FindingRecord, len(list))
	for i, f := range list {
		out[i] = FindingRecord{f.Kind, f.Text, f.Reporter, f.Exporter, f.Importer, append([]int{}, f.Years...), f.Value, f.Source, f.Vintage}
	}
	return out
}

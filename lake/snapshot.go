package lake

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"slices"

	"dyad/source"
)

// content is what an import brought: the files' bytes, how they were read, what
// was kept of them and what is said of every number. When it came, in which
// order, under which file name and into which lake is no part of it.
type content struct {
	Meta       source.Meta
	Table      string
	Latest     bool
	Inputs     []string // hashes
	Mapping    string
	Grains     []DataFile // rows alone
	Rejected   int64
	Gaps       int64
	Zeros      int64
	FirstYear  int
	LastYear   int
	Reporters  int
	Unresolved []Label
	Aggregates []Label
}

// snapshot is the hash of what all imports brought.
func (m *manifest) snapshot() string {
	latest := m.latest()
	all := make([]content, 0, len(m.Sources))
	for i := range m.Sources {
		s := &m.Sources[i]
		c := content{Meta: s.Meta, Table: s.Table, Latest: latest[i], Mapping: s.Mapping, Rejected: s.Rejected, Gaps: s.Gaps, Zeros: s.Zeros,
			FirstYear: s.FirstYear, LastYear: s.LastYear, Reporters: s.Reporters, Unresolved: s.Unresolved, Aggregates: s.Aggregates}
		for _, in := range s.Inputs {
			c.Inputs = append(c.Inputs, in.SHA256)
		}
		for _, f := range s.Files {
			c.Grains = append(c.Grains, DataFile{Grain: f.Grain, Rows: f.Rows})
		}
		all = append(all, c)
	}
	slices.SortFunc(all, func(a, b content) int {
		return cmp.Or(cmp.Compare(a.Meta.ID, b.Meta.ID), cmp.Compare(a.Meta.Vintage, b.Meta.Vintage))
	})
	b, err := json.Marshal(all)
	if err != nil {
		panic(err) // texts and whole numbers alone
	}
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}

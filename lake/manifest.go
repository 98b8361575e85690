package lake

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"

	"dyad/internal/hint"
	"dyad/source"
)

// format is the layout of the lake that this program writes and reads.
const format = 2

const manifestName = "manifest.json"

// manifest is the whole state of a lake.
type manifest struct {
	Format  int      `json:"format"`
	Dyad    string   `json:"dyad"`            // the version that wrote it
	Hash    string   `json:"manifest_sha256"` // of the bytes of this file, its own place empty
	Sources []Source `json:"sources"`
}

// readManifest reads the state. A directory without one gives fs.ErrNotExist.
func readManifest(dir string) (*manifest, error) {
	path := filepath.Join(dir, manifestName)
	b, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	if err != nil {
		return nil, &hint.Error{Code: hint.Data, Where: path, What: "cannot read the lake", Err: err, Try: "check who owns it, or use another --lake"}
	}
	return parseManifest(path, b)
}

// parseManifest holds the bytes against the rules of a manifest; whatever they
// are, it gives a sound manifest or an error.
func parseManifest(path string, b []byte) (*manifest, error) {
	var version struct {
		Format int    `json:"format"`
		Dyad   string `json:"dyad"`
	}
	if err := json.Unmarshal(b, &version); err != nil {
		return nil, damaged(path, err)
	}
	if version.Format > format {
		return nil, hint.New(hint.Data, path,
			fmt.Sprintf("the lake was written by a newer dyad (%s, format %d; this one reads format %d)", orUnknown(version.Dyad), version.Format, format),
			"use that version of dyad, or another --lake")
	}
	if version.Format < 1 {
		return nil, damaged(path, errors.New("it names no format"))
	}
	if !intact(b, version.Format) {
		return nil, damaged(path, errors.New("its bytes are not those that were written"))
	}
	var m manifest
	d := json.NewDecoder(bytes.NewReader(b))
	if err := d.Decode(&m); err != nil {
		return nil, damaged(path, err)
	}
	if err := m.check(); err != nil {
		return nil, damaged(path, err)
	}
	return &m, nil
}

func orUnknown(version string) string {
	if version == "" {
		return "version unknown"
	}
	return version
}

func damaged(path string, err error) error {
	return &hint.Error{Code: hint.Data, Where: path, What: "the lake's manifest is damaged", Err: err, Try: "restore it from a copy, or import into another --lake"}
}

// check refuses a manifest that would lead outside the lake or make no sense.
func (m *manifest) check() error {
	seen := map[string]bool{}
	for i := range m.Sources {
		s := &m.Sources[i]
		if !source.GoodID(s.ID) || !source.GoodID(s.Vintage) {
			return fmt.Errorf("source %q with vintage %q has no good name", s.ID, s.Vintage)
		}
		key := s.ID + "\x00" + s.Vintage
		if seen[key] {
			return fmt.Errorf("source %s has vintage %s twice", s.ID, s.Vintage)
		}
		seen[key] = true
		for _, f := range s.Files {
			if !filepath.IsLocal(f.Path) || f.Rows < 0 {
				return fmt.Errorf("source %s has a bad file %q", s.ID, f.Path)
			}
		}
	}
	return nil
}

// bytes is the manifest as it is written.
func (m *manifest) bytes() ([]byte, error) {
	open := *m
	open.Hash = ""
	b, err := json.MarshalIndent(&open, "", "  ")
	if err != nil {
		return nil, err
	}
	return sealed(append(b, '\n')), nil
}

// find gives the import of a source's vintage, or nil.
func (m *manifest) find(id, vintage string) *Source {
	for i := range m.Sources {
		if s := &m.Sources[i]; s.ID == id && s.Vintage == vintage {
			return s
		}
	}
	return nil
}

// undated is the last release of a source that came without a vintage; nil where
// the last one has a name.
func (m *manifest) undated(id, table string) *Source {
	var last *Source
	for i := range m.Sources {
		if s := &m.Sources[i]; s.ID == id && (last == nil || s.Sequence > last.Sequence) {
			last = s
		}
	}
	if last == nil || !last.Undated || last.Table != table {
		return nil
	}
	return last
}

var dated = regexp.MustCompile(`^[vV]?[12][0-9]{3}($|[^0-9]|[0-1][0-9])`)

// latest says which releases answer: the latest vintage of each source, by name
// where all vintages of the source are dates (2024, 2024-07, V202401b), else the
// one imported last; and not a source that another one here contains or
// supersedes, for the two are one witness.
func (m *manifest) latest() map[int]bool {
	best := map[string]int{}
	allDated := map[string]bool{}
	for _, s := range m.Sources {
		if _, known := allDated[s.ID]; !known {
			allDated[s.ID] = true
		}
		allDated[s.ID] = allDated[s.ID] && dated.MatchString(s.Vintage)
	}
	for i, s := range m.Sources {
		j, known := best[s.ID]
		switch {
		case !known:
			best[s.ID] = i
		case allDated[s.ID] && trimV(s.Vintage) > trimV(m.Sources[j].Vintage):
			best[s.ID] = i
		case !allDated[s.ID] && s.Sequence > m.Sources[j].Sequence:
			best[s.ID] = i
		}
	}
	out := map[int]bool{}
	for _, i := range best {
		out[i] = true
	}
	for id, i := range best {
		if m.covered(id, i, best) {
			delete(out, i)
		}
	}
	return out
}

// covered says whether another source in use holds all that this one does.
func (m *manifest) covered(id string, at int, best map[string]int) bool {
	for other, j := range best {
		o, s := &m.Sources[j], &m.Sources[at]
		if other == id || o.Table != s.Table {
			continue
		}
		if covers(o, s) && !(covers(s, o) && s.Sequence > o.Sequence) { // of two that name each other the later one stays
			return true
		}
	}
	return false
}

// covers says whether a source holds the other by what either says of it, and by
// its years: one that does not reach as far leaves the other to answer.
func covers(whole, part *Source) bool {
	if part.FirstYear < whole.FirstYear || part.LastYear > whole.LastYear {
		return false
	}
	return slices.Contains(whole.Contains, part.ID) || slices.Contains(whole.Supersedes, part.ID) || slices.Contains(part.PartOf, whole.ID)
}

func trimV(vintage string) string {
	if vintage[0] == 'v' || vintage[0] == 'V' {
		return vintage[1:]
	}
	return vintage
}

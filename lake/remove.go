package lake

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"dyad/internal/hint"
)

// Remove takes a release out of the lake: the manifest no longer names it, in
// one rename. Its files stay until the next import clears them away, so that who
// reads them now loses nothing. Vintage "" is for a source with one release.
func Remove(ctx context.Context, dir, id, vintage, version string) (Source, error) {
	var none Source
	unlock, err := lock(dir)
	if err != nil {
		return none, lacking(dir, err)
	}
	defer unlock()
	m, err := readManifest(dir)
	if err != nil {
		return none, lacking(dir, err)
	}
	var vintages []string
	at := -1
	for i := range m.Sources {
		if s := &m.Sources[i]; s.ID == id {
			vintages = append(vintages, s.Vintage)
			if vintage == "" || s.Vintage == vintage {
				at = i
			}
		}
	}
	switch {
	case len(vintages) == 0:
		return none, unknownSource(m, id)
	case at < 0:
		return none, hint.New(hint.Usage, "", fmt.Sprintf("source %s has no vintage %q", id, vintage), "it has "+strings.Join(vintages, ", "))
	case vintage == "" && len(vintages) > 1:
		return none, hint.New(hint.Usage, "", fmt.Sprintf("source %s has the vintages %s", id, strings.Join(vintages, ", ")), "say which: --vintage "+vintages[0])
	}
	gone := m.Sources[at]
	next := manifest{Format: format, Dyad: version, Sources: slices.Delete(slices.Clone(m.Sources), at, at+1)}
	b, err := next.bytes()
	if err != nil {
		return none, err
	}
	work, err := os.MkdirTemp(dir, ".manifest-")
	if err != nil {
		return none, cannotWrite(dir, err)
	}
	defer os.RemoveAll(work)
	fresh := filepath.Join(work, manifestName)
	if err := writeWhole(onDisk{}, fresh, b); err != nil {
		return none, cannotWrite(dir, err)
	}
	if err := ctx.Err(); err != nil {
		return none, err
	}
	if err := os.Rename(fresh, filepath.Join(dir, manifestName)); err != nil {
		return none, cannotWrite(dir, err)
	}
	return gone, onDisk{}.sync(dir)
}

func unknownSource(m *manifest, id string) error {
	var ids []string
	for _, s := range m.Sources {
		if !slices.Contains(ids, s.ID) {
			ids = append(ids, s.ID)
		}
	}
	try := "sources: " + strings.Join(ids, ", ")
	if near := hint.Suggest(id, ids); len(near) > 0 {
		try = "did you mean " + strings.Join(near, " or ") + "? " + try
	}
	return hint.New(hint.Usage, "", fmt.Sprintf("unknown source %q", id), try)
}

// Find gives a release of the snapshot; vintage "" is the one that answers.
func (l *Lake) Find(id, vintage string) (Source, error) {
	s, ok := l.Source(id, vintage)
	if ok {
		return s, nil
	}
	if vintage != "" {
		for _, other := range l.manifest.Sources {
			if other.ID == id {
				return s, hint.New(hint.Usage, "", fmt.Sprintf("source %s has no vintage %q", id, vintage), "it has "+other.Vintage)
			}
		}
	}
	for _, other := range l.manifest.Sources { // one that another contains answers nothing and is shown all the same
		if other.ID == id {
			return other, nil
		}
	}
	return s, unknownSource(l.manifest, id)
}

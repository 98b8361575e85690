package lake

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"path/filepath"
	"slices"
	"time"

	"dyad/internal/hint"
	"dyad/lake/duck"
	"dyad/source"
)

// identify names the import and finds out whether the lake has it already.
func (im *importing) identify() (same *Source, err error) {
	im.source = Source{Meta: im.data.Meta, Table: im.data.Table, Dyad: im.options.Version,
		Imported: im.options.Now().UTC().Format(time.RFC3339)}
	for _, in := range im.inputs {
		im.source.Inputs = append(im.source.Inputs, InputFile{Name: filepath.Base(in.Label), SHA256: in.Text.SHA256, Bytes: in.Text.Bytes})
	}
	if im.source.Mapping, err = mapping(&im.data, im.inputs); err != nil {
		return nil, err
	}
	im.id = fingerprint(im.source.Inputs, im.source.Mapping)
	if im.source.Vintage == "" {
		for i := range im.manifest.Sources {
			if s := &im.manifest.Sources[i]; s.ID == im.source.ID && im.isSame(s) {
				return s, nil
			}
		}
		im.source.Vintage = hashOf(im.source.Inputs)[:8]
	}
	old := im.manifest.find(im.source.ID, im.source.Vintage)
	if old == nil {
		return nil, nil
	}
	if im.isSame(old) {
		return old, nil
	}
	what := fmt.Sprintf("source %s has vintage %s already, from %s of %s", old.ID, old.Vintage, old.Inputs[0].Name, old.Imported)
	if slices.EqualFunc(old.Inputs, im.source.Inputs, func(a, b InputFile) bool { return a.SHA256 == b.SHA256 }) {
		what += ", with its columns read in another way; what came in is never changed"
	} else {
		what += "; what came in is never changed"
	}
	return nil, hint.New(hint.Data, im.data.Files[0].Label(), what, "--vintage NAME imports this as another vintage")
}

func (im *importing) isSame(s *Source) bool {
	return s.Mapping == im.source.Mapping && hashOf(s.Inputs) == hashOf(im.source.Inputs)
}

// differs names what is said now of a source otherwise than before. What is left
// empty now is not said, nor is a title that only repeats the name.
func differs(kept, given source.Meta) []string {
	if given.Title == given.ID {
		given.Title = ""
	}
	var out []string
	for _, w := range []struct{ name, kept, given string }{
		{"title", kept.Title, given.Title},
		{"publisher", kept.Publisher, given.Publisher},
		{"url", kept.URL, given.URL},
		{"licence", kept.Licence, given.Licence},
		{"retrieved", kept.Retrieved, given.Retrieved},
		{"unit", kept.Unit, given.Unit},
	} {
		if w.given != "" && w.given != w.kept {
			out = append(out, w.name)
		}
	}
	if len(given.Caveats) > 0 && !slices.Equal(given.Caveats, kept.Caveats) {
		out = append(out, "caveats")
	}
	return out
}

// mapping writes down how the files are read, so that the same reading can be
// recognised and looked up.
func mapping(d *source.Dataset, inputs []duck.Input) (string, error) {
	type file struct {
		Delimiter string         `json:"delimiter,omitempty"`
		Columns   source.Columns `json:"columns,omitempty"`
	}
	var files []file
	for _, in := range inputs {
		f := file{}
		if !in.Head.Parquet {
			columns, err := d.Match(in.Head.Columns)
			if err != nil {
				return "", duck.Placed(in.Label, err)
			}
			f = file{string(in.Head.Delimiter), columns}
		}
		if !slices.ContainsFunc(files, func(g file) bool { return g.Delimiter == f.Delimiter && fmt.Sprint(g.Columns) == fmt.Sprint(f.Columns) }) {
			files = append(files, f)
		}
	}
	b, err := json.Marshal(map[string]any{"files": files, "set": d.Constants, "scale": d.Scale, "quantity_scale": d.QuantityScale,
		"missing": d.Missing, "scheme": d.Scheme, "aliases": d.Aliases, "aggregates": d.Aggregates, "flows": d.Flows, "flags": d.Flags})
	return string(b), err
}

// hashOf is the hash of the inputs together; of one file it is its own.
func hashOf(inputs []InputFile) string {
	if len(inputs) == 1 {
		return inputs[0].SHA256
	}
	h := sha256.New()
	for _, in := range inputs {
		fmt.Fprintln(h, in.SHA256)
	}
	return hex.EncodeToString(h.Sum(nil))
}

// fingerprint tells imports of the same source apart in file names.
func fingerprint(inputs []InputFile, mapping string) string {
	sum := sha256.Sum256([]byte(hashOf(inputs) + "\n" + mapping))
	return hex.EncodeToString(sum[:])[:12]
}

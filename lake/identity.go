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
		im.source.Undated = true
		if old := im.manifest.undated(im.source.ID, im.source.Table); old != nil {
			im.joins, im.source.Vintage = old, old.Vintage
			return nil, nil
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
	for _, in := range im.source.Inputs {
		if old.has(in.SHA256) {
			what := fmt.Sprintf("source %s has vintage %s already, from %s of %s", old.ID, old.Vintage, in.Name, old.Imported)
			if im.readOtherwise(old, in.SHA256) {
				what += ", with its columns read in another way"
			} else {
				what += ", and not the other files named now"
			}
			return nil, hint.New(hint.Data, im.data.Files[0].Label(), what+"; what came in is never changed",
				"--vintage NAME imports this as another vintage; or name the new files alone")
		}
	}
	if old.Table != im.source.Table {
		return nil, hint.New(hint.Data, im.data.Files[0].Label(), fmt.Sprintf("source %s, vintage %s, holds the table %s, not %s", old.ID, old.Vintage, old.Table, im.source.Table),
			"--source NAME gives this another name")
	}
	im.joins = old
	return nil, nil
}

// isSame says whether a release holds these files, read this way.
func (im *importing) isSame(s *Source) bool {
	for _, in := range im.source.Inputs {
		if !s.has(in.SHA256) || im.readOtherwise(s, in.SHA256) {
			return false
		}
	}
	return true
}

func (s *Source) has(sha256 string) bool {
	return slices.ContainsFunc(s.Inputs, func(in InputFile) bool { return in.SHA256 == sha256 })
}

// readOtherwise says whether a release read one of its files in another way.
func (im *importing) readOtherwise(s *Source, sha256 string) bool {
	i := slices.IndexFunc(s.Inputs, func(in InputFile) bool { return in.SHA256 == sha256 })
	then := s.Mapping
	if s.Inputs[i].Mapping != "" {
		then = s.Inputs[i].Mapping
	}
	return then != im.source.Mapping
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
	if d.Stream != nil {
		b, err := json.Marshal(map[string]any{"reader": d.Meta.Reader, "reading": d.Reading, "scheme": d.Scheme, "aliases": d.Aliases, "aggregates": d.Aggregates})
		return string(b), err
	}
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
	how := map[string]any{"files": files, "set": d.Constants, "scale": d.Scale, "quantity_scale": d.QuantityScale,
		"missing": d.Missing, "scheme": d.Scheme, "aliases": d.Aliases, "aggregates": d.Aggregates, "flows": d.Flows, "flags": d.Flags}
	if d.Decimal != "" {
		how["decimal"] = d.Decimal
	}
	var shapes []string
	for _, f := range d.Files {
		if b, err := json.Marshal(f.Shape); err == nil && !f.Shape.Plain() && !slices.Contains(shapes, string(b)) {
			shapes = append(shapes, string(b))
		}
	}
	if shapes != nil {
		how["shapes"] = shapes
	}
	b, err := json.Marshal(how)
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

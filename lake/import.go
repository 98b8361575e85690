package lake

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"dyad/internal/hint"
	"dyad/lake/duck"
	"dyad/source"
)

// ImportOptions say how an import behaves.
type ImportOptions struct {
	AllowRejects   bool    // import the good rows however many are refused
	MaxRejectShare float64 // 0: one in a thousand
	Progress       func(stage string, done, total int64)
	Version        string // of dyad, for the manifest
	Now            func() time.Time
}

// The stages that Progress names. Reading counts the bytes of the files; the
// others have no count.
const (
	Reading    = "reading"
	Parsing    = "parsing"
	Sorting    = "sorting"
	Writing    = "writing"
	Committing = "committing"
)

// Import brings the files of a dataset into the lake in dir, which it makes
// where there is none: all of them or, with an error, nothing. The same files,
// read the same way, are Unchanged the second time. Other files under the same
// vintage are refused. A Meta.Vintage left empty is the first eight digits of
// the files' hash. When the context ends the lake is as it was.
func Import(ctx context.Context, dir string, d source.Dataset, o ImportOptions) (Report, error) {
	start := time.Now()
	o.defaults()
	if err := checkDataset(d); err != nil {
		return Report{}, err
	}
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return Report{}, cannotWrite(dir, err)
	}
	unlock, err := lock(dir)
	if err != nil {
		return Report{}, err
	}
	defer unlock()
	m, err := readManifest(dir)
	if errors.Is(err, fs.ErrNotExist) {
		m = &manifest{Format: format}
	} else if err != nil {
		return Report{}, err
	}
	if err := clean(dir, m); err != nil {
		return Report{}, cannotWrite(dir, err)
	}
	im := &importing{dir: dir, data: d, options: o, manifest: m}
	report, err := im.run(ctx)
	if im.work != "" {
		os.RemoveAll(im.work)
	}
	os.Remove(filepath.Join(dir, "tmp")) // only where it is empty
	if ctx.Err() != nil && err != nil {
		return Report{}, ctx.Err()
	}
	report.Took = time.Since(start)
	return report, err
}

func (o *ImportOptions) defaults() {
	if o.Progress == nil {
		o.Progress = func(string, int64, int64) {}
	}
	if o.MaxRejectShare == 0 {
		o.MaxRejectShare = defaultRejectShare
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Version == "" {
		o.Version = "devel"
	}
}

func checkDataset(d source.Dataset) error {
	if d.Table != "trade" {
		return hint.New(hint.Fault, "", fmt.Sprintf("the lake has no table %q", d.Table), "")
	}
	if !source.GoodID(d.Meta.ID) {
		return hint.New(hint.Usage, "", fmt.Sprintf("%q cannot be the name of a source", d.Meta.ID),
			"--source NAME, with letters, digits, '-', '_' and '.'")
	}
	if d.Meta.Vintage != "" && !source.GoodID(d.Meta.Vintage) {
		return hint.New(hint.Usage, "", fmt.Sprintf("%q cannot be the name of a vintage", d.Meta.Vintage),
			"--vintage NAME, with letters, digits, '-', '_' and '.'")
	}
	if len(d.Files) == 0 {
		return hint.New(hint.Usage, "", "no file is named", "dyad import SOURCE FILE...")
	}
	return nil
}

// importing is one import under way.
type importing struct {
	dir      string
	data     source.Dataset
	options  ImportOptions
	manifest *manifest
	work     string // a directory under tmp
	id       string // of this import, part of the names of its files
	inputs   []duck.Input
	seen     []os.FileInfo // of the inputs, when they were hashed; nil where a copy is read
	source   Source
}

func (im *importing) run(ctx context.Context) (Report, error) {
	if err := im.begin(); err != nil {
		return Report{}, cannotWrite(im.dir, err)
	}
	if err := im.unpack(ctx); err != nil {
		return Report{}, err
	}
	same, err := im.identify()
	if err != nil {
		return Report{}, err
	}
	if same != nil {
		return Report{Source: *same, Unchanged: true}, nil
	}
	stage, err := duck.NewStage(ctx, &im.data, im.inputs, duck.Config{Temp: filepath.Join(im.work, "spill")})
	if err != nil {
		return Report{}, err
	}
	closeStage := sync.OnceFunc(func() { stage.Close() })
	defer closeStage()
	report, err := im.judge(ctx, stage)
	if err != nil {
		return report, err
	}
	im.options.Progress(Writing, 0, 0)
	files, err := stage.Write(ctx, duck.Names{Source: im.source.ID, Vintage: im.source.Vintage}, im.parquet)
	if err != nil {
		return report, err
	}
	if err := im.sameInputs(); err != nil {
		return report, err
	}
	im.options.Progress(Committing, 0, 0)
	go closeStage() // gives its memory back while the disk works
	if err := im.commit(ctx, files); err != nil {
		return report, err
	}
	report.Source = im.source
	return report, nil
}

// begin makes the directory of work.
func (im *importing) begin() error {
	tmp := filepath.Join(im.dir, "tmp")
	if err := os.MkdirAll(tmp, 0o777); err != nil {
		return err
	}
	work, err := os.MkdirTemp(tmp, "import-")
	im.work = work
	return err
}

// unpack passes over every file once and puts texts that are packed, or that
// come from memory, beside the lake's files.
func (im *importing) unpack(ctx context.Context) error {
	var total, before int64
	for _, f := range im.data.Files {
		n := int64(len(f.Data))
		if info, err := os.Stat(f.Path); f.Path != "" && err == nil {
			n = info.Size()
		}
		total += n
	}
	for i, f := range im.data.Files {
		head, err := source.Peek(f)
		if err != nil {
			return err
		}
		in := duck.Input{Label: f.Label(), Path: f.Path, Head: head}
		in.Text, err = im.unpackOne(ctx, i, f, &in, func(done int64) { im.options.Progress(Reading, before+done, total) })
		if err != nil {
			return err
		}
		if !head.Parquet && in.Text.Lines < 2 {
			return hint.New(hint.Data, in.Label, "the file has a header and no rows", "fetch it again")
		}
		before += in.Text.Bytes
		im.inputs = append(im.inputs, in)
	}
	return nil
}

func (im *importing) unpackOne(ctx context.Context, i int, f source.File, in *duck.Input, progress func(int64)) (source.Text, error) {
	if !in.Head.Gzip && f.Path != "" {
		info, err := os.Stat(f.Path)
		if err != nil {
			return source.Text{}, err
		}
		im.seen = append(im.seen, info)
		return source.Unpack(ctx, f, in.Head, nil, progress)
	}
	im.seen = append(im.seen, nil)
	in.Path = filepath.Join(im.work, fmt.Sprintf("input-%d", i))
	out, err := os.Create(in.Path)
	if err != nil {
		return source.Text{}, cannotWrite(im.dir, err)
	}
	defer out.Close()
	return source.Unpack(ctx, f, in.Head, &diskWriter{out, im.dir}, progress)
}

// sameInputs says whether the files are still those that were hashed.
func (im *importing) sameInputs() error {
	for i, before := range im.seen {
		if before == nil {
			continue
		}
		after, err := os.Stat(im.inputs[i].Path)
		if err != nil || after.Size() != before.Size() || !after.ModTime().Equal(before.ModTime()) {
			return hint.New(hint.Data, im.inputs[i].Label, "the file changed while it was read", "import it again when it is complete")
		}
	}
	return nil
}

// diskWriter tells a fault of the lake's disk from one of the file read.
type diskWriter struct {
	f   *os.File
	dir string
}

func (w *diskWriter) Write(p []byte) (int, error) {
	n, err := w.f.Write(p)
	if err != nil {
		err = cannotWrite(w.dir, err)
	}
	return n, err
}

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

// judge reads the rows, sorts the good ones and accounts for the others.
func (im *importing) judge(ctx context.Context, stage *duck.Stage) (Report, error) {
	var report Report
	im.options.Progress(Parsing, 0, 0)
	if err := stage.Load(ctx); err != nil {
		return report, err
	}
	report.Read = stage.Rows()
	if report.Read == 0 {
		return report, hint.New(hint.Data, im.inputs[0].Label, "the file has no rows", "fetch it again")
	}
	if err := stage.Understand(ctx, im.options.Now().Year()+1); err != nil {
		return report, err
	}
	im.options.Progress(Sorting, 0, 0)
	if err := stage.Sort(ctx); err != nil {
		return report, err
	}
	twins, err := stage.Twins(ctx)
	if err != nil {
		return report, err
	}
	if twins > 0 {
		if report.Duplicates, report.Conflicts, err = stage.DropTwins(ctx); err != nil {
			return report, err
		}
	}
	if err := im.account(ctx, stage, &report); err != nil {
		return report, err
	}
	if stage.Kept() == 0 {
		return report, tooMany(report.Rejects, im.source.Rejected, report.Read, 0)
	}
	summary, err := stage.Summary(ctx)
	if err != nil {
		return report, err
	}
	s := &im.source
	s.Rows, s.Gaps, s.Zeros = stage.Kept(), summary.Gaps, summary.Zeros
	s.FirstYear, s.LastYear, s.Reporters = summary.FirstYear, summary.LastYear, summary.Reporters
	s.Aggregates = byRows(summary.Aggregates, nil)
	report.Source = *s
	return report, nil
}

// account writes the rejects down and stops where there are too many.
func (im *importing) account(ctx context.Context, stage *duck.Stage, report *Report) error {
	rejected := report.Read - stage.Kept()
	im.source.Rejected = rejected
	if rejected == 0 {
		return nil
	}
	unresolved, err := stage.Unresolved(ctx)
	if err != nil {
		return err
	}
	im.source.Unresolved = byRows(unresolved, stage.Suggestion)
	report.Source = im.source
	out, err := newRejectsFile(filepath.Join(im.work, "rejects.csv"))
	if err != nil {
		return cannotWrite(im.dir, err)
	}
	over := float64(rejected) > im.options.MaxRejectShare*float64(report.Read) && !im.options.AllowRejects
	err = stage.Rejects(ctx, func(r Reject) error {
		if over && len(out.first) == firstRejects {
			return errEnough
		}
		return out.add(r)
	})
	report.Rejects = out.first
	if closed := out.close(); err == nil {
		err = closed
	}
	if err != nil && !errors.Is(err, errEnough) {
		return cannotWrite(im.dir, err)
	}
	if over {
		return tooMany(out.first, rejected, report.Read, im.options.MaxRejectShare)
	}
	return nil
}

var errEnough = errors.New("enough rejects")

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

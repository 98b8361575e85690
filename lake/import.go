package lake

import (
	"context"
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
	"dyad/lake/table"
	"dyad/source"
)

// ImportOptions say how an import behaves.
type ImportOptions struct {
	AllowRejects   bool                                  // import the good rows however many are refused
	MaxRejectShare float64                               // 0: one in a thousand
	Progress       func(stage string, done, total int64) // never called twice at a time
	Version        string                                // of dyad, for the manifest
	Now            func() time.Time
	Tables         []*table.Table // that streams may fill; files of columns fill the table of trade

	disk disk // nil for the disk itself
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
// vintage join the release, where they bring no part (a flow's year) that is
// there already; so do files without a vintage where the last ones of the source
// had none, and where these bring such a part they are another release. A
// Meta.Vintage left empty is the first eight digits of the first files' hash.
// When the context ends the lake is as it was.
func Import(ctx context.Context, dir string, d source.Dataset, o ImportOptions) (Report, error) {
	start := time.Now()
	o.defaults()
	if err := checkDataset(d); err != nil {
		return Report{}, err
	}
	if err := makeLake(o.disk, filepath.Clean(dir)); err != nil {
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
	im := &importing{dir: dir, data: d, options: o, manifest: m, tables: map[string]*table.Table{}}
	for _, t := range o.Tables {
		if err := t.Check(); err != nil {
			return Report{}, hint.New(hint.Fault, "", err.Error(), "")
		}
		im.tables[t.Name] = t
	}
	report, err := im.run(ctx)
	if im.free != nil {
		im.free()
	}
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
	if o.disk == nil {
		o.disk = onDisk{}
	}
}

func checkDataset(d source.Dataset) error {
	if d.Table != "trade" && d.Stream == nil {
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
	for _, named := range [][]string{d.Meta.Contains, d.Meta.PartOf, d.Meta.Supersedes} {
		if slices.Contains(named, d.Meta.ID) {
			return hint.New(hint.Usage, "", fmt.Sprintf("source %s cannot contain or supersede itself", d.Meta.ID), "name the other source")
		}
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
	tables   map[string]*table.Table
	joins    *Source // the release that the files are a further part of, nil for a new one
	free     func()  // gives the engine's memory back, once; it is waited for
	work     string  // a directory under tmp
	id       string  // of this import, part of the names of its files
	inputs   []duck.Input
	seen     []os.FileInfo // of the inputs, when they were hashed; nil where a copy is read
	source   Source
}

func (im *importing) run(ctx context.Context) (Report, error) {
	if err := im.begin(); err != nil {
		return Report{}, cannotWrite(im.dir, err)
	}
	ready := im.unpack
	if im.data.Stream != nil {
		ready = im.hashFiles
	}
	if err := ready(ctx); err != nil {
		return Report{}, err
	}
	same, err := im.identify()
	if err != nil {
		return Report{}, err
	}
	if same != nil {
		return Report{Source: *same, Unchanged: true, MetaDiffers: differs(same.Meta, im.data.Meta)}, nil
	}
	bring := im.columns
	if im.data.Stream != nil {
		bring = im.stream
	}
	report, files, err := bring(ctx)
	if err != nil {
		return report, err
	}
	if err := im.sameInputs(); err != nil {
		return report, err
	}
	im.options.Progress(Committing, 0, 0)
	if err := im.commit(ctx, files); err != nil {
		return report, err
	}
	report.Source = im.source
	return report, nil
}

// columns has the engine read files of columns into the table of trade.
func (im *importing) columns(ctx context.Context) (Report, []duck.File, error) {
	stage, err := duck.NewStage(ctx, &im.data, im.inputs, duck.Config{Temp: filepath.Join(im.work, "spill")})
	if err != nil {
		return Report{}, nil, err
	}
	im.free = sync.OnceFunc(func() { stage.Close() })
	defer func() { go im.free() }() // gives its memory back while the disk works
	report, err := im.judge(ctx, stage)
	if err != nil {
		return report, nil, err
	}
	im.options.Progress(Writing, 0, 0)
	files, err := stage.Write(ctx, duck.Names{Source: im.source.ID, Vintage: im.source.Vintage}, im.parquet)
	im.source.Notes = slices.Concat(im.source.Notes, im.data.Notes, stage.Notes())
	return report, files, err
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

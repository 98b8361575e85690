package lake

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"dyad/internal/hint"
	"dyad/lake/duck"
	"dyad/source"
)

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
		in := duck.Input{Label: f.Label(), Path: f.Path, Head: head, Skip: f.Shape.Skip}
		if w := f.Shape.Wide; w != nil {
			in.Each = len(w.Columns)
		}
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
	if !in.Head.Gzip && f.Path != "" && (f.Shape.Plain() || in.Head.Parquet) {
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

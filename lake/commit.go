package lake

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"dyad/lake/duck"
)

// parquet is the path of a grain's file while it is written.
func (im *importing) parquet(grain string) string {
	return filepath.Join(im.work, grain+".parquet")
}

// commit makes the written files part of the lake. Until the last rename the
// manifest does not name them; after it they are whole and on the disk.
func (im *importing) commit(ctx context.Context, written []duck.File) error {
	if err := im.place(written); err != nil {
		return cannotWrite(im.dir, err)
	}
	for _, s := range im.manifest.Sources {
		im.source.Sequence = max(im.source.Sequence, s.Sequence)
	}
	im.source.Sequence++
	next := manifest{Format: format, Dyad: im.options.Version, Sources: append(slices.Clone(im.manifest.Sources), im.source)}
	if err := next.check(); err != nil {
		return err
	}
	b, err := next.bytes()
	if err != nil {
		return err
	}
	fresh := filepath.Join(im.work, manifestName)
	if err := writeWhole(fresh, b); err != nil {
		return cannotWrite(im.dir, err)
	}
	if err := ctx.Err(); err != nil { // the last moment to leave the lake as it was
		return err
	}
	if err := os.Rename(fresh, filepath.Join(im.dir, manifestName)); err != nil {
		return cannotWrite(im.dir, err)
	}
	if err := syncPath(im.dir); err != nil {
		return cannotWrite(im.dir, err)
	}
	return nil
}

// place syncs the written files and moves them to their last names, which hold
// source, vintage and the fingerprint of this import.
func (im *importing) place(written []duck.File) error {
	home := filepath.Join("data", im.source.Table, im.source.ID, im.source.Vintage)
	if err := makeDirs(im.dir, home); err != nil {
		return err
	}
	for _, f := range written {
		relative := filepath.Join(home, fmt.Sprintf("%s-%s.parquet", im.id, f.Grain))
		size, err := im.settle(f.Path, relative)
		if err != nil {
			return err
		}
		im.source.Files = append(im.source.Files, DataFile{Path: relative, Grain: f.Grain, Rows: f.Rows, Bytes: size})
	}
	if im.source.Rejected > 0 {
		home := filepath.Join("rejects", im.source.ID)
		if err := makeDirs(im.dir, home); err != nil {
			return err
		}
		im.source.RejectsFile = filepath.Join(home, fmt.Sprintf("%s-%s.csv", im.source.Vintage, im.id))
		if _, err := im.settle(filepath.Join(im.work, "rejects.csv"), im.source.RejectsFile); err != nil {
			return err
		}
		if err := syncPath(filepath.Join(im.dir, home)); err != nil {
			return err
		}
	}
	return syncPath(filepath.Join(im.dir, home))
}

// settle makes one file last under its last name.
func (im *importing) settle(from, relative string) (size int64, err error) {
	if err := syncPath(from); err != nil {
		return 0, err
	}
	info, err := os.Stat(from)
	if err != nil {
		return 0, err
	}
	return info.Size(), os.Rename(from, filepath.Join(im.dir, relative))
}

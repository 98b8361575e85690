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
	next := manifest{Format: format, Dyad: im.options.Version, Sources: slices.Clone(im.manifest.Sources)}
	if im.joins == nil {
		next.Sources = append(next.Sources, im.source)
	} else {
		i := slices.IndexFunc(next.Sources, func(s Source) bool { return s.ID == im.source.ID && s.Vintage == im.source.Vintage })
		im.source = joined(&next.Sources[i], &im.source)
		next.Sources[i] = im.source
	}
	if err := next.check(); err != nil {
		return err
	}
	b, err := next.bytes()
	if err != nil {
		return err
	}
	fresh := filepath.Join(im.work, manifestName)
	if err := writeWhole(im.options.disk, fresh, b); err != nil {
		return cannotWrite(im.dir, err)
	}
	if err := ctx.Err(); err != nil { // the last moment to leave the lake as it was
		return err
	}
	if err := im.options.disk.rename(fresh, filepath.Join(im.dir, manifestName)); err != nil {
		return cannotWrite(im.dir, err)
	}
	if err := im.options.disk.sync(im.dir); err != nil {
		return cannotWrite(im.dir, err)
	}
	forget(im.dir, next.snapshot())
	return nil
}

// place syncs the written files and moves them to their last names, which hold
// source, vintage and the fingerprint of this import.
func (im *importing) place(written []duck.File) error {
	homes := map[string]bool{}
	for _, f := range written {
		home := filepath.Join("data", f.Table, im.source.ID, im.source.Vintage)
		if err := makeDirs(im.options.disk, im.dir, home); err != nil {
			return err
		}
		homes[home] = true
		relative := filepath.Join(home, fmt.Sprintf("%s-%s.parquet", im.id, f.Grain))
		sum, err := hashFile(f.Path)
		if err != nil {
			return err
		}
		size, err := im.settle(f.Path, relative)
		if err != nil {
			return err
		}
		im.source.Files = append(im.source.Files, DataFile{Path: relative, Table: f.Table, Grain: f.Grain, Rows: f.Rows, Bytes: size, SHA256: sum})
	}
	if im.source.Rejected > 0 {
		home := filepath.Join("rejects", im.source.ID)
		if err := makeDirs(im.options.disk, im.dir, home); err != nil {
			return err
		}
		im.source.RejectsFile = filepath.Join(home, fmt.Sprintf("%s-%s.csv", im.source.Vintage, im.id))
		if _, err := im.settle(filepath.Join(im.work, "rejects.csv"), im.source.RejectsFile); err != nil {
			return err
		}
		if err := im.options.disk.sync(filepath.Join(im.dir, home)); err != nil {
			return err
		}
	}
	for home := range homes {
		if err := im.options.disk.sync(filepath.Join(im.dir, home)); err != nil {
			return err
		}
	}
	return nil
}

// settle makes one file last under its last name.
func (im *importing) settle(from, relative string) (size int64, err error) {
	if err := im.options.disk.sync(from); err != nil {
		return 0, err
	}
	info, err := os.Stat(from)
	if err != nil {
		return 0, err
	}
	return info.Size(), im.options.disk.rename(from, filepath.Join(im.dir, relative))
}

// joined is a release with the part that an import adds to it.
func joined(old, part *Source) Source {
	s := *old
	s.Sequence, s.Imported, s.Dyad = part.Sequence, part.Imported, part.Dyad
	s.Inputs, s.Files = slices.Clone(old.Inputs), append(slices.Clone(old.Files), part.Files...)
	for _, in := range part.Inputs {
		if part.Mapping != old.Mapping {
			in.Mapping = part.Mapping
		}
		s.Inputs = append(s.Inputs, in)
	}
	s.Rows, s.Rejected, s.Gaps, s.Zeros = old.Rows+part.Rows, old.Rejected+part.Rejected, old.Gaps+part.Gaps, old.Zeros+part.Zeros
	s.FirstYear, s.LastYear = min(old.FirstYear, part.FirstYear), max(old.LastYear, part.LastYear)
	s.Reporters = part.Reporters // counted over the whole release
	s.Unresolved, s.Aggregates, s.Apart = sumLabels(old.Unresolved, part.Unresolved), sumLabels(old.Aggregates, part.Aggregates), sumLabels(old.Apart, part.Apart)
	s.Notes = slices.Clone(old.Notes)
	for _, n := range part.Notes {
		if !slices.Contains(s.Notes, n) {
			s.Notes = append(s.Notes, n)
		}
	}
	s.RejectsFiles = append(slices.Clone(old.RejectsFiles), part.Rejects()...)
	return s
}

// sumLabels adds two lists of labels up.
func sumLabels(a, b []Label) []Label {
	rows, near := map[string]int64{}, map[string][]string{}
	for _, l := range slices.Concat(a, b) {
		rows[l.Text] += l.Rows
		near[l.Text] = l.Near
	}
	return byRows(rows, func(text string) []string { return near[text] })
}

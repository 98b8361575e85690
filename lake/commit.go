package lake

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
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

// Only files that bear a name of ours are cleared away: somebody may have made
// a lake of a directory that holds other things.
var (
	ownWork = regexp.MustCompile(`^import-[0-9]+$`)
	ownFile = regexp.MustCompile(`^([0-9a-f]{12}-(total|product|computed)\.parquet|.+-[0-9a-f]{12}\.csv)$`)
)

// clean removes what killed imports left: their directories of work, and the
// files under data and rejects that the manifest does not name. The lock is
// held, so nobody else is about to name them.
func clean(dir string, m *manifest) error {
	named := map[string]bool{}
	for _, s := range m.Sources {
		for _, f := range s.Files {
			named[f.Path] = true
		}
		named[s.RejectsFile] = true
	}
	stale, err := filepath.Glob(filepath.Join(dir, "tmp", "*"))
	if err != nil {
		return err
	}
	for _, path := range stale {
		if !ownWork.MatchString(filepath.Base(path)) {
			continue
		}
		if err := os.RemoveAll(path); err != nil {
			return err
		}
	}
	for _, root := range []string{filepath.Join("data", "trade"), "rejects"} {
		err := filepath.WalkDir(filepath.Join(dir, root), func(path string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() {
				return ignoreMissing(err)
			}
			relative, err := filepath.Rel(dir, path)
			if err != nil || named[relative] || !ownFile.MatchString(entry.Name()) {
				return err
			}
			return os.Remove(path)
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func ignoreMissing(err error) error {
	if os.IsNotExist(err) {
		return nil
	}
	return err
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

// byRows lists labels, the most frequent first; near gives suggestions.
func byRows(counts map[string]int64, near func(string) []string) []Label {
	var out []Label
	for label, n := range counts {
		l := Label{Text: label, Rows: n}
		if near != nil {
			l.Near = near(label)
		}
		out = append(out, l)
	}
	slices.SortFunc(out, func(a, b Label) int {
		return cmp.Or(cmp.Compare(b.Rows, a.Rows), cmp.Compare(a.Text, b.Text))
	})
	return out
}

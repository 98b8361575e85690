package lake

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"time"
)

// Only files that bear a name of ours are cleared away: somebody may have made
// a lake of a directory that holds other things.
var (
	ownWork = regexp.MustCompile(`^import-[0-9]+$`)
	ownRead = regexp.MustCompile(`^read-[0-9]+$`)
	ownFile = regexp.MustCompile(`^([0-9a-f]{12}-(total|product|computed|row)\.parquet|.+-[0-9a-f]{12}\.csv)$`)
)

// longRead is the age after which what a reader spilled counts as forgotten.
const longRead = 24 * time.Hour

// clean removes what killed imports left: their directories of work, and the
// files under data and rejects that the manifest does not name. The lock is
// held, so nobody else is about to name them. What readers spilled goes when
// it is a day old, as readers hold no lock.
func clean(dir string, m *manifest) error {
	named := map[string]bool{}
	for _, s := range m.Sources {
		for _, f := range s.Files {
			named[f.Path] = true
		}
		for _, f := range s.Rejects() {
			named[f] = true
		}
	}
	stale, err := filepath.Glob(filepath.Join(dir, "tmp", "*"))
	if err != nil {
		return err
	}
	for _, path := range stale {
		if !ownWork.MatchString(filepath.Base(path)) && !forgotten(path) {
			continue
		}
		if err := os.RemoveAll(path); err != nil {
			return err
		}
	}
	for _, root := range []string{"data", "rejects"} {
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
	return sweep(dir)
}

// sweep removes the folders of releases in which nothing is left, and those
// above them that this empties: data/TABLE/SOURCE/VINTAGE and rejects/SOURCE.
func sweep(dir string) error {
	for _, pattern := range [][]string{{"data", "*", "*", "*"}, {"data", "*", "*"}, {"data", "*"}, {"rejects", "*"}} {
		folders, err := fs.Glob(os.DirFS(dir), filepath.ToSlash(filepath.Join(pattern...)))
		if err != nil {
			return err
		}
		for _, f := range folders {
			path := filepath.Join(dir, f)
			inside, err := os.ReadDir(path)
			if err != nil || len(inside) > 0 { // a file, or a folder in use
				continue
			}
			if err := os.Remove(path); err != nil {
				return ignoreMissing(err)
			}
		}
	}
	return nil
}

func forgotten(path string) bool {
	info, err := os.Stat(path)
	return err == nil && ownRead.MatchString(info.Name()) && time.Since(info.ModTime()) > longRead
}

func ignoreMissing(err error) error {
	if os.IsNotExist(err) {
		return nil
	}
	return err
}

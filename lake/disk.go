package lake

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"

	"dyad/internal/hint"
)

// cannotWrite explains why the lake could not be written.
func cannotWrite(dir string, err error) error {
	what, try := "the lake cannot be written", "check the path, or use another --lake"
	switch {
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT), errors.Is(err, syscall.EFBIG):
		what, try = "the disk is full", "free some space, or use another --lake"
	case errors.Is(err, syscall.EROFS):
		what, try = "the disk is read-only", "use another --lake"
	case errors.Is(err, fs.ErrPermission):
		try = "check who owns it, or use another --lake"
	}
	return &hint.Error{Code: hint.Data, Where: dir, What: what, Try: try, Err: err}
}

// disk is what an import does to names and bytes that must outlast a loss of
// power, in the order in which it does it. Tests record it and try every point
// at which the power may go.
type disk interface {
	mkdir(path string) error
	write(path string, b []byte) error // a file that was not there; it lasts once synced
	rename(from, to string) error
	sync(path string) error // the bytes of a file, or the names in a directory
}

// onDisk is the disk itself.
type onDisk struct{}

func (onDisk) mkdir(path string) error { return os.Mkdir(path, 0o777) }

func (onDisk) rename(from, to string) error { return os.Rename(from, to) }

func (onDisk) write(path string, b []byte) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return err
	}
	if _, err := f.Write(b); err != nil {
		f.Close()
		return err
	}
	return f.Close()
}

func (onDisk) sync(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	return f.Sync()
}

// writeWhole writes a file and makes it last.
func writeWhole(d disk, path string, b []byte) error {
	if err := d.write(path, b); err != nil {
		return err
	}
	return d.sync(path)
}

// makeDirs makes a directory within the lake and makes its name last.
func makeDirs(d disk, dir, relative string) error {
	if relative == "." {
		return nil
	}
	if err := makeDirs(d, dir, filepath.Dir(relative)); err != nil {
		return err
	}
	return makeDir(d, filepath.Join(dir, relative))
}

// makeDir makes one directory and makes its name last.
func makeDir(d disk, path string) error {
	err := d.mkdir(path)
	if errors.Is(err, fs.ErrExist) {
		return nil
	}
	if err != nil {
		return err
	}
	return d.sync(filepath.Dir(path))
}

// makeLake makes the directory of a lake, and those above it that are missing;
// the name of each lasts before anything is put into it.
func makeLake(d disk, dir string) error {
	info, err := os.Stat(dir)
	switch {
	case err == nil && info.IsDir():
		return nil
	case err == nil:
		return &fs.PathError{Op: "mkdir", Path: dir, Err: syscall.ENOTDIR}
	case !errors.Is(err, fs.ErrNotExist):
		return err
	}
	if above := filepath.Dir(dir); above != dir {
		if err := makeLake(d, above); err != nil {
			return err
		}
	}
	err = makeDir(d, dir)
	if errors.Is(err, fs.ErrPermission) { // a directory above may be written and not read: then its names last when they do
		if info, again := os.Stat(dir); again == nil && info.IsDir() {
			return nil
		}
	}
	return err
}

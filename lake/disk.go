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

// syncPath makes the bytes of a file, or the names in a directory, last.
func syncPath(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	return f.Sync()
}

// writeWhole writes a file and makes it last.
func writeWhole(path string, b []byte) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return err
	}
	if _, err := f.Write(b); err != nil {
		f.Close()
		return err
	}
	if err := f.Sync(); err != nil {
		f.Close()
		return err
	}
	return f.Close()
}

// makeDirs makes a directory within the lake and makes its name last.
func makeDirs(dir, relative string) error {
	if relative == "." {
		return nil
	}
	if err := makeDirs(dir, filepath.Dir(relative)); err != nil {
		return err
	}
	path := filepath.Join(dir, relative)
	err := os.Mkdir(path, 0o777)
	if errors.Is(err, fs.ErrExist) {
		return nil
	}
	if err != nil {
		return err
	}
	return syncPath(filepath.Dir(path))
}

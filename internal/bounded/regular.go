package bounded

import (
	"errors"
	"fmt"
	"io"
	"os"
)

// Regular reads a file of at most limit bytes. Only a regular file is
// opened: a device has no end, and a pipe waits for a writer that may never
// come. The error says what is wrong, without the path.
func Regular(path string, limit int64) ([]byte, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, errors.New(plainError(err))
	}
	switch {
	case info.IsDir():
		return nil, errors.New("it is a folder")
	case !info.Mode().IsRegular():
		return nil, errors.New("it is not a regular file")
	case info.Size() > limit:
		return nil, fmt.Errorf("it has %d bytes; the limit is %d", info.Size(), limit)
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, errors.New(plainError(err))
	}
	defer f.Close()
	b, err := io.ReadAll(io.LimitReader(f, limit+1)) // files under /proc have the size 0
	if err != nil {
		return nil, errors.New(plainError(err))
	}
	if int64(len(b)) > limit {
		return nil, fmt.Errorf("it has more than %d bytes, the limit", limit)
	}
	return b, nil
}

func plainError(err error) string {
	var p *os.PathError
	if errors.As(err, &p) {
		return p.Err.Error()
	}
	return err.Error()
}

//go:build unix

package lake

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"

	"dyad/internal/hint"
)

// lock makes this process the one that imports. The system drops the lock when
// the process ends, however it ends.
func lock(dir string) (unlock func(), err error) {
	path := filepath.Join(dir, "lock")
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o666)
	if err != nil {
		return nil, cannotWrite(dir, err)
	}
	err = syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	if errors.Is(err, syscall.EWOULDBLOCK) {
		b := make([]byte, 32)
		n, _ := f.Read(b)
		f.Close()
		who := "another import is running"
		if pid := strings.TrimSpace(string(b[:n])); pid != "" {
			who += " (process " + pid + ")"
		}
		return nil, hint.New(hint.Data, dir, who, "wait until it is done, or use another --lake")
	}
	if err != nil {
		f.Close()
		return nil, &hint.Error{Code: hint.Data, Where: path, What: "the lake cannot be locked", Err: err, Try: "use a --lake on a local disk"}
	}
	// The number is only for the message above: failing to write it is no fault.
	if f.Truncate(0) == nil {
		fmt.Fprintf(f, "%d\n", os.Getpid())
	}
	return func() { f.Close() }, nil
}

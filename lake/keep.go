package lake

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"os"
	"path/filepath"
	"regexp"
)

// keptDir holds what was worked out from a snapshot and is asked for by every
// command: it follows from the files, so that it may go at any time.
const keptDir = "kept"

var keptName = regexp.MustCompile(`^[a-z]+-[0-9a-f]{16}$`)

// Kept gives what was worked out from this snapshot under a name, or has it made
// and keeps it. What is kept carries its hash: bytes that are not those that
// were written are made anew. A lake that cannot be written keeps nothing.
func (l *Lake) Kept(name string, make func() ([]byte, error)) ([]byte, error) {
	path := filepath.Join(l.dir, keptDir, name+"-"+l.snapshot[:16])
	if b, err := os.ReadFile(path); err == nil {
		if sum, rest, ok := bytes.Cut(b, []byte("\n")); ok && string(sum) == hashOfBytes(rest) {
			return rest, nil
		}
	}
	b, err := make()
	if err != nil {
		return nil, err
	}
	l.keep(path, b)
	return b, nil
}

func hashOfBytes(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}

// keep writes by a rename, so that nobody reads half of it; a failure is no
// fault, for the next one makes it again.
func (l *Lake) keep(path string, b []byte) {
	if os.MkdirAll(filepath.Dir(path), 0o777) != nil {
		return
	}
	f, err := os.CreateTemp(filepath.Dir(path), ".new-*")
	if err != nil {
		return
	}
	_, err = f.Write(append([]byte(hashOfBytes(b)+"\n"), b...))
	if closed := f.Close(); err != nil || closed != nil || os.Rename(f.Name(), path) != nil {
		os.Remove(f.Name())
	}
}

// forget clears away what was kept of other snapshots; the lock is held.
func forget(dir string, snapshot string) {
	entries, err := os.ReadDir(filepath.Join(dir, keptDir))
	if err != nil {
		return
	}
	for _, e := range entries {
		if name := e.Name(); keptName.MatchString(name) && name[len(name)-16:] != snapshot[:16] {
			os.Remove(filepath.Join(dir, keptDir, name))
		}
	}
}

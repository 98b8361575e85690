package lake

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"

	"dyad/internal/hint"
)

// hashFile is the hash of a file's bytes.
func hashFile(path string) (string, error) {
	f, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.CopyBuffer(h, f, make([]byte, 1<<20)); err != nil {
		return "", err
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

// checked remembers files that were found whole, with what the system says of
// each: who changes a file changes that, and the file is looked at again.
type checked map[string]string

// checkedName is a file in the lake; where it cannot be written, files are looked
// at each time.
const checkedName = "checked.json"

func readChecked(dir string) checked {
	c := checked{}
	if b, err := os.ReadFile(filepath.Join(dir, checkedName)); err == nil && json.Unmarshal(b, &c) != nil {
		return checked{}
	}
	return c
}

func (c checked) write(dir string) {
	b, err := json.MarshalIndent(c, "", " ")
	if err != nil {
		return
	}
	f, err := os.CreateTemp(dir, ".checked-*")
	if err != nil {
		return
	}
	_, err = f.Write(b)
	if closed := f.Close(); err != nil || closed != nil || os.Rename(f.Name(), filepath.Join(dir, checkedName)) != nil {
		os.Remove(f.Name())
	}
}

// look makes sure that every file of the manifest is there as it was written.
// Files are hashed when they are met for the first time, or all of them.
func (m *manifest) look(ctx context.Context, dir string, all bool) error {
	known := readChecked(dir)
	now := checked{}
	fresh := false
	for i := range m.Sources {
		s := &m.Sources[i]
		for _, f := range s.Files {
			path := filepath.Join(dir, f.Path)
			info, err := os.Stat(path)
			if err != nil || info.Size() != f.Bytes {
				return changed(path, s)
			}
			if f.SHA256 == "" { // a lake of an older version
				continue
			}
			stamp := f.SHA256 + " " + stampOf(info)
			if all || known[f.Path] != stamp {
				if err := ctx.Err(); err != nil {
					return err
				}
				sum, err := hashFile(path)
				if err != nil {
					return &hint.Error{Code: hint.Data, Where: path, What: "cannot read a file of the lake", Err: err, Try: "check who owns it, or restore it from a copy"}
				}
				if sum != f.SHA256 {
					return changed(path, s)
				}
				fresh = true
			}
			now[f.Path] = stamp
		}
	}
	if fresh {
		now.write(dir)
	}
	return nil
}

func changed(path string, s *Source) error {
	return hint.New(hint.Data, path, fmt.Sprintf("a file of the lake is missing or changed (source %s, vintage %s)", s.ID, s.Vintage),
		"restore it from a copy, or import the source again into another --lake")
}

// Verify hashes the manifest and every file that it names. It says how many
// files and bytes are as they were written.
func Verify(ctx context.Context, dir string) (files int, size int64, err error) {
	m, err := readManifest(dir)
	if err != nil {
		return 0, 0, lacking(dir, err)
	}
	if err := m.look(ctx, dir, true); err != nil {
		return 0, 0, err
	}
	for _, s := range m.Sources {
		for _, f := range s.Files {
			files++
			size += f.Bytes
		}
	}
	return files, size, nil
}

var ownHash = regexp.MustCompile(`"manifest_sha256": "([0-9a-f]{64})"`)

const noHash = `"manifest_sha256": ""`

// sealed puts the hash of a manifest's bytes into them.
func sealed(b []byte) []byte {
	sum := sha256.Sum256(b)
	return bytes.Replace(b, []byte(noHash), []byte(`"manifest_sha256": "`+hex.EncodeToString(sum[:])+`"`), 1)
}

// intact says whether a manifest's bytes are those that were sealed. A lake of
// an older version has no seal.
func intact(b []byte, format int) bool {
	at := ownHash.FindSubmatchIndex(b)
	if at == nil {
		return format < 2 && !bytes.Contains(b, []byte("manifest_sha256"))
	}
	open := append(append(bytes.Clone(b[:at[0]]), noHash...), b[at[1]:]...)
	sum := sha256.Sum256(open)
	return hex.EncodeToString(sum[:]) == string(b[at[2]:at[3]])
}

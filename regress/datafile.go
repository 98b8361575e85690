package regress

import (
	"crypto/sha256"
	"encoding/hex"
	"io"
	"os"
	"path/filepath"

	"dyad/internal/hint"
)

// DataFile tells a file of data from any other: its name without the folder,
// and what it holds.
type DataFile struct {
	Name   string `json:"file"`
	SHA256 string `json:"sha256"`
	Bytes  int64  `json:"bytes"`
}

func newDataFile(path string) (*DataFile, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, &hint.Error{Code: hint.Data, Where: path, What: "the file cannot be read", Err: err}
	}
	defer f.Close()
	hash := sha256.New()
	n, err := io.Copy(hash, f)
	if err != nil {
		return nil, &hint.Error{Code: hint.Data, Where: path, What: "the file cannot be read", Err: err}
	}
	return &DataFile{Name: filepath.Base(path), SHA256: hex.EncodeToString(hash.Sum(nil)), Bytes: n}, nil
}

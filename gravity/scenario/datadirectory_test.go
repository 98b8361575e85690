package scenario

import (
	"os"
	"path/filepath"
	"testing"
)

func dataDirectory(t *testing.T) string {
	t.Helper()
	d := os.Getenv("DYAD_DATA")
	if d == "" {
		d = filepath.Join("..", "..", "..", "shared", "data")
	}
	d = filepath.Join(d, "gravity")
	if _, err := os.Stat(d); err != nil {
		t.Skip("no data directory; set DYAD_DATA to one")
	}
	return d
}

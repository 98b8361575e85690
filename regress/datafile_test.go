package regress

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"
)

// The oracle is the SHA-256 of the three rows by sha256sum.
func TestDataFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "three.csv")
	if err := os.WriteFile(path, []byte("y,x\n1,1\n2,2\n6,2\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	e, err := FitFile(context.Background(), FitOptions{Data: path, Formula: "y ~ x", HashData: true})
	if err != nil {
		t.Fatal(err)
	}
	want := DataFile{Name: "three.csv", SHA256: "ca390ae42c65a85612c2a2768f316e6f642a995b7ca5da66f57d24a2782f5e15", Bytes: 16}
	if e.File == nil || *e.File != want {
		t.Errorf("%+v, want %+v", e.File, want)
	}
	if e, err = FitFile(context.Background(), FitOptions{Data: path, Formula: "y ~ x"}); err != nil || e.File != nil {
		t.Errorf("not asked for: %+v, %v", e, err)
	}
	if text, err := json.Marshal(e); err != nil || !json.Valid(text) {
		t.Errorf("%s, %v", text, err)
	}
}

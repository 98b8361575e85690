package lake

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"dyad/source/tidy"
)

// What is kept is made once for a snapshot, and made anew where it was changed.
func TestKept(t *testing.T) {
	dir := t.TempDir()
	made := 0
	ask := func() string {
		t.Helper()
		l, err := Open(context.Background(), dir)
		if err != nil {
			t.Fatal(err)
		}
		defer l.Close()
		b, err := l.Kept("table", func() ([]byte, error) { made++; return []byte("worked\nout"), nil })
		if err != nil {
			t.Fatal(err)
		}
		return string(b)
	}
	if _, err := bring(t, dir, good, tidy.Options{}, ImportOptions{}); err != nil {
		t.Fatal(err)
	}
	for range 3 {
		if ask() != "worked\nout" || made != 1 {
			t.Fatalf("made %d times", made)
		}
	}
	files, err := filepath.Glob(filepath.Join(dir, keptDir, "*"))
	if err != nil || len(files) != 1 {
		t.Fatal(files, err)
	}
	whole, err := os.ReadFile(files[0])
	if err != nil {
		t.Fatal(err)
	}
	for at := range whole {
		flipped := append([]byte(nil), whole...)
		flipped[at] ^= 1
		if err := os.WriteFile(files[0], flipped, 0o666); err != nil {
			t.Fatal(err)
		}
		if before := made; ask() != "worked\nout" || made != before+1 {
			t.Fatalf("byte %d flipped was not seen", at)
		}
	}
	if _, err := bring(t, dir, header+"CHN,RUS,2003,X,1\n", optionsOf("9"), ImportOptions{}); err != nil {
		t.Fatal(err)
	}
	if files, _ = filepath.Glob(filepath.Join(dir, keptDir, "*")); len(files) != 0 {
		t.Errorf("another snapshot leaves %v", files)
	}
}

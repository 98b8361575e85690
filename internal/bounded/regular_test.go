package bounded

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

func TestRegular(t *testing.T) {
	dir := t.TempDir()
	small := filepath.Join(dir, "small")
	if err := os.WriteFile(small, []byte("12345678"), 0o600); err != nil {
		t.Fatal(err)
	}
	pipe := filepath.Join(dir, "pipe")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Skip("no named pipes here: " + err.Error())
	}
	if b, err := Regular(small, 8); err != nil || string(b) != "12345678" {
		t.Errorf("%q %v", b, err)
	}
	for _, c := range []struct{ path, what string }{
		{small + "er", "no such file"}, {dir, "folder"}, {pipe, "not a regular file"}, {"/dev/zero", "not a regular file"},
	} {
		if _, err := Regular(c.path, 8); err == nil || !strings.Contains(err.Error(), c.what) {
			t.Errorf("%s: %v", c.path, err)
		}
	}
	if _, err := Regular(small, 7); err == nil || !strings.Contains(err.Error(), "the limit is 7") {
		t.Errorf("%v", err)
	}
}

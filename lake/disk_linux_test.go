package lake

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"dyad/internal/hint"
	"dyad/source/tidy"
)

// mount makes a small disk of memory, or skips the test where that is not
// allowed.
func mount(t *testing.T, options string) string {
	t.Helper()
	dir := t.TempDir()
	if err := syscall.Mount("dyad-test", dir, "tmpfs", 0, options); err != nil {
		t.Skipf("a disk of memory cannot be mounted here: %v", err)
	}
	t.Cleanup(func() {
		if err := syscall.Unmount(dir, syscall.MNT_DETACH); err != nil {
			t.Error(err)
		}
	})
	return dir
}

func TestFullDisk(t *testing.T) {
	const size = 600_000
	disk := mount(t, fmt.Sprintf("size=%d", size))
	dir := filepath.Join(disk, "lake")
	if _, err := bring(t, dir, good, tidy.Options{}, ImportOptions{}); err != nil {
		t.Fatal(err)
	}
	before := contents(t, dir)
	in := write(t, t.TempDir(), "many.csv.gz", string(packed(t, manyRows(12_000, 7))))
	filler, err := os.Create(filepath.Join(disk, "filler"))
	if err != nil {
		t.Fatal(err)
	}
	defer filler.Close()
	if n, err := filler.Write(make([]byte, size)); err == nil {
		t.Fatalf("%d bytes fit on a disk of %d", n, size)
	}
	// A little more room each time, so that imports fail at every step:
	// unpacking, writing, the manifest.
	failed := 0
	for room := 0; ; room += 16_384 {
		if err := filler.Truncate(int64(max(0, size-100_000-room))); err != nil {
			t.Fatal(err)
		}
		_, err := bringFiles(dir, tidy.Options{}, ImportOptions{}, in)
		if err == nil {
			break
		}
		failed++
		complains(t, err, hint.Data, "the disk is full", "free some space")
		if contents(t, dir) != before {
			t.Fatalf("import %d changed the lake", failed)
		}
		if room > size {
			t.Fatal("the import does not fit at all")
		}
	}
	if failed < 5 {
		t.Errorf("only %d imports failed", failed)
	}
}

// A file may not grow beyond a limit, one smaller than each file of an import:
// the same as a full disk, and possible without rights.
func TestFileTooLarge(t *testing.T) {
	dir := t.TempDir()
	if _, err := bring(t, dir, good, tidy.Options{}, ImportOptions{}); err != nil {
		t.Fatal(err)
	}
	before := contents(t, dir)
	in := write(t, t.TempDir(), "many.csv.gz", string(packed(t, manyRows(12_000, 7))))
	for _, limit := range []int{100, 2_000, 30_000, 250_000} {
		cmd := importProcess(t, dir, in, "2024", fmt.Sprint(limit))
		var message bytes.Buffer
		cmd.Stderr = &message
		err := cmd.Run()
		var exit *exec.ExitError
		if err == nil {
			if limit < 30_000 {
				t.Errorf("limit %d: the import fits: the test shows nothing", limit)
			}
			continue
		}
		if !errors.As(err, &exit) || exit.ExitCode() != int(hint.Data) || !strings.Contains(message.String(), "the disk is full") {
			t.Errorf("limit %d: %v: %s", limit, err, message.String())
		}
		if contents(t, dir) != before {
			t.Errorf("limit %d: the lake changed", limit)
		}
	}
}

func TestReadOnlyDisk(t *testing.T) {
	disk := mount(t, "size=4m")
	dir := filepath.Join(disk, "lake")
	if _, err := bring(t, dir, good, tidy.Options{}, ImportOptions{}); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Mount("", disk, "", syscall.MS_REMOUNT|syscall.MS_RDONLY, ""); err != nil {
		t.Skip(err)
	}
	before := contents(t, dir)
	_, err := bring(t, dir, manyRows(100, 1), tidy.Options{}, ImportOptions{})
	complains(t, err, hint.Data, "the disk is read-only", "--lake")
	if contents(t, dir) != before {
		t.Error("the lake changed")
	}
	l, err := Open(context.Background(), dir)
	if err != nil {
		t.Fatalf("a lake on a read-only disk cannot be read: %v", err)
	}
	defer l.Close()
	n := 0
	if err := l.Each(context.Background(), "SELECT * FROM trade", nil, func(*Row) error { n++; return nil }); err != nil || n != 2 {
		t.Errorf("%d rows, %v", n, err)
	}
	_, err = bring(t, filepath.Join(disk, "other"), good, tidy.Options{}, ImportOptions{})
	complains(t, err, hint.Data, "the disk is read-only")
}

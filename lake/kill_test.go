package lake

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"dyad/internal/hint"
	"dyad/source"
	"dyad/source/tidy"
)

// TestMain lets the test binary stand in for a dyad that imports and is killed.
func TestMain(m *testing.M) {
	if job := os.Getenv("DYAD_TEST_IMPORT"); job != "" {
		os.Exit(importJob(strings.Split(job, "\n")))
	}
	os.Exit(m.Run())
}

// importJob imports a file under a vintage: directory, file, vintage and, where
// given, the number of bytes that a file may have (for a full disk).
func importJob(job []string) int {
	if len(job) > 3 {
		signal.Ignore(syscall.SIGXFSZ)
		var limit syscall.Rlimit
		if _, err := fmt.Sscan(job[3], &limit.Cur); err != nil {
			return 9
		}
		limit.Max = limit.Cur
		if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &limit); err != nil {
			return 9
		}
	}
	o := tidy.Options{Meta: source.Meta{Vintage: job[2]}}
	_, err := bringFiles(job[0], o, ImportOptions{}, job[1])
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return int(hint.CodeOf(err))
	}
	return 0
}

func importProcess(t *testing.T, job ...string) *exec.Cmd {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), "DYAD_TEST_IMPORT="+strings.Join(job, "\n"))
	return cmd
}

// manyRows is a file of n rows, all of whose values are v.
func manyRows(n, v int) string {
	var b strings.Builder
	b.WriteString(header)
	partners := []string{"RUS", "USA", "DEU", "POL", "KAZ", "JPN", "FRA", "GBR", "IND", "BRA"}
	reporters := []string{"CHN", "KOR", "ITA", "ESP", "NLD"}
	for i := range n {
		fmt.Fprintf(&b, "%s,%s,%d,%s,%d\n", reporters[i/10%5], partners[i%10], 1900+i/100%120, []string{"X", "M"}[i/50%2], v)
	}
	return b.String()
}

// Imports are killed at random moments while two readers look on. Whenever
// somebody looks, each vintage is there whole or not at all, and what the
// manifest names is on the disk.
func TestKilledImports(t *testing.T) {
	if testing.Short() {
		t.Skip("kills some dozens of processes")
	}
	const rows = 12_000
	dir, in := t.TempDir(), t.TempDir()
	var files []string
	for v := range 8 {
		files = append(files, write(t, in, fmt.Sprintf("%d.csv", v), manyRows(rows, v+1)))
	}
	if _, err := bringFiles(dir, tidy.Options{Meta: source.Meta{Vintage: "2000"}}, ImportOptions{}, files[0]); err != nil {
		t.Fatal(err)
	}
	whole := func() (int, error) {
		l, err := Open(context.Background(), dir)
		if err != nil {
			return 0, err
		}
		defer l.Close()
		n := 0
		err = l.Each(context.Background(), "SELECT vintage, count(*), min(value_usd), max(value_usd) FROM trade_all GROUP BY vintage", nil, func(r *Row) error {
			n++
			low, _ := r.Number(2)
			high, _ := r.Number(3)
			if r.Int(1) != rows || low != high {
				return fmt.Errorf("vintage %s has %d rows, values %g to %g", r.Text(0), r.Int(1), low, high)
			}
			return nil
		})
		if err == nil && n != len(l.Sources()) {
			err = fmt.Errorf("%d vintages answer, the manifest names %d", n, len(l.Sources()))
		}
		return n, err
	}

	done := make(chan struct{})
	var readers sync.WaitGroup
	for range 2 {
		readers.Go(func() {
			for last := 0; ; {
				n, err := whole()
				if err != nil || n < last {
					t.Errorf("a reader sees %d vintages after %d: %v", n, last, err)
					return
				}
				last = n
				select {
				case <-done:
					return
				case <-time.After(time.Millisecond):
				}
			}
		})
	}
	seed := uint64(time.Now().UnixNano())
	random := rand.New(rand.NewPCG(seed, 1))
	killed, landed := 0, 1
	longest := 200 * time.Millisecond
	for range 40 {
		cmd := importProcess(t, dir, files[landed%len(files)], fmt.Sprint(2000+landed))
		start := time.Now()
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		timer := time.AfterFunc(time.Duration(random.Int64N(int64(longest))), func() { cmd.Process.Kill() })
		err := cmd.Wait()
		timer.Stop()
		n, problem := whole()
		switch {
		case problem != nil:
			t.Fatalf("seed %d: %v", seed, problem)
		case n == landed+1:
			landed = n
			longest = max(time.Since(start), 50*time.Millisecond) * 11 / 10
		case n != landed:
			t.Fatalf("seed %d: %d vintages after %d", seed, n, landed)
		case err == nil:
			t.Fatal("an import ended well and left nothing")
		default:
			killed++
			longest = longest * 21 / 20 // so that some imports come through
		}
	}
	close(done)
	readers.Wait()
	t.Logf("%d imports killed, %d landed", killed, landed)
	if killed == 0 {
		t.Error("no import was killed: the test shows nothing")
	}
	// The next import clears away what the killed ones left.
	if _, err := bringFiles(dir, tidy.Options{Meta: source.Meta{Vintage: "last"}}, ImportOptions{}, files[0]); err != nil {
		t.Fatal(err)
	}
	l, err := Open(context.Background(), dir)
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	var named, there []string
	for _, s := range l.Sources() {
		for _, f := range s.Files {
			named = append(named, f.Path)
		}
	}
	for _, pattern := range []string{"data/trade/*/*/*", "tmp/*"} {
		found, err := filepath.Glob(filepath.Join(dir, pattern))
		if err != nil {
			t.Fatal(err)
		}
		for _, path := range found {
			relative, err := filepath.Rel(dir, path)
			if err != nil {
				t.Fatal(err)
			}
			if !strings.HasPrefix(relative, "tmp/read-") {
				there = append(there, relative)
			}
		}
	}
	slices.Sort(named)
	slices.Sort(there)
	if !slices.Equal(named, there) {
		t.Errorf("on the disk\n%s\nin the manifest\n%s", strings.Join(there, "\n"), strings.Join(named, "\n"))
	}
}

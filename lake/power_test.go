package lake

import (
	"context"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"dyad/source"
	"dyad/source/tidy"
)

// What the power leaves of names and bytes is modelled after POSIX: the bytes of
// a file last once it is synced, a name made in a directory lasts once the
// directory is; until then each may be lost or kept by itself, in any order.

// entry is a file or a directory as a name leads to it.
type entry struct {
	dir    bool
	bytes  []byte
	synced bool
}

// step is one thing done to the disk.
type step struct {
	do       string // mkdir, write, rename, sync
	path, to string
	dir      bool
	bytes    []byte
}

// recorder does everything and remembers it.
type recorder struct {
	onDisk
	steps []step
}

func (r *recorder) mkdir(path string) error {
	err := r.onDisk.mkdir(path)
	if err == nil {
		r.steps = append(r.steps, step{do: "mkdir", path: path})
	}
	return err
}

func (r *recorder) write(path string, b []byte) error {
	r.steps = append(r.steps, step{do: "write", path: path, bytes: slices.Clone(b)})
	return r.onDisk.write(path, b)
}

func (r *recorder) rename(from, to string) error {
	r.steps = append(r.steps, step{do: "rename", path: from, to: to})
	return r.onDisk.rename(from, to)
}

func (r *recorder) sync(path string) error {
	info, err := os.Stat(path)
	if err != nil {
		return err
	}
	s := step{do: "sync", path: path, dir: info.IsDir()}
	if !s.dir { // what the engine wrote is seen here first
		if s.bytes, err = os.ReadFile(path); err != nil {
			return err
		}
	}
	r.steps = append(r.steps, s)
	return r.onDisk.sync(path)
}

// pending is a name that a directory does not hold for good yet.
type pending struct {
	path, gone string
	entry      *entry
}

// world is what is on the disk for good, what is not yet, and how it looks to
// those who run.
type world struct {
	lasting, live map[string]*entry
	pending       []pending
}

func (w *world) name(path, gone string, e *entry) {
	w.live[path] = e
	delete(w.live, gone)
	w.pending = append(w.pending, pending{path, gone, e})
}

func (w *world) apply(s step) {
	switch s.do {
	case "mkdir":
		w.name(s.path, "", &entry{dir: true})
	case "write":
		w.name(s.path, "", &entry{bytes: s.bytes})
	case "rename":
		e := w.live[s.path]
		if e == nil { // the engine's, and never synced
			e = &entry{bytes: []byte("?")}
		}
		w.name(s.to, s.path, e)
	case "sync":
		if !s.dir {
			if w.live[s.path] == nil {
				w.name(s.path, "", &entry{bytes: s.bytes})
			}
			w.live[s.path].synced = true
			return
		}
		w.pending = slices.DeleteFunc(w.pending, func(p pending) bool {
			if filepath.Dir(p.path) == s.path {
				w.lasting[p.path] = p.entry
				delete(w.lasting, p.gone)
				return true
			}
			return false
		})
	}
}

// left is what a loss of power may leave: the lasting names with some of the
// others, and the bytes of files that were not synced or none of them.
func (w *world) left(keep func(i int) bool, bytes bool) map[string]string {
	names := maps.Clone(w.lasting)
	for i, p := range w.pending {
		if keep(i) {
			names[p.path] = p.entry
			delete(names, p.gone)
		}
	}
	out := map[string]string{}
	for path, e := range names {
		switch {
		case e.dir:
			out[path] = "/"
		case e.synced || bytes:
			out[path] = string(e.bytes)
		default:
			out[path] = ""
		}
	}
	return out
}

// crashes visits every state that a loss of power after some steps may leave:
// nothing of what is pending kept, all of it, each of it alone, all but each.
func crashes(before map[string]*entry, steps []step, visit func(done int, left map[string]string)) {
	w := &world{maps.Clone(before), maps.Clone(before), nil}
	for done := 0; ; done++ {
		for _, bytes := range []bool{false, true} {
			visit(done, w.left(func(int) bool { return false }, bytes))
			visit(done, w.left(func(int) bool { return true }, bytes))
			for one := range w.pending {
				visit(done, w.left(func(i int) bool { return i == one }, bytes))
				visit(done, w.left(func(i int) bool { return i != one }, bytes))
			}
		}
		if done == len(steps) {
			return
		}
		w.apply(steps[done])
	}
}

// lay writes what is left into another directory. What lies in a directory that
// is lost is lost with it.
func lay(t *testing.T, top, into string, left map[string]string) {
	t.Helper()
	for _, path := range slices.Sorted(maps.Keys(left)) {
		relative, err := filepath.Rel(top, path)
		if err != nil {
			t.Fatal(err)
		}
		to := filepath.Join(into, relative)
		if info, err := os.Stat(filepath.Dir(to)); err != nil || !info.IsDir() {
			continue
		}
		if left[path] == "/" {
			err = os.MkdirAll(to, 0o777)
		} else {
			err = os.WriteFile(to, []byte(left[path]), 0o666)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
}

// existing are the entries under a directory, all of them lasting.
func existing(t *testing.T, top string) map[string]*entry {
	t.Helper()
	out := map[string]*entry{}
	err := filepath.Walk(top, func(path string, info os.FileInfo, err error) error {
		if err != nil || path == top {
			return err
		}
		e := &entry{dir: info.IsDir(), synced: true}
		if !e.dir {
			e.bytes, err = os.ReadFile(path)
		}
		out[path] = e
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// says is all that a lake says, or the error of opening it.
func says(t *testing.T, dir string) string {
	t.Helper()
	l, err := Open(context.Background(), dir)
	if err != nil {
		return "error: " + strings.ReplaceAll(err.Error(), dir, "LAKE")
	}
	l.Close()
	return l.Snapshot() + "\n" + strings.Join(rowsOf(t, dir, "exporter, importer, year, product, view, value_usd, source, vintage) AS VARCHAR) FROM trade ORDER BY ALL"), "\n")
}

// powerLoss records an import into a lake within top, and gives the steps, what
// was there before, and what the lake says after.
func powerLoss(t *testing.T, top, dir, text string, o tidy.Options) (before map[string]*entry, steps []step, after string) {
	t.Helper()
	before = existing(t, top)
	r := &recorder{}
	if _, err := bring(t, dir, text, o, ImportOptions{disk: r, AllowRejects: true}); err != nil {
		t.Fatal(err)
	}
	return before, r.steps, says(t, dir)
}

// faults replays every crash; the lake must say what it said before or what it
// says after, and after the last step only that.
func faults(t *testing.T, top, dir string, before map[string]*entry, steps []step, was, after string, most int) (out []string, states int) {
	t.Helper()
	relative, err := filepath.Rel(top, dir)
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	crashes(before, steps, func(done int, left map[string]string) {
		key := fmt.Sprint(done == len(steps), left)
		if seen[key] || len(out) >= most {
			return
		}
		seen[key] = true
		into := t.TempDir()
		lay(t, top, into, left)
		now := says(t, filepath.Join(into, relative))
		if now != after && (now != was || done == len(steps)) {
			out = append(out, fmt.Sprintf("after %d of %d steps: %s", done, len(steps), now))
			return
		}
		if done%5 == 0 { // and the same import goes through
			if _, err := bring(t, filepath.Join(into, relative), good, tidy.Options{Meta: source.Meta{Vintage: "again"}}, ImportOptions{}); err != nil {
				out = append(out, fmt.Sprintf("after %d of %d steps the next import fails: %v", done, len(steps), err))
			}
		}
	})
	return out, len(seen)
}

// A loss of power at any point of an import leaves the lake as it was or as it
// is to be, and an import that was reported done is there for good: into a
// lake that is new, with directories above it that are new too, and into one that
// has a source. The oracle is what the lake says before and after without a loss.
func TestPowerLoss(t *testing.T) {
	bad := good + "CHN,Atlantis,2010,X,5\n" // a reject, whose list must be there with the rest
	for name, existed := range map[string]bool{"new": false, "second": true} {
		top := t.TempDir()
		dir := filepath.Join(top, "above", "lake")
		if existed {
			if _, err := bring(t, dir, good, tidy.Options{Meta: source.Meta{ID: "first", Vintage: "1"}}, ImportOptions{}); err != nil {
				t.Fatal(err)
			}
		}
		was := says(t, dir)
		before, steps, after := powerLoss(t, top, dir, bad, tidy.Options{Meta: source.Meta{ID: "s", Vintage: "2"}})
		if was == after || strings.HasPrefix(after, "error: ") {
			t.Fatalf("%s: the import changed nothing, or the lake does not open: %s", name, after)
		}
		wrong, states := faults(t, top, dir, before, steps, was, after, 5)
		for _, f := range wrong {
			t.Errorf("%s: %s", name, f)
		}
		t.Logf("%s: %d steps, %d states tried", name, len(steps), states)
		// The test sees what it is for: without any one of these syncs some state is
		// neither.
		for i, s := range steps {
			if testing.Short() || s.do != "sync" || !essential(s, top, dir, existed) {
				continue
			}
			if wrong, _ := faults(t, top, dir, before, slices.Delete(slices.Clone(steps), i, i+1), was, after, 1); len(wrong) == 0 {
				t.Errorf("%s: nobody would notice if %s were not synced", name, s.path)
			}
		}
	}
}

// essential are the syncs of the data, the manifest, their directories, and of
// the directories in which the lake itself is new.
func essential(s step, top, dir string, existed bool) bool {
	switch relative, _ := filepath.Rel(dir, s.path); {
	case strings.HasSuffix(s.path, ".parquet"), strings.HasSuffix(s.path, manifestName):
		return true
	case relative == filepath.Join("data", "trade", "s", "2"):
		return true
	case relative == "..", s.path == top:
		return !existed
	}
	return false
}

// Folders of releases that hold nothing go with the next import; those that hold
// anything, and what is not ours, stay.
func TestEmptyFoldersAreSwept(t *testing.T) {
	dir := t.TempDir()
	if _, err := bring(t, dir, good, tidy.Options{Meta: source.Meta{Vintage: "1"}}, ImportOptions{}); err != nil {
		t.Fatal(err)
	}
	for _, f := range []string{"data/trade/s/left", "data/trade/gone/2", "data/series/x/1", "rejects/gone", "notes/empty", "data/trade/mine/1"} {
		if err := os.MkdirAll(filepath.Join(dir, f), 0o777); err != nil {
			t.Fatal(err)
		}
	}
	write(t, filepath.Join(dir, "data", "trade", "mine", "1"), "readme.txt", "kept")
	if _, err := bring(t, dir, strings.Replace(good, "43", "50", 1), tidy.Options{Meta: source.Meta{Vintage: "2"}}, ImportOptions{}); err != nil {
		t.Fatal(err)
	}
	for f, stays := range map[string]bool{"data/trade/s/left": false, "data/trade/gone": false, "data/series": false, "rejects/gone": false,
		"notes/empty": true, "data/trade/mine/1/readme.txt": true, "data/trade/s/1": true, "data/trade/s/2": true} {
		if _, err := os.Stat(filepath.Join(dir, f)); (err == nil) != stays {
			t.Errorf("%s: there %v, want %v", f, err == nil, stays)
		}
	}
}

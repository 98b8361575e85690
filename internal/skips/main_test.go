package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// A module of three tests is the oracle: what go test itself prints of it, less the
// time, is what passes through, and so is its exit code.
func TestItSaysWhatGoTestSaysAndWhatIsLeftOut(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{
		"go.mod":       "module m\n\ngo 1.26\n",
		"a/a_test.go":  "package a\n\nimport \"testing\"\n\nfunc TestPass(t *testing.T) { t.Log(\"unheard\") }\n\nfunc TestSkip(t *testing.T) { t.Skip(\"no data: set DATA\") }\n\nfunc TestSub(t *testing.T) { t.Run(\"x\", func(t *testing.T) { t.Skip(\"no data: set DATA\") }) }\n",
		"b/b_test.go":  "package b\n\nimport \"testing\"\n\nfunc TestFail(t *testing.T) { t.Error(\"broken\") }\n\nfunc TestBare(t *testing.T) { t.SkipNow() }\n",
		"c/c.go":       "package c\n",
		"d/d_test.go":  "package d\n\nvar x int = \"no number\"\n",
		"ok/o_test.go": "package ok\n\nimport \"testing\"\n\nfunc TestPass(t *testing.T) {}\n",
	} {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	tool := filepath.Join(dir, "skips")
	if out, err := exec.Command("go", "build", "-o", tool, ".").CombinedOutput(); err != nil {
		t.Fatalf("%v %s", err, out)
	}
	run := func(name string, args ...string) (out, errOut string, code int) {
		c := exec.Command(name, args...)
		var o, e bytes.Buffer
		c.Dir, c.Stdout, c.Stderr = dir, &o, &e
		_ = c.Run()
		return o.String(), e.String(), c.ProcessState.ExitCode()
	}
	plain, _, want := run("go", "test", "./...")
	said, left, code := run(tool, "go", "test", "./...")
	if code != want || code == 0 {
		t.Errorf("ended with %d, go test with %d", code, want)
	}
	for _, line := range strings.Split(plain, "\n") {
		word, _, _ := strings.Cut(line, "\t")
		if line = strings.TrimRight(line, " 0123456789.s()cahed"); !strings.Contains(said, line) || word == "ok  " && !strings.Contains(said, "ok  \t") {
			t.Errorf("go test says %q, and here it is not said:\n%s", line, said)
		}
	}
	if strings.Contains(said, "unheard") || strings.Contains(said, "=== RUN") || !strings.HasSuffix(said, "FAIL\n") {
		t.Errorf("said:\n%s", said)
	}
	if want := "left out: 3 tests\n    2  no data: set DATA\n    1  no reason given\n"; !strings.HasSuffix(left, want) {
		t.Errorf("left out:\n%s\nwant:\n%s", left, want)
	}
	if _, left, code := run(tool, "go", "test", "./ok"); code != 0 || !strings.HasSuffix(left, "no test was left out\n") {
		t.Errorf("where all pass: %d, %s", code, left)
	}
}

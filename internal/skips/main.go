package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"slices"
	"strings"
)

func main() {
	if len(os.Args) < 3 || os.Args[2] != "test" {
		fmt.Fprintln(os.Stderr, "usage: skips go test [FLAG]... PACKAGE...")
		os.Exit(2)
	}
	c := exec.Command(os.Args[1], append([]string{"test", "-json"}, os.Args[3:]...)...)
	c.Stderr = os.Stderr
	lines, err := c.StdoutPipe()
	if err == nil {
		err = c.Start()
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "skips:", err)
		os.Exit(1)
	}
	left, readErr := read(lines, os.Stdout)
	err = c.Wait()
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		fmt.Println("FAIL") // which go test says last, but not as JSON
	}
	fmt.Fprint(os.Stderr, left)
	switch {
	case errors.As(err, &exit):
		os.Exit(exit.ExitCode())
	case err != nil || readErr != nil:
		fmt.Fprintln(os.Stderr, "skips:", errors.Join(err, readErr))
		os.Exit(1)
	}
}

// event is a line of `go test -json`; see `go doc test2json`.
type event struct{ Action, Package, Test, Output string }

// read passes on what go test would print without -v, and gives the tests that
// were left out.
func read(from io.Reader, to io.Writer) (skipped, error) {
	said := map[[2]string][]string{} // by package and test
	left := skipped{}
	in := bufio.NewScanner(from)
	in.Buffer(nil, 64<<20)
	for in.Scan() {
		var e event
		if json.Unmarshal(in.Bytes(), &e) != nil || e.Action == "" {
			fmt.Fprintln(to, in.Text()) // go's own words
			continue
		}
		key := [2]string{e.Package, e.Test}
		switch {
		case e.Action == "build-output":
			fmt.Fprint(to, e.Output)
		case e.Action == "output" && e.Test == "":
			if e.Output != "PASS\n" && !strings.HasPrefix(e.Output, "=== ") && !strings.HasPrefix(e.Output, "testing: warning: no tests to run") {
				fmt.Fprint(to, e.Output)
			}
		case e.Action == "output":
			said[key] = append(said[key], e.Output)
		case e.Action == "fail" && e.Test != "":
			for _, line := range said[key] {
				if !strings.HasPrefix(line, "=== ") {
					fmt.Fprint(to, line)
				}
			}
			delete(said, key)
		case e.Action == "skip" && e.Test != "":
			left[why(said[key])]++
			delete(said, key)
		case e.Action == "pass":
			delete(said, key)
		}
	}
	for key, lines := range said { // a package that ended without a word about these
		fmt.Fprintf(to, "%s %s did not end:\n%s", key[0], key[1], strings.Join(lines, ""))
	}
	return left, in.Err()
}

// why is the reason that a test gives for being left out: what it said last before
// its verdict, without the place.
func why(lines []string) string {
	reason := ""
	for _, line := range lines {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "=== ") || strings.HasPrefix(line, "--- ") {
			continue
		}
		reason = line
		if file, rest, ok := strings.Cut(line, ".go:"); ok && !strings.ContainsAny(file, " ") {
			if _, text, ok := strings.Cut(rest, ": "); ok {
				reason = text
			}
		}
	}
	if reason == "" {
		return "no reason given"
	}
	return reason
}

// skipped counts tests by the reason for leaving them out.
type skipped map[string]int

func (s skipped) String() string {
	if len(s) == 0 {
		return "no test was left out\n"
	}
	all := 0
	var reasons []string
	for reason, n := range s {
		all += n
		reasons = append(reasons, reason)
	}
	slices.SortFunc(reasons, func(a, b string) int {
		if d := s[b] - s[a]; d != 0 {
			return d
		}
		return strings.Compare(a, b)
	})
	var b strings.Builder
	fmt.Fprintf(&b, "left out: %d tests\n", all)
	for _, reason := range reasons {
		fmt.Fprintf(&b, "%5d  %s\n", s[reason], reason)
	}
	return b.String()
}

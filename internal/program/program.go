// Package program is dyad as its users have it, for tests of the whole: the
// commands, and the addresses of the server. What it answers does not depend on
// how the rooms inside are arranged.
package program

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dyad/internal/cli"
)

// Program is dyad over one lake, by its commands and by its addresses.
type Program struct {
	lake string
	home string // the address of its server
}

// On is dyad over a lake in a directory of the test's own.
func On(t *testing.T) *Program { return &Program{lake: filepath.Join(t.TempDir(), "lake")} }

// Run is what a command prints; an error is its exit code and its words.
func (p *Program) Run(t *testing.T, args ...string) string {
	t.Helper()
	var out, errOut bytes.Buffer
	code := cli.Run(t.Context(), append([]string{"--lake", p.lake}, args...), strings.NewReader(""), &out, &errOut)
	if code != 0 {
		return fmt.Sprintf("exit %d\n%s", code, errOut.String())
	}
	return out.String()
}

// Written is the file that a command writes with -o, or its error.
func (p *Program) Written(t *testing.T, ending string, args ...string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "out"+ending)
	said := p.Run(t, append(args, "-o", path)...)
	text, err := os.ReadFile(path)
	if err != nil {
		return said
	}
	return string(text)
}

// Must fails the test where a command fails.
func (p *Program) Must(t *testing.T, args ...string) {
	t.Helper()
	if said := p.Run(t, args...); strings.HasPrefix(said, "exit ") {
		t.Fatalf("dyad %s: %s", strings.Join(args, " "), said)
	}
}

// Serve starts the server; it ends with the test.
func (p *Program) Serve(t *testing.T) {
	t.Helper()
	ctx, stop := context.WithCancel(context.Background())
	r, w := io.Pipe()
	ended := make(chan int)
	var errOut bytes.Buffer
	go func() {
		code := cli.Run(ctx, []string{"--lake", p.lake, "serve", "--addr", "127.0.0.1:0"}, strings.NewReader(""), w, &errOut)
		w.Close()
		ended <- code
	}()
	t.Cleanup(func() { stop(); <-ended })
	lines := bufio.NewScanner(r)
	if !lines.Scan() {
		t.Fatalf("the server does not start: %s", errOut.String())
	}
	_, home, ok := strings.Cut(lines.Text(), " at ")
	if !ok {
		t.Fatalf("no address in %q", lines.Text())
	}
	p.home = strings.TrimSuffix(home, "/")
	go io.Copy(io.Discard, r)
}

// Get is the answer of an address, with its status where that is not 200.
func (p *Program) Get(t *testing.T, at string) string {
	t.Helper()
	r, err := http.Get(p.home + at)
	return answer(t, at, r, err)
}

// Post is the answer to a body.
func (p *Program) Post(t *testing.T, at, body string) string {
	t.Helper()
	r, err := http.Post(p.home+at, "application/yaml", strings.NewReader(body))
	return answer(t, at, r, err)
}

func answer(t *testing.T, at string, r *http.Response, err error) string {
	t.Helper()
	if err != nil {
		t.Fatal(at, err)
	}
	defer r.Body.Close()
	text, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(at, err)
	}
	if r.StatusCode != http.StatusOK {
		if strings.HasPrefix(r.Header.Get("Content-Type"), "text/html") {
			return fmt.Sprintf("status %d", r.StatusCode) // the page around the words is another test's matter
		}
		return fmt.Sprintf("status %d\n%s", r.StatusCode, text)
	}
	return string(text)
}

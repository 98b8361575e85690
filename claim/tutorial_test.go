package claim_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"dyad/internal/cli"
)

// The tutorial of docs/claims.md, run: its files are written, its commands
// executed, and their output must be what the page shows. UPDATE_TUTORIAL=1
// writes the page anew.
func TestTutorial(t *testing.T) {
	page, err := filepath.Abs(filepath.Join("..", "docs", "claims.md"))
	if err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(filepath.Join("testdata", "germany-poland.csv"))
	if err != nil {
		t.Fatal(err)
	}
	t.Chdir(t.TempDir())
	if err := os.WriteFile("germany-poland.csv", data, 0o644); err != nil {
		t.Fatal(err)
	}
	ran := 0
	got := blocks.ReplaceAllStringFunc(string(text), func(block string) string {
		m := blocks.FindStringSubmatch(block)
		if m[2] != "" {
			if err := os.WriteFile(m[2], []byte(m[3]), 0o644); err != nil {
				t.Fatal(err)
			}
			return block
		}
		var b strings.Builder
		b.WriteString("```console\n")
		for _, line := range strings.Split(m[3], "\n") {
			if command, ok := strings.CutPrefix(line, "$ "); ok {
				ran++
				b.WriteString(line + "\n" + execute(t, command))
			}
		}
		return b.String() + "```\n"
	})
	if ran < 8 {
		t.Fatalf("%d commands found in the tutorial", ran)
	}
	if got == string(text) {
		return
	}
	if os.Getenv("UPDATE_TUTORIAL") == "" {
		t.Fatalf("the tutorial shows other output than dyad prints; it would be:\n%s", got[strings.Index(got, "## Ten minutes"):])
	}
	if err := os.WriteFile(page, []byte(got), 0o644); err != nil {
		t.Fatal(err)
	}
}

var (
	blocks   = regexp.MustCompile("(?ms)^```(console|yaml ([\\w.-]+\\.yaml))\n(.*?)^```\n")
	argument = regexp.MustCompile(`"([^"]*)"|(\S+)`)
	took     = regexp.MustCompile(`, in [0-9.]+m?s\b`)
)

// execute runs one command line; the time it took is left out.
func execute(t *testing.T, line string) string {
	t.Helper()
	var args []string
	for _, m := range argument.FindAllStringSubmatch(line, -1) {
		args = append(args, m[1]+m[2])
	}
	if len(args) < 2 || args[0] != "dyad" {
		t.Fatalf("cannot run %q", line)
	}
	var out bytes.Buffer
	cli.Run(context.Background(), args[1:], strings.NewReader(""), &out, &out)
	return took.ReplaceAllString(out.String(), "")
}

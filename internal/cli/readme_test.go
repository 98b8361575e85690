package cli

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// The sentences of the README and of the help are understood: each gets a check.
func TestSentencesOfTheReadmeAreUnderstood(t *testing.T) {
	text, err := os.ReadFile(filepath.Join("..", "..", "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	found := regexp.MustCompile(`dyad claims new "([^"]+)"`).FindAllStringSubmatch(string(text)+(&app{}).claimsNew().Example, -1)
	if len(found) < 2 {
		t.Fatal("no sentences")
	}
	for _, m := range found {
		var out bytes.Buffer
		if code := Run(context.Background(), []string{"claims", "new", m[1]}, nil, &out, &out); code != 0 || !strings.Contains(out.String(), "\n  check: ") {
			t.Errorf("%s: %d\n%s", m[1], code, &out)
		}
	}
}

// The board in the README is what the demo prints: run with UPDATE_README=1 to
// write it anew.
func TestReadmeShowsTheDemo(t *testing.T) {
	dir := t.TempDir()
	var out, errOut bytes.Buffer
	code := Run(context.Background(), []string{"--lake", filepath.Join(dir, "lake"), "demo", "-o", filepath.Join(dir, "CHN-RUS.html")}, nil, &out, &errOut)
	if code != 0 {
		t.Fatal(code, errOut.String())
	}
	_, board, _ := strings.Cut(out.String(), "\n\n")
	board, _, _ = strings.Cut(board, "Wrote ")
	readme := filepath.Join("..", "..", "README.md")
	text, err := os.ReadFile(readme)
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(text), "```\n"+board+"```\n") {
		return
	}
	if os.Getenv("UPDATE_README") == "" {
		t.Fatalf("the README's board is not what the demo prints:\n%s", board)
	}
	before, rest, _ := strings.Cut(string(text), "reasons with:\n\n```\n")
	_, after, _ := strings.Cut(rest, "```\n")
	if err := os.WriteFile(readme, []byte(before+"reasons with:\n\n```\n"+board+"```\n"+after), 0o644); err != nil {
		t.Fatal(err)
	}
}

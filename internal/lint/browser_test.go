package lint

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// One room opens a browser, sealed: a second opener would forget a switch.
func TestOneRoomOpensABrowser(t *testing.T) {
	openers := 0
	err := filepath.WalkDir("../..", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || filepath.Base(path) == "browser_test.go" && strings.Contains(path, "lint") {
			return err
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		for _, mark := range []string{`"google-chrome`, `"--headless"`, `DYAD_CHROMIUM")`} {
			if !strings.Contains(string(text), mark) {
				continue
			}
			openers++
			if filepath.Base(filepath.Dir(path)) != "browser" {
				t.Errorf("%s has %s: a browser is found and opened by internal/browser", filepath.ToSlash(path), mark)
			}
		}
		return nil
	})
	if err != nil || openers == 0 {
		t.Fatalf("%d openers were found: %v", openers, err)
	}
}

package trade

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dyad/internal/bounded/hostile"
	"dyad/internal/hint"
)

// A file of baskets of two hundred kilobytes took six gigabytes.
func TestNoBasketsKeepTheReaderBusy(t *testing.T) {
	for name, text := range hostile.Texts() {
		if used := hostile.Allocated(func() { _, _ = parseBaskets("b.yaml", text) }); used > 150<<20 {
			t.Errorf("%s: %d MB", name, used>>20)
		}
	}
	_, err := parseBaskets("b.yaml", hostile.Texts()["laughs in baskets"])
	var h *hint.Error
	if !errors.As(err, &h) || h.Code != hint.Data || !strings.HasPrefix(h.Where, "b.yaml:1:") || !strings.Contains(h.What, "anchors") {
		t.Errorf("aliases of aliases: %v", err)
	}
}

// Baskets that are no file, or one without an end, are refused before they are read.
func TestBasketsAreAFile(t *testing.T) {
	huge := filepath.Join(t.TempDir(), "baskets.yaml")
	if err := os.WriteFile(huge, make([]byte, 1<<20), 0o600); err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]string{"/dev/zero": "not a regular file", t.TempDir(): "folder", huge: "the limit is"} {
		if _, err := ReadBaskets(path); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", path, err)
		}
	}
}

func FuzzBaskets(f *testing.F) {
	f.Add(builtInBaskets)
	f.Add([]byte("baskets:\n- name: wood\n  hs: [\"44\"]\n"))
	f.Add([]byte("baskets: [{name: a, title: b, hs: [44]}]"))
	f.Fuzz(func(t *testing.T, text []byte) {
		list, err := parseBaskets("b.yaml", text)
		if err != nil {
			var h *hint.Error
			if !errors.As(err, &h) {
				t.Errorf("%v is not told as users read it", err)
			}
			return
		}
		for _, b := range list {
			if b.Name == "" || len(b.HS) == 0 {
				t.Errorf("a basket without name or codes was taken: %+v", b)
			}
			for _, c := range b.HS {
				if !hsCode.MatchString(c) {
					t.Errorf("%q is no code and was taken", c)
				}
			}
		}
	})
}

package golden

import (
	"crypto/sha256"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "keep what comes out now")

// mark begins a section of a kept file: "==== key".
const mark = "==== "

// kept is one golden file: what has come out, by section in order.
type kept struct {
	path string
	keys []string
	text map[string]string
}

func newKept(path string) *kept { return &kept{path: path, text: map[string]string{}} }

// add keeps a text under a key; a long one by its beginning, its end and a
// digest of the whole.
func (k *kept) add(key, text string) {
	if _, twice := k.text[key]; !twice {
		k.keys = append(k.keys, key)
	}
	k.text[key] = strings.TrimRight(short(text), "\n") + "\n"
}

const longest = 24 << 10

func short(text string) string {
	if len(text) <= longest {
		return text
	}
	head, tail := text[:1500], text[len(text)-1500:]
	head, tail = head[:strings.LastIndexByte(head, '\n')+1], tail[strings.IndexByte(tail, '\n')+1:]
	return fmt.Sprintf("%s… %d bytes in %d lines, sha256 %.16x …\n%s", head, len(text), strings.Count(text, "\n"), sha256.Sum256([]byte(text)), tail)
}

// check compares with the file that is kept, or writes it.
func (k *kept) check(t *testing.T) {
	t.Helper()
	if *update {
		var b strings.Builder
		for _, key := range k.keys {
			b.WriteString(mark + key + "\n" + k.text[key])
		}
		if err := os.MkdirAll(filepath.Dir(k.path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(k.path, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	file, err := os.ReadFile(k.path)
	if err != nil {
		t.Fatal(err)
	}
	sections := strings.Split("\n"+string(file), "\n"+mark)
	known := map[string]bool{}
	for _, s := range sections[1:] {
		key, want, _ := strings.Cut(s, "\n")
		known[key] = true
		got, ok := k.text[key]
		switch {
		case !ok:
			t.Errorf("%s: %s: kept, and no longer there", k.path, key)
		case strings.TrimRight(want, "\n") != strings.TrimRight(got, "\n"):
			t.Errorf("%s: %s:\n%s", k.path, key, differences(want, got))
		}
	}
	for _, key := range k.keys {
		if !known[key] {
			t.Logf("%s: %s is new: -update keeps it", k.path, key)
		}
	}
}

// differences shows the first lines that one text has and the other has not.
func differences(want, got string) string {
	w, g := strings.Split(strings.TrimRight(want, "\n"), "\n"), strings.Split(strings.TrimRight(got, "\n"), "\n")
	count := map[string]int{}
	for _, l := range w {
		count[l]++
	}
	for _, l := range g {
		count[l]--
	}
	var b strings.Builder
	list := func(sign string, lines []string, side int) {
		shown := 0
		for _, l := range lines {
			if count[l]*side <= 0 {
				continue
			}
			count[l] -= side
			if shown++; shown <= 6 {
				fmt.Fprintf(&b, "  %s %s\n", sign, cut(l, 400))
			}
		}
		if shown > 6 {
			fmt.Fprintf(&b, "  %s … %d lines in all\n", sign, shown)
		}
	}
	list("kept", w, 1)
	list(" now", g, -1)
	if b.Len() == 0 {
		return "  the same lines in another order\n"
	}
	return b.String()
}

func cut(s string, n int) string {
	if len(s) <= n {
		return s
	}
	return s[:n] + "…"
}

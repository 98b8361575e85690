package bounded_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"dyad/internal/bounded"
	"dyad/internal/bounded/hostile"
)

var settings = bounded.Settings("a file of the test", "see the test")

// Two hundred kilobytes of a text built to be read for ever took six gigabytes;
// within the bounds none takes more than a hundred megabytes, refused or not.
func TestNoTextKeepsTheReaderBusy(t *testing.T) {
	for name, text := range hostile.Texts() {
		var into any
		if used := hostile.Allocated(func() { _ = settings.Decode(text, &into) }); used > 100<<20 {
			t.Errorf("%s: %d MB", name, used>>20)
		}
	}
}

func TestBoundsSayWhere(t *testing.T) {
	for _, c := range []struct {
		text         string
		line, column int
		what         string
	}{
		{"a: 1\nb: " + strings.Repeat("[", 30), 2, 1, "nested more than 20 deep"},
		{"a: 1\n" + strings.Repeat("- ", 12) + "x", 2, 1, "lists within lists"},
		{"a:\n" + strings.Repeat(" ", 500) + "b: 1", 2, 1, "indented by more than 400"},
		{strings.Repeat("x", 30_000), 1, 1, "more than 20000 characters"},
		{strings.Repeat("# a comment\n", 30_000), 1, 1, "the limit is 262144"},
		{"a: [" + strings.Repeat("\n1,", 30_000) + "]", 10_001, 1, "more than 20000 values"},
		{"a:\n\tb: 1", 2, 1, "a tab in the indentation"},
		{"a:\n  \t- b", 2, 3, "a tab in the indentation"},
		{"a: é\x00", 1, 5, "a NUL byte"},
		{"a: \xff", 1, 1, "not UTF-8"},
		{"a: 1\nb: &x 2", 2, 4, "anchors"},
		{"a: 1\nb: [1, *x]", 2, 8, "anchors"},
	} {
		var into any
		err := settings.Decode([]byte(c.text), &into)
		var f *bounded.Fault
		if !errors.As(err, &f) || f.Line != c.line || f.Column != c.column || !strings.Contains(f.What, c.what) {
			t.Errorf("%.20q…: %v, want line %d, column %d, %s", c.text, err, c.line, c.column, c.what)
		}
	}
}

// What people write is read: the same words in quotes, many entries of few keys,
// a list of all pairs.
func TestWhatPeopleWriteIsWithinTheBounds(t *testing.T) {
	var entries strings.Builder
	for i := range 2000 {
		fmt.Fprintf(&entries, "- name: n%d\n  title: \"a [title, & more\"\n  hs: [\"01\", \"02\"]\n", i)
	}
	for _, text := range []string{entries.String(), "list:\n" + entries.String(), "a: 'x & y * z'\nb:\n  c: 1\n  d: {e: 1, f: [1, 2]}\n", "pairs: [" + strings.Repeat("[CHN, DEU],\n ", 3000) + "[A, B]]"} {
		var into any
		if err := settings.Decode([]byte(text), &into); err != nil {
			t.Errorf("%.40q…: %v", text, err)
		}
	}
	var into struct{ A int }
	if err := settings.Decode([]byte("a: 1\nb: 2\n"), &into); err == nil || !strings.Contains(err.Error(), "unknown field") {
		t.Errorf("a key that is not known: %v", err)
	}
}

func FuzzSettings(f *testing.F) {
	f.Add([]byte("baskets:\n- {name: wood, title: Wood, hs: [\"44\"]}\n"))
	f.Add([]byte("a: &x [1]\nb: *x\n<<: {c: 1}\n"))
	f.Add([]byte("? - a\n: |\n  text\r- \"\\u0041\" # x\n"))
	f.Fuzz(func(t *testing.T, text []byte) {
		var into any
		if used := hostile.Allocated(func() { _ = settings.Decode(text, &into) }); used > 200<<20 {
			t.Fatalf("%d bytes take %d MB", len(text), used>>20)
		}
	})
}

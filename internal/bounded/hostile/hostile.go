// Package hostile has YAML texts that keep a reader busy who is not guarded: for
// the tests of every room that reads YAML.
package hostile

import (
	"fmt"
	"runtime"
	"strings"
)

// Size of each text, bytes. It is below every bound on the size of a file, so
// that other bounds are met.
const Size = 200 << 10

// Texts gives each text by what it is made of.
func Texts() map[string][]byte {
	full := func(each func(i int) string) string {
		var b strings.Builder
		for i := 0; b.Len() < Size; i++ {
			b.WriteString(each(i))
		}
		return b.String()
	}
	all := func(s string) string { return full(func(int) string { return s }) }
	var laughs strings.Builder
	laughs.WriteString("a0: &a0 [x,x,x,x,x,x,x,x,x]\n")
	for i := 1; i < 9; i++ {
		fmt.Fprintf(&laughs, "a%d: &a%d [%s]\n", i, i, strings.TrimSuffix(strings.Repeat(fmt.Sprintf("*a%d,", i-1), 9), ","))
	}
	out := map[string]string{
		"brackets": all("["), "braces": all("{a: "), "braces by line": all("{a:\n"), "brackets after dashes": all("- [\n"),
		"dashes": all("- "), "dashes by tabs": all("-\t"), "dashes of questions": all("? - "),
		"steps":     full(func(i int) string { return strings.Repeat(" ", i) + "k:\n" }),
		"dash step": full(func(i int) string { return strings.Repeat(" ", i) + "-\n" }),
		"sawtooth":  full(func(i int) string { return strings.Repeat(" ", i%390) + "k:\n" }),
		"keys":      full(func(i int) string { return fmt.Sprintf("k%d: 1\n", i) }), "keys by carriage return": full(func(i int) string { return fmt.Sprintf("k%d: 1\r", i) }),
		"keys in an entry": "- a: 1\n" + full(func(i int) string { return fmt.Sprintf("  k%d: 1\n", i) }), "keys within a list": "a:\n- b: 1\n" + full(func(i int) string { return fmt.Sprintf("  k%d: 1\n", i) }),
		"keys asked for": full(func(i int) string { return fmt.Sprintf("? k%d\n: 1\n", i) }),
		"keys in braces": "a: {" + full(func(i int) string { return fmt.Sprintf("k%d: 1, ", i) }) + "}", "keys in braces by line": "a: {" + full(func(i int) string { return fmt.Sprintf("k%d: 1,\n", i) }) + "}",
		"laughs": laughs.String(), "laughs in baskets": strings.Replace(laughs.String(), "a0:", "baskets:", 1) + "hs: *a8\n",
		"anchors": all("&a "), "aliases": "a: &a 1\nb: [" + all("*a,") + "]", "merges": "a: &a {b: 1}\n" + all("<<: *a\n"), "tags": all("!a "),
		"values": "changes: [" + all("1,") + "]", "entries": "claims:\n" + all("- 1\n"), "documents": all("---\n"), "commas": "[" + all(","),
		"quotes": all("'"), "double quotes": all(`"`), "escapes": `a: "` + all(`\u0041`) + `"`, "colons": all(": "), "pipes": all("|\n"), "comments": all("#\n"),
		"blank lines": "a: 1\n" + all("\n") + "b: 2", "one word": all("w"), "words": all("w "), "tabs": all("\t"), "block": "a: |\n" + all(" x\n"), "NUL": all("\x00"), "no UTF-8": all("\xff"),
	}
	texts := map[string][]byte{}
	for name, text := range out {
		texts[name] = []byte(text)
	}
	return texts
}

// Allocated runs f and gives the bytes it allocates, freed or not: an upper bound
// of the memory that it needs, and free of the machine's speed.
func Allocated(f func()) uint64 {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	f()
	runtime.ReadMemStats(&after)
	return after.TotalAlloc - before.TotalAlloc
}

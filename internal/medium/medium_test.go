package medium

import (
	"bytes"
	"encoding/csv"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

// Every sign that ECMA-48 gives to control, and those of Unicode that turn what
// follows (UAX #9), is shown; a sign cut by two writes is one sign.
func TestTerminal(t *testing.T) {
	for _, c := range [][2]string{
		{"a\tb\n", "a\tb\n"},
		{"\x1b[31mred\x1b]0;title\x07", "␛[31mred␛]0;title␇"},
		{"over\rwritten\b\x7f", "over␍written␈␡"},
		{"\u009b31m \u202egnp.exe \u2066x\u2069", "\uFFFD31m \uFFFDgnp.exe \uFFFDx\uFFFD"},
		{"\x9b31m", "\uFFFD31m"}, // the same sequence in Latin-1
		{"Côte d’Ivoire 中国 −3.6 bn", "Côte d’Ivoire 中国 −3.6 bn"},
	} {
		var whole, parts bytes.Buffer
		if n, err := Terminal(&whole).Write([]byte(c[0])); err != nil || n != len(c[0]) {
			t.Errorf("%q: %d %v", c[0], n, err)
		}
		w := Terminal(&parts)
		for i := range len(c[0]) {
			if n, err := w.Write([]byte(c[0][i : i+1])); err != nil || n != 1 {
				t.Errorf("a byte of %q: %d %v", c[0], n, err)
			}
		}
		if whole.String() != c[1] {
			t.Errorf("%q is shown as %q, want %q", c[0], whole.String(), c[1])
		}
		if parts.String() != c[1] {
			t.Errorf("%q in bytes is shown as %q, want %q", c[0], parts.String(), c[1])
		}
	}
	if got := Line("a\nb\x1bc\r"); got != "a b␛c " {
		t.Errorf("on a line: %q", got)
	}
}

// The cells of OWASP's page on CSV injection; numbers as spreadsheets read them.
func TestCell(t *testing.T) {
	for _, s := range []string{"=1+2", "=HYPERLINK(\"http://x\")", "+1+2", "-1+2", "-2+3+cmd|' /C calc'!A0", "@SUM(1+9)*cmd", "\t=1+2", "\r=1", " =1", "＝1+2", "-", "+cmd", "-x", "=\"a\"&\"b\""} {
		want := "'" + s
		if s == "-" {
			want = s
		}
		if got := Cell(s); got != want {
			t.Errorf("%q is %q, want %q", s, got, want)
		}
	}
	for _, s := range []string{"", "-3.58", "+7", "-1e-7", "1.2E+10", "-12,345.6", "-3.6 %", "-.5", "−3", "a=b", "x@y", "CHN", "2009-01", "'quoted"} {
		if got := Cell(s); got != s {
			t.Errorf("%q became %q", s, got)
		}
	}
	row := []string{"=a", "1"}
	if got := Cells(row); got[0] != "'=a" || row[0] != "=a" {
		t.Errorf("%q from %q", got, row)
	}
}

func TestMarkdown(t *testing.T) {
	for _, c := range [][2]string{
		{"<script>alert(1)</script>", "&lt;script>alert(1)&lt;/script>"},
		{"![x](http://elsewhere/x.png)", `!\[x\](http://elsewhere/x.png)`},
		{"[x](javascript:alert(1))", `\[x\](javascript:alert(1))`},
		{"&lt;b&gt; &#60;b> R&D", "&amp;lt;b&amp;gt; &amp;#60;b> R&D"},
		{`a | b \| c`, `a \| b \\\| c`},
		{"`code` *b* _i_", "\\`code\\` \\*b\\* \\_i\\_"},
		{"line\n# heading", "line # heading"},
		{"# heading", `\# heading`}, {"- item", `\- item`}, {"12. item", `12\. item`}, {"> quote", `\> quote`}, {"---", `\---`},
		{"-3.58", "-3.58"}, {"3.6 bn", "3.6 bn"}, {"-", "-"}, {"\x1b[31m", `␛\[31m`},
	} {
		if got := Markdown(c[0]); got != c[1] {
			t.Errorf("%q is %q, want %q", c[0], got, c[1])
		}
	}
	if got := Code("a`b\nc"); got != "a'b c" {
		t.Errorf("code: %q", got)
	}
}

func FuzzMedia(f *testing.F) {
	for _, s := range []string{"\x1b[31m", "=1+2", "-1.5", "<b>", "&#60;", "\xff\xfe", "\u202e", "![a](b)", "- x", "\\<"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		var out bytes.Buffer
		w := Terminal(&out)
		half := len(s) / 2
		_, _ = w.Write([]byte(s[:half]))
		_, _ = w.Write([]byte(s[half:]))
		for _, r := range out.String() {
			if unicode.IsControl(r) && r != '\n' && r != '\t' || r >= 0x202a && r <= 0x202e {
				t.Fatalf("%q lets %U through", s, r)
			}
		}
		if !utf8.ValidString(s) {
			return
		}
		if strings.ContainsAny(Line(s), "\r\n\x1b") {
			t.Fatalf("%q is not one line", s)
		}
		md := Markdown(s)
		if strings.Contains(md, "<") || strings.Contains(md, "\n") {
			t.Fatalf("%q as Markdown has HTML or lines: %q", s, md)
		}
		cell := Cell(s)
		if cell != s && cell != "'"+s {
			t.Fatalf("%q became %q", s, cell)
		}
		var table bytes.Buffer
		c := csv.NewWriter(&table)
		_ = c.Write([]string{cell, "x"})
		c.Flush()
		if strings.ContainsRune("=@", rune(table.String()[0])) {
			t.Fatalf("%q begins a formula: %q", s, table.String())
		}
	})
}

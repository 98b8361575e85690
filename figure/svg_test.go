package figure

import (
	"bytes"
	"encoding/xml"
	"flag"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the golden files anew")

func svgOf(t testing.TB, c Chart, o Options) string {
	t.Helper()
	var b bytes.Buffer
	if err := SVG(&b, c, o); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestGolden compares with figures that were looked at when they were accepted.
func TestGolden(t *testing.T) {
	accepted := map[string]bool{"flows": true, "flows-phone": true, "flows-embed": true, "balance": true, "gaps": true,
		"absent": true, "structure": true, "survival": true, "world": true, "expected": true, "long-phone": true, "hostile": true, "chinese": true}
	for _, s := range samples() {
		if !accepted[s.name] {
			continue
		}
		got := svgOf(t, s.chart, s.o)
		if s.name != "flows" { // one golden file with the style sheet is enough
			got = regexp.MustCompile(`(?s)<style>.*</style>`).ReplaceAllString(got, "<style/>")
		}
		path := filepath.Join("testdata", s.name+".svg")
		if *update {
			if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		want, err := os.ReadFile(path)
		if err != nil {
			t.Fatalf("%v; make it with go test ./figure -update", err)
		}
		if got != string(want) {
			t.Errorf("%s differs from %s; look at it, then accept it with -update", s.name, path)
		}
	}
}

// TestSVGIsSafe holds what pages rely on: well-formed XML, nothing that a strict
// content security policy refuses, names for screen readers, ids of its own.
func TestSVGIsSafe(t *testing.T) {
	style := regexp.MustCompile(`<[^>]* style=`)
	handler := regexp.MustCompile(`<[^>]* on[a-z]+=`)
	outside := regexp.MustCompile(`(href|src|url)\s*[=(]`)
	for _, s := range samples() {
		for _, embed := range []bool{false, true} {
			o := s.o
			o.Embed, o.ID = embed, "page1"
			text := svgOf(t, s.chart, o)
			decoder := xml.NewDecoder(strings.NewReader(text))
			for {
				if _, err := decoder.Token(); err == io.EOF {
					break
				} else if err != nil {
					t.Fatalf("%s: not well-formed: %v", s.name, err)
				}
			}
			for _, bad := range []*regexp.Regexp{style, handler, outside} {
				if found := bad.FindString(text); found != "" {
					t.Errorf("%s: has %q", s.name, found)
				}
			}
			if strings.Contains(text, "<script") {
				t.Errorf("%s: has a script element", s.name)
			}
			if got := strings.Contains(text, "<style"); got == embed {
				t.Errorf("%s: style element %v with Embed %v", s.name, got, embed)
			}
			for _, want := range []string{`role="img"`, `aria-labelledby="page1-title page1-desc"`, `<title id="page1-title">`, `<desc id="page1-desc">`} {
				if !strings.Contains(text, want) {
					t.Errorf("%s: lacks %s", s.name, want)
				}
			}
			for _, id := range regexp.MustCompile(` id="([^"]*)"`).FindAllStringSubmatch(text, -1) {
				if !strings.HasPrefix(id[1], "page1") {
					t.Errorf("%s: id %q lacks the prefix", s.name, id[1])
				}
			}
		}
	}
}

// TestSameBytes: the same chart gives the same file, in every format.
func TestSameBytes(t *testing.T) {
	for _, s := range samples() {
		for _, format := range Formats {
			if format == ".png" && s.name != "flows" && s.name != "chinese" {
				continue // slow, and the encoder is the library's own
			}
			var a, b bytes.Buffer
			if err := Encode(&a, format, s.chart, s.o); err != nil {
				t.Fatal(err)
			}
			if err := Encode(&b, format, s.chart, s.o); err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(a.Bytes(), b.Bytes()) {
				t.Errorf("%s%s differs between two runs", s.name, format)
			}
		}
	}
}

func TestSourceAlwaysDrawn(t *testing.T) {
	for _, s := range samples() {
		text := svgOf(t, s.chart, s.o)
		if has := strings.Contains(text, ">Source: "); has == s.o.Embed {
			t.Errorf("%s: source line %v with Embed %v", s.name, has, s.o.Embed)
		}
	}
}

func TestEmptyFigureSaysWhatIsMissing(t *testing.T) {
	c := Lines{Series: []Series{{Name: "Nauru → Tuvalu", Detail: "Nauru’s report", Points: []Point{{X: 2000, Missing: true}}}}}
	text := svgOf(t, c, Options{})
	for _, want := range []string{">No data<", "Nauru → Tuvalu, Nauru’s report"} {
		if !strings.Contains(text, want) {
			t.Errorf("empty figure lacks %q", want)
		}
	}
	c.Absent = "Neither economy reports to the IMF."
	if !strings.Contains(svgOf(t, c, Options{}), c.Absent) {
		t.Error("Frame.Absent is not shown")
	}
}

func FuzzSVGText(f *testing.F) {
	for _, s := range []string{"", "Trade", "<b>", "a&b", "\x00\xff", "中国", "]]>", "\u202e right to left", strings.Repeat("long", 200)} {
		f.Add(s, s)
	}
	f.Fuzz(func(t *testing.T, a, b string) {
		c := Lines{Frame: Frame{Name: a, Title: a, Subtitle: b, Unit: b, Sources: []string{a, b}},
			Series: []Series{{Name: a, Detail: b, Points: annual(2000, 1, 1, 2)}}, Shade: []Band{{2000, 2000, a}}}
		text := svgOf(t, c, Options{ID: b})
		decoder := xml.NewDecoder(strings.NewReader(text))
		for {
			if _, err := decoder.Token(); err == io.EOF {
				return
			} else if err != nil {
				t.Fatalf("not well-formed: %v", err)
			}
		}
	})
}

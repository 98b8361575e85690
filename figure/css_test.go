package figure

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestCSSNamesEveryClass: every class an SVG uses is in the style sheet, and the
// variables of both themes are there.
func TestCSSNamesEveryClass(t *testing.T) {
	if n := strings.Count(CSS, "--fig-a:"); n != 3 {
		t.Errorf("--fig-a is set %d times, want light, dark by choice, dark by preference", n)
	}
	class := regexp.MustCompile(`class="([^"]*)"`)
	for _, s := range samples() {
		for _, found := range class.FindAllStringSubmatch(svgOf(t, s.chart, s.o), -1) {
			for _, name := range strings.Fields(found[1]) {
				if name != "fig" && name != "series" && name != "economy" && !strings.Contains(CSS, ".fig ."+name+"{") {
					t.Errorf("%s: class %q is not in CSS", s.name, name)
				}
			}
		}
	}
	if *galleryDir == "" {
		return
	}
	// A dark page of embedded figures, for looking at.
	page := "<!doctype html><html data-theme=\"dark\"><meta charset=\"utf-8\"><style>" + CSS + "body{background:#16191d;margin:20px;display:flex;flex-wrap:wrap;gap:24px}</style><body>"
	for _, s := range samples() {
		if !strings.Contains("flows balance structure survival world expected map", strings.SplitN(s.name, "-", 2)[0]) || s.o.Width > 0 {
			continue
		}
		page += svgOf(t, s.chart, Options{Embed: true, ID: s.name, Width: 720})
	}
	if err := os.WriteFile(filepath.Join(*galleryDir, "dark.html"), []byte(page), 0o644); err != nil {
		t.Fatal(err)
	}
}

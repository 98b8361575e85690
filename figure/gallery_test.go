package figure

import (
	"flag"
	"os"
	"path/filepath"
	"testing"
)

var galleryDir = flag.String("gallery", "", "directory to write every sample to, for looking at")

// TestGallery draws every sample in every medium: none may fail or be empty.
func TestGallery(t *testing.T) {
	dir := *galleryDir
	if dir == "" {
		dir = t.TempDir()
	}
	for _, s := range samples() {
		for _, format := range Formats {
			path := filepath.Join(dir, s.name+format)
			if err := Write(path, s.chart, s.o); err != nil {
				t.Errorf("%s%s: %v", s.name, format, err)
				continue
			}
			if info, err := os.Stat(path); err != nil || info.Size() < 10 {
				t.Errorf("%s%s: no file or an empty one (%v)", s.name, format, err)
			}
		}
	}
}

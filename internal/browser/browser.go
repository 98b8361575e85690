package browser

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// names a Chromium goes by, the likeliest first.
var names = []string{"chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"}

// Find is the path of the Chromium to use: DYAD_CHROMIUM, or the first of the
// common names on the path; "" where there is none.
func Find() string {
	if p := os.Getenv("DYAD_CHROMIUM"); p != "" {
		return p
	}
	for _, name := range names {
		if p, err := exec.LookPath(name); err == nil {
			return p
		}
	}
	return ""
}

// Command is a Chromium without a window and sealed, with its profile in a
// folder of its own beneath dir. It opens files and nothing else.
func Command(ctx context.Context, path, dir string, args ...string) *exec.Cmd {
	all := []string{"--headless", "--user-data-dir=" + filepath.Join(dir, "profile")}
	for _, s := range Seal("") {
		all = append(all, s.String())
	}
	if os.Geteuid() == 0 { // Chromium refuses its sandbox to root
		all = append(all, "--no-sandbox")
	}
	c := exec.CommandContext(ctx, path, append(all, args...)...)
	// the scripts that some systems start it by add switches from there
	c.Env = slices.DeleteFunc(os.Environ(), func(v string) bool { return strings.HasPrefix(v, "CHROMIUM_FLAGS=") })
	return c
}

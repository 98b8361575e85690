package dossier

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"dyad/internal/hint"
)

// printPDF prints a page by a headless Chromium found on this machine, called
// as a command. The page is a file of its own; nothing is fetched.
func printPDF(ctx context.Context, html []byte) ([]byte, error) {
	browser := chromium()
	if browser == "" {
		return nil, hint.New(hint.Data, "", "no Chromium was found to print the PDF with",
			"install chromium (or set DYAD_CHROMIUM to its path), or write .html and print it from any browser")
	}
	dir, err := os.MkdirTemp("", "dyad-pdf-")
	if err != nil {
		return nil, hint.New(hint.Data, "", "no temporary folder: "+err.Error(), "")
	}
	defer os.RemoveAll(dir)
	page, pdf := filepath.Join(dir, "dossier.html"), filepath.Join(dir, "dossier.pdf")
	if err := os.WriteFile(page, html, 0o600); err != nil {
		return nil, hint.New(hint.Data, page, err.Error(), "")
	}
	args := []string{"--headless", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update",
		"--disable-sync", "--user-data-dir=" + filepath.Join(dir, "profile"), "--no-pdf-header-footer", "--print-to-pdf=" + pdf}
	if os.Geteuid() == 0 { // Chromium refuses its sandbox to root
		args = append(args, "--no-sandbox")
	}
	ctx, stop := context.WithTimeout(ctx, 2*time.Minute)
	defer stop()
	out, err := exec.CommandContext(ctx, browser, append(args, "file://"+page)...).CombinedOutput()
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	printed, readErr := os.ReadFile(pdf)
	if err != nil || readErr != nil {
		lines := strings.Split(strings.TrimSpace(string(out)), "\n")
		return nil, hint.New(hint.Fault, browser, "Chromium did not print the dossier: "+lines[len(lines)-1], "write .html and print it from any browser")
	}
	return printed, nil
}

// chromium is the browser to print with: DYAD_CHROMIUM, or the first of the
// common names on the path.
func chromium() string {
	if p := os.Getenv("DYAD_CHROMIUM"); p != "" {
		return p
	}
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"} {
		if p, err := exec.LookPath(name); err == nil {
			return p
		}
	}
	return ""
}

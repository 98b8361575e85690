package dossier

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"time"

	"dyad/internal/browser"
	"dyad/internal/hint"
)

// printPDF prints a page by a headless Chromium found on this machine, called
// as a command and sealed: the page is a file of its own, and nothing leaves the
// machine.
func printPDF(ctx context.Context, html []byte) ([]byte, error) {
	chromium := browser.Find()
	if chromium == "" {
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
	ctx, stop := context.WithTimeout(ctx, 2*time.Minute)
	defer stop()
	out, err := browser.Command(ctx, chromium, dir, "--no-pdf-header-footer", "--print-to-pdf="+pdf, "file://"+page).CombinedOutput()
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	printed, readErr := os.ReadFile(pdf)
	if err != nil || readErr != nil {
		lines := strings.Split(strings.TrimSpace(string(out)), "\n")
		return nil, hint.New(hint.Fault, chromium, "Chromium did not print the dossier: "+lines[len(lines)-1], "write .html and print it from any browser")
	}
	return printed, nil
}

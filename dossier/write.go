package dossier

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"dyad/internal/hint"
)

// Write writes the account in the format of the file's ending: .html, .md with
// SVG files beside it, or .pdf where a Chromium is found.
func (acc *Account) Write(ctx context.Context, path string) error {
	switch ext := strings.ToLower(filepath.Ext(path)); ext {
	case ".html", ".htm":
		var b bytes.Buffer
		if err := acc.HTML(&b); err != nil {
			return err
		}
		return os.WriteFile(path, b.Bytes(), 0o644)
	case ".md":
		return acc.writeMarkdown(path)
	case ".pdf":
		var b bytes.Buffer
		if err := acc.HTML(&b); err != nil {
			return err
		}
		pdf, err := printPDF(ctx, b.Bytes())
		if err != nil {
			return err
		}
		return os.WriteFile(path, pdf, 0o644)
	default:
		return hint.New(hint.Usage, path, fmt.Sprintf("a dossier cannot be written as %q", ext), "end the name in .html, .md or .pdf")
	}
}

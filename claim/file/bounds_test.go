package file

import (
	"testing"

	"dyad/internal/bounded/hostile"
)

// The server reads claim files of anybody: no text of this size may take more
// than a fraction of its memory.
func TestNoClaimFileKeepsTheReaderBusy(t *testing.T) {
	for name, text := range hostile.Texts() {
		if used := hostile.Allocated(func() { _, _ = Parse("x.yaml", text) }); used > 150<<20 {
			t.Errorf("%s: %d MB", name, used>>20)
		}
	}
}

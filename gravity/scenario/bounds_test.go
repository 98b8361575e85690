package scenario

import (
	"errors"
	"testing"

	"dyad/internal/bounded/hostile"
	"dyad/internal/hint"
)

// A scenario of two hundred kilobytes took six gigabytes.
func TestNoScenarioKeepsTheReaderBusy(t *testing.T) {
	for name, text := range hostile.Texts() {
		used := hostile.Allocated(func() {
			var h *hint.Error
			if _, err := Parse(text, "s.yaml"); !errors.As(err, &h) || h.Code != hint.Usage {
				t.Errorf("%s: %v is no refusal", name, err)
			}
		})
		if used > 150<<20 {
			t.Errorf("%s: %d MB", name, used>>20)
		}
	}
}

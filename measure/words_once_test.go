package measure

import (
	"errors"
	"strings"
	"testing"

	"dyad/internal/hint"
)

// A suggestion stands in what to try, and there alone.
func TestASuggestionIsMadeOnce(t *testing.T) {
	_, err := Resolve("Rusia")
	var h *hint.Error
	if !errors.As(err, &h) || h.Try != "did you mean Russia?" || strings.Contains(h.Error(), "mean") || !strings.Contains(h.What, `"Rusia"`) {
		t.Errorf("%v; try %q", err, hint.TryOf(err))
	}
}

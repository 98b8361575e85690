package duck

import (
	"context"
	"errors"
	"strings"

	"dyad/internal/hint"
)

// explain turns the engine's words into a fault that a user can act on. An
// interruption is the context's own error.
func explain(err error) error {
	if err == nil || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	words := err.Error()
	for _, known := range faults {
		for _, sign := range known.signs {
			if strings.Contains(words, sign) {
				return &hint.Error{Code: hint.Data, What: known.what, Try: known.try, Err: err}
			}
		}
	}
	return err
}

var faults = []struct {
	signs     []string
	what, try string
}{
	{[]string{"No space left on device", "Disk quota exceeded", "File too large", "Could not write file"}, "the disk is full", "free some space, or use another --lake"},
	{[]string{"Read-only file system"}, "the disk is read-only", "use another --lake"},
	{[]string{"Permission denied"}, "the lake cannot be written", "check who owns it, or use another --lake"},
	{[]string{"Out of Memory", "out of memory", "max_temp_directory_size"}, "there is not enough memory", "close other programs, or free disk space for the engine to spill"},
}

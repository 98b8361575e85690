package lake

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
)

type withinKey struct{}

// Within bounds the memory, bytes, of the engine of each lake that is opened with
// the context; beyond it the engine writes to disk. It is meant for servers: a
// command may take what the machine has.
func Within(ctx context.Context, memory int64) context.Context {
	return context.WithValue(ctx, withinKey{}, memory)
}

// memoryOf is the bound in the engine's words, "" for none.
func memoryOf(ctx context.Context) string {
	if n, ok := ctx.Value(withinKey{}).(int64); ok && n > 0 {
		return fmt.Sprintf("%dMiB", max(1, n>>20))
	}
	return ""
}

// spillFolder is where the engine may write what its memory does not hold. The
// engine makes it when it is needed, but not the folder above it. That is made
// where memory is bounded, and where it cannot be the lake is read all the same.
func spillFolder(ctx context.Context, lake string) string {
	above := filepath.Join(lake, "tmp")
	if memoryOf(ctx) != "" {
		_ = os.Mkdir(above, 0o755)
	}
	return filepath.Join(above, fmt.Sprintf("read-%d", os.Getpid()))
}

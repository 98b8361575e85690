//go:build !unix

package lake

import (
	"dyad/internal/hint"
)

// lock is not offered here: without a lock that the system drops when the
// process dies, two imports could meet.
func lock(dir string) (func(), error) {
	return nil, hint.New(hint.Data, dir, "imports are not supported on this system", "import on Linux or macOS; the lake can be read here")
}

//go:build !unix

package lake

import (
	"fmt"
	"os"
)

// stampOf is what the system says of a file beside its name.
func stampOf(info os.FileInfo) string {
	return fmt.Sprint(info.Size(), " ", info.ModTime().UnixNano())
}

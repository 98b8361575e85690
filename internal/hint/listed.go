package hint

import (
	"fmt"
	"strings"
)

// Listed names up to twenty, and says how many there are.
func Listed(names []string) string {
	if len(names) > 20 {
		return strings.Join(names[:20], ", ") + fmt.Sprintf(", … (%d in all)", len(names))
	}
	return strings.Join(names, ", ")
}

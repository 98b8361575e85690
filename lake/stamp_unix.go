//go:build unix

package lake

import (
	"fmt"
	"os"
	"reflect"
)

// stampOf is what the system says of a file beside its name: the time of the
// last change of its data or its entry, which nobody can set back.
func stampOf(info os.FileInfo) string {
	s := fmt.Sprint(info.Size(), " ", info.ModTime().UnixNano())
	sys := reflect.Indirect(reflect.ValueOf(info.Sys()))
	for _, name := range []string{"Ino", "Ctim", "Ctimespec"} { // the name of the time differs between systems
		if sys.Kind() == reflect.Struct {
			if f := sys.FieldByName(name); f.IsValid() {
				s += fmt.Sprintf(" %v", f.Interface())
			}
		}
	}
	return s
}

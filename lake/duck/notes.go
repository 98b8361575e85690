package duck

import (
	"fmt"
	"path/filepath"
	"slices"
)

// remark is one thing said of some of the files.
type remark struct {
	text  string
	files []int // of none: of all together
}

// note keeps a remark on the rows as a whole.
func (s *Stage) note(text string) { s.remarks = append(s.remarks, remark{text: text}) }

// noteOn keeps a remark on a file; the same one on several files is one.
func (s *Stage) noteOn(file int, text string) {
	for i := range s.remarks {
		if r := &s.remarks[i]; r.text == text {
			if !slices.Contains(r.files, file) {
				r.files = append(r.files, file)
			}
			return
		}
	}
	s.remarks = append(s.remarks, remark{text, []int{file}})
}

// Notes are what was done to the files that their reader must know.
func (s *Stage) Notes() []string {
	var out []string
	for _, r := range s.remarks {
		where := ""
		if len(r.files) > 0 {
			where = filepath.Base(s.inputs[r.files[0]].Label) + ": "
		}
		if n := len(r.files); n > 1 {
			where = fmt.Sprintf("%s and %d more: ", filepath.Base(s.inputs[r.files[0]].Label), n-1)
		}
		out = append(out, where+r.text)
	}
	return out
}

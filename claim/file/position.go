package file

import "strings"

type scalarKind int

const (
	plainScalar scalarKind = iota
	quotedScalar
	blockScalar
)

// source is the file's lines in characters.
type source struct{ lines [][]rune }

func newSource(b []byte) *source {
	s := &source{}
	for _, l := range strings.Split(strings.ReplaceAll(string(b), "\r\n", "\n"), "\n") {
		s.lines = append(s.lines, []rune(l))
	}
	return s
}

// Place is where the character at the offset (in runes) of the value stands in
// the file. It walks value and file side by side, passing over what YAML takes
// out: quotes, escapes, indentation, folded line ends.
func (t Text) Place(offset int) (line, column int) {
	if t.src == nil {
		return t.line, t.col
	}
	line, col := t.line-1, t.col-1
	if t.kind == quotedScalar {
		col++
	}
	if t.kind == blockScalar {
		line, col = line+1, 0
	}
	blank := func(r rune) bool { return r == ' ' || r == '\t' || r == '\n' }
	bestLine, bestCol := line, col
	value := []rune(t.Value)
	for i := 0; i <= offset; i++ {
		want := rune(-1)
		if i < len(value) {
			want = value[i]
		}
		// step to the next character of the file that is the wanted one
		for line < len(t.src.lines) {
			if col >= len(t.src.lines[line]) {
				if blank(want) || want == -1 {
					break
				}
				line, col = line+1, 0
				continue
			}
			if got := t.src.lines[line][col]; want == -1 || got == want || blank(got) && blank(want) {
				break
			}
			col++
		}
		if line >= len(t.src.lines) {
			return bestLine + 1, bestCol + 1
		}
		bestLine, bestCol = line, col
		if col >= len(t.src.lines[line]) {
			line, col = line+1, 0
		} else {
			col++
		}
	}
	return bestLine + 1, bestCol + 1
}

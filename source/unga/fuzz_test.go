package unga

import (
	"testing"

	"dyad/source"
	"dyad/source/sourcetest"
)

func streamed(t testing.TB, text string) (sourcetest.Counts, error) {
	t.Helper()
	return sourcetest.Read(t, Reader(), source.Options{}, text)
}

const lines = "rcid,country,vote,date\n1,Russia,yes,2019-10-01\n2,China,8,2019-10-01\n3,China,perhaps,2019-10-01\n"

// The oracle is the text: of three lines one is a row, one has no value and one
// is refused.
func TestEachLineIsAccountedFor(t *testing.T) {
	if s, err := streamed(t, lines); err != nil || s.Rows != 1 || s.Apart != 1 || s.Rejects != 1 {
		t.Errorf("%d rows, %d apart, %d rejected, %v", s.Rows, s.Apart, s.Rejects, err)
	}
}

func FuzzStream(f *testing.F) {
	f.Add(lines)
	f.Fuzz(func(t *testing.T, text string) { _, _ = streamed(t, text) })
}

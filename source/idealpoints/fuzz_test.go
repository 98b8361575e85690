package idealpoints

import (
	"testing"

	"dyad/source"
	"dyad/source/sourcetest"
)

func streamed(t testing.TB, text string) (sourcetest.Counts, error) {
	t.Helper()
	return sourcetest.Read(t, Reader(), source.Options{}, text)
}

const lines = "session,IdealPointAll,iso3c,Countryname\n74,-0.5,RUS,Russia\n74,NA,CHN,China\nx,1,CHN,China\n"

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

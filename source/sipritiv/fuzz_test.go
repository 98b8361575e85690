package sipritiv

import (
	"testing"

	"dyad/source"
	"dyad/source/sourcetest"
)

func read(t testing.TB, text string) (sourcetest.Counts, error) {
	t.Helper()
	return sourcetest.Read(t, Reader(), source.Options{}, text)
}

const table = "Volume of transfers of major arms\n\nExports by,2022,2023,2024,2022-2024,Percentage\nRussia,2603,1269,,3872,90%\nBahamas,0 ,,,0 ,0.0%\nUnited Nations**,1,,,1,0.0%\nTotal world export,2604,1269,,3873,100%\n"

// The oracle is the table: three printed numbers and a 0; the years' sum and the
// world's are no rows.
func TestTable(t *testing.T) {
	s, err := read(t, table)
	if err != nil || s.Rows != 4 || s.Rejects != 0 {
		t.Errorf("%d rows, %d rejected, %v", s.Rows, s.Rejects, err)
	}
	if _, err := read(t, "a,b\n1,2\n"); err == nil {
		t.Error("another table is read")
	}
}

func FuzzStream(f *testing.F) {
	f.Add(table)
	f.Fuzz(func(t *testing.T, text string) { _, _ = read(t, text) })
}

package visits

import (
	"testing"

	"dyad/source"
	"dyad/source/sourcetest"
)

func FuzzStream(f *testing.F) {
	f.Add("date,occasion,place,source\n2013-03-22,visit,Moscow,a\n")
	f.Fuzz(func(t *testing.T, text string) {
		_, _ = sourcetest.Read(t, Reader(), source.Options{Meta: source.Meta{ID: "x"}, Set: []string{"parties=CHN,RUS", "kind=meeting"}}, text)
	})
}

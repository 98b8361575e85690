package cowigo

import (
	"testing"

	"dyad/source"
	"dyad/source/sourcetest"
)

func FuzzStream(f *testing.F) {
	f.Add("ccode1,ccode2,year,dyadigos,atop_defense,atop_offense,atop_neutral,atop_nonagg,atop_consul\n365,710,2001,51,0,0,1,1,1\n")
	f.Fuzz(func(t *testing.T, text string) {
		_, _ = sourcetest.Read(t, Reader(), source.Options{}, text)
	})
}

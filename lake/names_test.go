package lake

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A name with *, ? or [ is a name: the file so called comes in alone, also where
// others match the pattern, and a lake so called is one. The oracle are the
// years in the files.
func TestNamesAreNoPatterns(t *testing.T) {
	in := t.TempDir()
	good := func(year string) string { return header + "CHN,RUS," + year + ",X,1\n" }
	write(t, in, "wild.csv", good("2000"))
	write(t, in, "ab.csv", good("2000"))
	for _, c := range []struct{ file, lake string }{{"w*d.csv", "l*"}, {"w??d.csv", "lake?"}, {"[a]b.csv", "l[a]ke"}, {"a[!x].csv", "[[]"}, {"{ab,wild}.csv", "l{a,b}"}, {"**.csv", "**"}, {`a'b"c.csv`, `l'"`}} {
		dir := filepath.Join(t.TempDir(), c.lake)
		for i, year := range []string{"2016", "2017"} { // the second joins, which reads the lake's own files
			path := write(t, in, c.file, good(year))
			if i == 1 {
				path = write(t, in, "2"+c.file, good(year))
			}
			if _, err := bringFiles(dir, optionsOf("v"), ImportOptions{}, path); err != nil {
				t.Fatalf("%s in %s: %v", c.file, c.lake, err)
			}
			os.Remove(path)
		}
		if got := rowsOf(t, dir, "year) AS VARCHAR) FROM trade_total ORDER BY year"); strings.Join(got, " ") != "2016 2017" {
			t.Errorf("%s in %s holds %v", c.file, c.lake, got)
		}
	}
}

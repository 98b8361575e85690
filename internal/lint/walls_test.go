package lint

import (
	"encoding/json"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// floors lists the rooms from the ground up. A room may import rooms of lower
// floors and, where `beside` allows it, of its own. A room not listed takes the
// floor of the nearest room above it in the tree of folders.
var floors = map[string]int{
	"dyad/economy": 0, "dyad/period": 0, "dyad/stat": 0, "dyad/internal/hint": 0, "dyad/internal/browser": 0, "dyad/internal/numeral": 0, "dyad/internal/bounded": 0, "dyad/internal/medium": 0,
	"dyad/source":  1,
	"dyad/measure": 2, "dyad/lake": 2, "dyad/regress": 2,
	"dyad/trade": 3, "dyad/gravity": 3, "dyad/series": 3, "dyad/institution": 3, "dyad/project": 3, "dyad/corridor": 3, "dyad/arms": 3, "dyad/vote": 3,
	"dyad/article": 3,
	"dyad/claim":   4, "dyad/figure": 4,
	"dyad/desk":         5,
	"dyad/dossier":      6,
	"dyad/internal/cli": 7, "dyad/internal/web": 7,
	"dyad/cmd":           8,
	"dyad/bench":         9,
	"dyad/internal/lint": 9, "dyad/internal/skips": 9, "dyad/internal/program": 9, "dyad/internal/golden": 9, "dyad/internal/recompute": 9,
}

// beside are the imports between rooms of one floor that are meant.
var beside = map[string][]string{
	"dyad/internal/cli": {"dyad/internal/web"}, // dyad serve
}

type pkg struct {
	ImportPath string
	Imports    []string
}

func packages(t *testing.T) []pkg {
	t.Helper()
	out, err := exec.Command("go", "list", "-e", "-json=ImportPath,Imports", "dyad/...").Output()
	if err != nil {
		t.Fatal(err)
	}
	var all []pkg
	d := json.NewDecoder(strings.NewReader(string(out)))
	for d.More() {
		var p pkg
		if err := d.Decode(&p); err != nil {
			t.Fatal(err)
		}
		all = append(all, p)
	}
	if len(all) < 10 {
		t.Fatalf("only %d packages were found", len(all))
	}
	return all
}

// room is the listed room a package belongs to.
func room(path string) string {
	for path != "dyad" && path != "." && path != "" {
		if _, ok := floors[path]; ok {
			return path
		}
		i := strings.LastIndex(path, "/")
		if i < 0 {
			break
		}
		path = path[:i]
	}
	return ""
}

func TestImportsPointDown(t *testing.T) {
	for _, p := range packages(t) {
		from := room(p.ImportPath)
		if from == "" {
			t.Errorf("%s stands in no room: give it a floor", p.ImportPath)
			continue
		}
		for _, i := range p.Imports {
			if !strings.HasPrefix(i, "dyad/") {
				continue
			}
			to := room(i)
			if to == from || floors[to] < floors[from] || slices.Contains(beside[from], to) {
				continue
			}
			t.Errorf("%s (floor %d) imports %s (floor %d): imports point down", p.ImportPath, floors[from], i, floors[to])
		}
	}
}

func TestQuarantines(t *testing.T) {
	for _, c := range []struct{ library, room, why string }{
		{"github.com/spf13/cobra", "dyad/internal/cli", "commands are made in one place"},
		{"database/sql", "dyad/lake", "the lake alone talks to engines"},
		{"github.com/duckdb/", "dyad/lake", "the lake alone talks to engines"},
		{"net/http", "dyad/internal/web", "pages and API are served from one room"},
		{"gonum.org/v1/plot", "dyad/figure", "figures are drawn in one room"},
		{"cel.dev/", "dyad/claim", "the claim language is one room's matter"},
	} {
		for _, p := range packages(t) {
			r := room(p.ImportPath)
			if strings.HasPrefix(r, c.room) || r == "dyad/bench" || r == "dyad/internal/program" {
				continue
			}
			for _, i := range p.Imports {
				if i == c.library || strings.HasPrefix(i, strings.TrimSuffix(c.library, "/")+"/") {
					t.Errorf("%s imports %s, which belongs to %s: %s", p.ImportPath, i, c.room, c.why)
				}
			}
		}
	}
}

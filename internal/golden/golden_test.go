package golden

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"dyad/internal/program"
)

// dyads of different kinds, in the built-in pack and in the whole IMF file.
var dyads = []struct{ a, b, pack, kind string }{
	{"CHN", "RUS", "CHN RUS", "the one the article is about"},
	{"FRA", "DEU", "RUS DEU", "close neighbours"},
	{"USA", "RUS", "USA RUS", "rivals"},
	{"KGZ", "CHN", "KGZ CHN", "a small one and a large one"},
	{"PRK", "CHN", "TKM CHN", "one side silent, or filled in from the other's reports"},
	{"NRU", "LKA", "PRK CHN", "almost nothing, or nothing"},
	{"EU", "CHN", "EU CHN", "a group"},
}

// The lake of the built-in pack, which every clone has. The oracle is what the
// product said when the file was kept: testdata is read, not computed.
func TestPack(t *testing.T) {
	p := program.On(t)
	p.Must(t, "demo", "-o", filepath.Join(t.TempDir(), "demo.md"))
	p.Serve(t)
	for _, d := range dyads {
		a, b, _ := strings.Cut(d.pack, " ")
		theDyad(t, p, "pack", a, b, measureCommand)
	}
	theLake(t, p, "pack")
}

// The lake of the whole IMF file alone; the oracle as above.
func TestIMF(t *testing.T) {
	home := os.Getenv("DYAD_DATA")
	if home == "" {
		home = filepath.Join("..", "..", "..", "shared", "data")
	}
	file := filepath.Join(home, "imf-dots", "dots_iso3.csv.gz")
	if _, err := os.Stat(file); err != nil {
		t.Skipf("real data is not here (DYAD_DATA names the place): %v", err)
	}
	if testing.Short() {
		t.Skip("reads 2.6 million rows")
	}
	p := program.On(t)
	p.Must(t, "import", "tidy", file, "--source", "imf-dots", "--map", "value=value_musd", "--scale", "1e6", "--vintage", "to-2020",
		"--title", "Direction of Trade Statistics", "--publisher", "International Monetary Fund")
	p.Serve(t)
	for _, d := range dyads {
		theDyad(t, p, "imf", d.a, d.b, measureAddress)
	}
	theLake(t, p, "imf")
}

// theDyad keeps everything the product says of one dyad.
func theDyad(t *testing.T, p *program.Program, lake, a, b string, measured func(t *testing.T, p *program.Program, name, a, b string, world bool) string) {
	t.Run(a+"-"+b, func(t *testing.T) {
		k := newKept(filepath.Join("testdata", lake, a+"-"+b+".golden"))
		dossier(k, p.Written(t, ".md", "dossier", a, b))
		for _, name := range names(t, p.Get(t, "/api/v1/figures")) {
			k.add("figure "+name, rounded(name, p.Get(t, "/d/"+a+"/"+b+"/"+name+".csv")))
		}
		k.add("show", p.Run(t, "show", a, b))
		for _, name := range names(t, p.Run(t, "measures", "--format", "json")) {
			k.add("measure "+name, series(t, measured(t, p, name, a, b, hasWorld(t, p, name))))
		}
		for _, at := range []string{"dyads/A/B", "figures/balance/A/B", "figures/dependence/A/B", "forensics?a=A&b=B"} {
			at = "/api/v1/" + strings.NewReplacer("/A/B", "/"+a+"/"+b, "=A", "="+a, "=B", "="+b).Replace(at)
			k.add("api "+at, digest(t, p.Get(t, at)))
		}
		k.check(t)
	})
}

// measureCommand are the rows of `dyad measure NAME A B --format json`.
func measureCommand(t *testing.T, p *program.Program, name, a, b string, world bool) string {
	args := []string{"measure", name, a, b, "--format", "json"}
	if world {
		args = append(args, "--world")
	}
	return p.Run(t, args...)
}

// measureAddress are the same rows from the server, which keeps what it has read
// and estimated: on a large lake a command for each would take minutes.
func measureAddress(t *testing.T, p *program.Program, name, a, b string, world bool) string {
	at := "/api/v1/measures/" + name + "/rows?a=" + a + "&b=" + b
	if world {
		at += "&world=1"
	}
	return p.Get(t, at)
}

// hasWorld tells whether a measure has a place among all dyads.
func hasWorld(t *testing.T, p *program.Program, name string) bool {
	var entry struct{ World bool }
	if err := json.Unmarshal([]byte(p.Run(t, "measures", name, "--format", "json")), &entry); err != nil {
		t.Fatal(name, err)
	}
	return entry.World
}

// dossier keeps a dossier by its sections, with the notes that trace each number.
// Queries are left out: they are the engine's words, not the reader's.
func dossier(k *kept, text string) {
	if strings.HasPrefix(text, "exit ") {
		k.add("dossier", text)
		return
	}
	body, queries, _ := strings.Cut(text, "\n## Queries\n")
	for _, s := range strings.Split(body, "\n## ") {
		title, rest, _ := strings.Cut(s, "\n")
		k.add("dossier "+title, rest)
	}
	_, notes, _ := strings.Cut(queries, "\n[^n1]: ")
	k.add("dossier notes", queryNumber.ReplaceAllString("[^n1]: "+notes, ""))
}

// theLake keeps what the product says without a dyad: the article's claims judged
// over this lake, and the lists of the API. What the catalogue says of a measure
// or a figure is words, and is tested where they are.
func theLake(t *testing.T, p *program.Program, lake string) {
	t.Run("lake", func(t *testing.T) {
		k := newKept(filepath.Join("testdata", lake, "lake.golden"))
		claims(t, k, p)
		for _, at := range []string{"status", "economies", "sources", "claims", "forensics",
			"measures/trade.total/world", "measures/trade.dependence/world", "measures/trade.asymmetry/world",
			"measures/trade.total/world?limit=5&offset=20"} {
			k.add("api /api/v1/"+at, digest(t, p.Get(t, "/api/v1/"+at)))
		}
		k.add("api check", digest(t, p.Post(t, "/api/v1/check", "claims:\n- id: X1\n  quote: trade passed 100 billion in 2018\n  check: trade.total(CHN, RUS, 2018) > 100e9\n")))
		k.check(t)
	})
}

// claims keeps the check of the article: a section for each claim as the terminal
// shows it, and the JSON by digest.
func claims(t *testing.T, k *kept, p *program.Program) {
	for _, c := range strings.Split(p.Run(t, "check", "article"), "\n\n") {
		id, _, _ := strings.Cut(strings.TrimSpace(c), " ")
		k.add("check "+id, c)
	}
	k.add("check --format json", digest(t, p.Run(t, "check", "article", "--format", "json")))
}

// names are the names in a JSON list of entries.
func names(t *testing.T, text string) []string {
	t.Helper()
	var list []struct{ Name string }
	if err := json.Unmarshal([]byte(text), &list); err != nil {
		t.Fatal(err, cut(text, 200))
	}
	if len(list) == 0 {
		t.Fatal("an empty list proves nothing")
	}
	out := make([]string, len(list))
	for i, e := range list {
		out[i] = e.Name
	}
	return out
}

// rounded cuts the numbers of a figure's CSV to nine digits, for sums of doubles
// depend on their order, and those estimated in parallel to six.
func rounded(name, csv string) string {
	if strings.HasPrefix(name, "expected") {
		return number.ReplaceAllStringFunc(csv, func(s string) string { return leaf(json.Number(s), "gravity.") })
	}
	return fraction.ReplaceAllStringFunc(csv, func(s string) string { return leaf(json.Number(s), "") })
}

var (
	number   = regexp.MustCompile(`-?\d+(\.\d+)?(e[+-]\d+)?`)
	fraction = regexp.MustCompile(`-?\d+\.\d+(e[+-]\d+)?`)
)

var queryNumber = regexp.MustCompile(` Query \d+\.`)

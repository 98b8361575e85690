package cli

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"dyad/desk"
	"dyad/measure"
)

// dyadRun runs one command and gives all that it prints.
func dyadRun(t *testing.T, args ...string) string {
	t.Helper()
	var out bytes.Buffer
	Run(context.Background(), args, nil, &out, &out)
	return out.String()
}

func demoLake(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	lake := filepath.Join(dir, "lake")
	if out := dyadRun(t, "--lake", lake, "demo", "-o", filepath.Join(dir, "x.html")); !strings.Contains(out, "Wrote ") {
		t.Fatal(out)
	}
	return lake
}

// entries lists the catalogue.
func entries(t *testing.T) []*measure.Measure {
	t.Helper()
	c, err := desk.Describe()
	if err != nil {
		t.Fatal(err)
	}
	var out []*measure.Measure
	for _, name := range c.Names() {
		m, err := c.Get(name)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, m)
	}
	return out
}

// words cuts a command line as a shell does, with single quotes alone.
func words(line string) []string {
	var out []string
	for i, part := range strings.Split(line, "'") {
		if i%2 == 1 {
			out = append(out, part)
		} else {
			out = append(out, strings.Fields(part)...)
		}
	}
	return out
}

// Each measure says what it is, what a gap, a zero and a group do to it, and has
// an example that the built-in pack answers as it says.
func TestEveryMeasureIsDescribedAndItsExampleHolds(t *testing.T) {
	lake := demoLake(t)
	for _, m := range entries(t) {
		for what, text := range map[string]string{"title": m.Title, "unit": m.Unit, "formula": m.Formula, "definition": m.Defined, "reference": m.Reference,
			"rule for a gap": m.Missing, "rule for a zero": m.Zero, "rule for groups": m.Groups, "example": m.Example.Ask, "answer to its example": m.Example.Says} {
			if strings.TrimSpace(text) == "" {
				t.Errorf("%s has no %s", m.Name, what)
			}
		}
		out := dyadRun(t, append([]string{"--lake", lake, "measure"}, words(m.Example.Ask)...)...)
		if !strings.HasPrefix(m.Example.Ask, m.Name+" ") || !strings.Contains(out, m.Example.Says) {
			t.Errorf("dyad measure %s does not say %q:\n%s", m.Example.Ask, m.Example.Says, out)
		}
	}
}

var noNumber = regexp.MustCompile(`(?i)(^|[^a-z])([+-]?inf|nan|infinity)([^a-z]|$)`)

// On a lake full of zeros and gaps no measure prints a number that is none, in
// any format, at home or in the world.
func TestNoNumberThatIsNoneLeavesTheCatalogue(t *testing.T) {
	dir := t.TempDir()
	lake, file := filepath.Join(dir, "lake"), filepath.Join(dir, "zeros.csv")
	var b strings.Builder
	b.WriteString("reporter,partner,year,flow,product,value,quantity\n")
	for _, pair := range [][2]string{{"CHN", "RUS"}, {"RUS", "CHN"}, {"CHN", "WLD"}, {"RUS", "WLD"}, {"CHN", "KAZ"}, {"RUS", "KAZ"}, {"KAZ", "CHN"}, {"KAZ", "RUS"}} {
		for year := 2000; year <= 2008; year++ {
			for _, flow := range []string{"X", "M"} {
				for i, product := range []string{"TOTAL", "01", "27"} {
					value := []string{"0", "", "1e308", "5e-324", "1000"}[(year+i+len(flow+pair[0]+pair[1])+int(pair[1][0]))%5]
					if year >= 2006 {
						value = "0"
					}
					fmt.Fprintf(&b, "%s,%s,%d,%s,%s,%s,0\n", pair[0], pair[1], year, flow, product, value)
				}
			}
		}
	}
	if err := os.WriteFile(file, []byte(b.String()), 0o644); err != nil {
		t.Fatal(err)
	}
	if out := dyadRun(t, "--lake", lake, "import", "tidy", file, "--source", "zeros"); !strings.Contains(out, "rows") {
		t.Fatal(out)
	}
	values := 0
	for _, m := range entries(t) {
		ask := []string{"--lake", lake, "measure", m.Name}
		subject := [][]string{{"CHN", "RUS"}, {"RUS", "CHN"}, {"EAEU", "CHN"}}
		if m.Subject != measure.Dyad {
			subject = [][]string{{"CHN"}, {"EAEU"}}
		}
		for _, s := range subject {
			for _, format := range []string{"table", "csv", "json", "md"} {
				for _, world := range []bool{false, m.World != nil} {
					args := append(append(append([]string{}, ask...), s...), "--format", format)
					if world {
						args = append(args, "--world")
					}
					out := dyadRun(t, args...)
					if at := noNumber.FindStringIndex(out); at != nil {
						t.Errorf("%s prints a number that is none: …%s…", strings.Join(args[2:], " "), out[max(0, at[0]-80):min(len(out), at[1]+40)])
					}
					values += strings.Count(out, "\"value\": ") - strings.Count(out, "\"value\": null")
				}
			}
		}
	}
	if values < 100 {
		t.Fatalf("the walk met only %d values", values)
	}
}

package cli

import (
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// curveRow is a row of the contract.
type curveRow struct {
	Group    string   `json:"group"`
	Cause    string   `json:"cause"`
	Time     float64  `json:"time"`
	AtRisk   int      `json:"n_risk"`
	Events   int      `json:"n_event"`
	Censored int      `json:"n_censor"`
	Estimate float64  `json:"estimate"`
	StdError *float64 `json:"std_error"`
	Lower    *float64 `json:"lower"`
	Upper    *float64 `json:"upper"`
}

func curveOf(t *testing.T, args ...string) []curveRow {
	t.Helper()
	out := dyadRun(t, append([]string{"projects", "survival", "--format", "json"}, args...)...)
	var rows []curveRow
	if err := json.Unmarshal([]byte(out), &rows); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	return rows
}

// reference is a curve as R printed it.
type reference struct {
	Time     []float64  `json:"time"`
	AtRisk   []int      `json:"n_risk"`
	Events   []int      `json:"n_event"`
	Censored []int      `json:"n_censor"`
	Estimate []float64  `json:"surv"`
	StdError []*float64 `json:"std_err"`
	Lower    []*float64 `json:"lower"`
	Upper    []*float64 `json:"upper"`
}

func held(t *testing.T, what string, rows []curveRow, want reference) {
	t.Helper()
	if len(rows) != len(want.Time) {
		t.Errorf("%s: %d rows, want %d", what, len(rows), len(want.Time))
		return
	}
	same := func(got, want *float64) bool {
		if got == nil || want == nil {
			return got == nil && want == nil
		}
		return math.Abs(*got-*want) <= 1e-12
	}
	for i, r := range rows {
		if r.Time != want.Time[i] || r.AtRisk != want.AtRisk[i] || r.Events != want.Events[i] || r.Censored != want.Censored[i] || !same(&r.Estimate, &want.Estimate[i]) ||
			!same(r.StdError, want.StdError[i]) || !same(r.Lower, want.Lower[i]) || !same(r.Upper, want.Upper[i]) {
			t.Errorf("%s at %v: %+v", what, want.Time[i], r)
		}
	}
}

func referenceFile(t *testing.T, name string) string {
	t.Helper()
	path := filepath.Join("../../../shared/reference", name)
	if _, err := os.Stat(path); err != nil {
		t.Skip("no " + name + " in ../shared/reference")
	}
	return path
}

// The oracle is R 4.2.2's survival 3.5-3 (survfit), as the reference files keep it:
// two groups and both together, three kinds of limits.
func TestCurvesAreThoseOfR(t *testing.T) {
	text, err := os.ReadFile(referenceFile(t, "km_projects.expected.json"))
	if err != nil {
		t.Fatal(err)
	}
	var want struct {
		Groups map[string]struct {
			By map[string]reference `json:"by_conf_type"`
		} `json:"groups"`
	}
	if err := json.Unmarshal(text, &want); err != nil {
		t.Fatal(err)
	}
	file := referenceFile(t, "km_projects.csv")
	seen := 0
	for group, g := range want.Groups {
		for conf, curve := range g.By {
			args := []string{"--file", file, "--time", "months", "--event", "event", "--conf", conf}
			if group != "all" {
				args = append(args, "--group", "group")
			}
			var rows []curveRow
			for _, r := range curveOf(t, args...) {
				if group == "all" || r.Group == group {
					rows = append(rows, r)
				}
			}
			held(t, group+" "+conf, rows, curve)
			seen++
		}
	}
	if seen < 9 {
		t.Errorf("%d curves, want 9", seen)
	}
}

// The oracle is the same R, for the edges: no events, all at once, a time of zero,
// one subject.
func TestEdgesOfCurvesAreThoseOfR(t *testing.T) {
	text, err := os.ReadFile(referenceFile(t, "km_edge_cases.expected.json"))
	if err != nil {
		t.Fatal(err)
	}
	var want struct {
		Cases map[string]struct {
			Input []struct{ T, E float64 } `json:"input"`
			reference
		} `json:"cases"`
	}
	if err := json.Unmarshal(text, &want); err != nil {
		t.Fatal(err)
	}
	for name, c := range want.Cases {
		file := filepath.Join(t.TempDir(), "f.csv")
		lines := "t,e\n"
		for _, x := range c.Input {
			lines += fmt.Sprintf("%v,%v\n", x.T, x.E)
		}
		if err := os.WriteFile(file, []byte(lines), 0o666); err != nil {
			t.Fatal(err)
		}
		held(t, name, curveOf(t, "--file", file, "--time", "t", "--event", "e"), c.reference)
	}
}

// The oracle is by hand. Five subjects: a at 1, b at 2, one lost at 2, a at 3, one
// lost at 4. F_a = 1/5, then 1/5 + 3/5 × 1/2 = 1/2; F_b = 4/5 × 1/4 = 1/5. With
// delayed entry at 1.5 the last comes to the risk set after the first event.
func TestCompetingEndsAndLateEntries(t *testing.T) {
	file := filepath.Join(t.TempDir(), "f.csv")
	text := "time,event,cause,in\n1,1,a,0\n2,1,b,0\n2,0,,0\n3,1,a,0\n4,0,,1.5\n"
	if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
	last := map[string]float64{}
	for _, r := range curveOf(t, "--file", file, "--time", "time", "--event", "event", "--cause", "cause") {
		last[r.Cause] = r.Estimate
	}
	if len(last) != 2 || math.Abs(last["a"]-0.5) > 1e-15 || math.Abs(last["b"]-0.2) > 1e-15 {
		t.Errorf("the incidences come to %v", last)
	}
	rows := curveOf(t, "--file", file, "--time", "time", "--event", "event", "--entry", "in")
	if rows[0].AtRisk != 4 || rows[0].Estimate != 0.75 || rows[1].AtRisk != 4 {
		t.Errorf("with late entries: %+v", rows)
	}
}

func TestFaultsOfATableOfDurations(t *testing.T) {
	dir := t.TempDir()
	for text, says := range map[string]string{
		"t,e\n1,1\nx,0\n": `f.csv:3: t "x" is not a number`, "t,e\n1,2\n": "neither 0 nor 1", "t,e\n-1,1\n": "f.csv:2", "t,event\n1,1\n": `no column "e"`, "t,e\n": "no rows",
	} {
		file := filepath.Join(dir, "f.csv")
		if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
		if out := dyadRun(t, "projects", "survival", "--file", file, "--time", "t", "--event", "e"); !strings.Contains(out, says) || !strings.Contains(out, "try:") {
			t.Errorf("%q of %q", out, text)
		}
	}
}

// Oracles: the article's own sentences. 10 of 21 and 22 of 160 with Wilson's
// intervals as R's prop.test(correct = FALSE) has them; 22 of 94 is the most there
// can be on Russian soil.
func TestTheArticlesRatios(t *testing.T) {
	lake := demoLake(t)
	var ratios []struct {
		N          int
		Done, Open float64
		Ratio      float64
		Lower      float64
		Upper      float64
		BoundHigh  float64 `json:"bound_high"`
		By         string
	}
	if err := json.Unmarshal([]byte(dyadRun(t, "--lake", lake, "projects", "ratio", "CHN", "RUS", "--format", "json")), &ratios); err != nil {
		t.Fatal(err)
	}
	want := map[string][4]float64{"arctic-agreements, completed": {21, 0.476, 0.283, 0.676}, "programme-2009, under construction": {160, 0.1375, 0.093, 0.199}, "programme-2009-russian-soil, under construction": {94, 0.234, 0.160, 0.329}}
	for _, r := range ratios {
		if w, ok := want[r.By]; ok {
			delete(want, r.By)
			if float64(r.N) != w[0] || math.Abs(r.Ratio-w[1]) > 5e-4 || math.Abs(r.Lower-w[2]) > 5e-4 || math.Abs(r.Upper-w[3]) > 5e-4 {
				t.Errorf("%+v, want %v", r, w)
			}
		}
	}
	if len(want) > 0 {
		t.Errorf("lacking: %v of %+v", want, ratios)
	}
	for line, says := range map[string]string{
		"projects show vankorneft-cnpc": "cancelled after two years of negotiations", "projects show vankorneft-cnpx": "did you mean vankorneft-cnpc",
		"projects list CHN RUS": "tongjiang-bridge-russian-half", "projects list DEU POL": "no source in the lake has projects", "projects statuses gcdf": "Pipeline: Pledge",
		"projects statuses gcfd": "did you mean gcdf", "projects new": "agreed in principle", "projects ratio CHN RUS --reach soon": "no stage", "projects ratio CHN RUS --by moon": "one of host",
		"projects survival CHN RUS --from agreed --to signed": "Months from agreed in principle to signed", "projects ratio CHN RUS --age 1 --as-of 2026": "by age",
	} {
		if out := dyadRun(t, append([]string{"--lake", lake}, words(line)...)...); !strings.Contains(out, says) {
			t.Errorf("dyad %s does not say %q:\n%s", line, says, out)
		}
	}
}

// The oracle is the program: the table of the docs is the one that it prints.
func TestTheDocsShowHowStatusesAreUnderstood(t *testing.T) {
	text, err := os.ReadFile("../../docs/projects.md")
	if err != nil {
		t.Fatal(err)
	}
	if table := dyadRun(t, "projects", "statuses", "--format", "md"); !strings.HasSuffix(string(text), table) {
		t.Error("docs/projects.md ends with another table than `dyad projects statuses --format md`")
	}
}

package cli

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dyad/claim/claimtest"
)

// claimsLake brings a file of the IMF's figures into a lake as the README says,
// and gives a way to run commands on it.
func claimsLake(t *testing.T, file string) func(args ...string) (string, int) {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "lake")
	run := func(args ...string) (string, int) {
		var out, errOut bytes.Buffer
		code := Run(context.Background(), append([]string{"--lake", dir}, args...), strings.NewReader(""), &out, &errOut)
		return out.String() + errOut.String(), code
	}
	if text, code := run("import", "tidy", file, "--source", "imf-dots", "--map", "value=value_musd", "--scale", "1e6"); code != 0 {
		t.Fatal(text)
	}
	return run
}

// verdicts judges the checks of the table that have a verdict on the data.
func verdicts(t *testing.T, run func(...string) (string, int), data string) {
	t.Helper()
	table, err := claimtest.Sentences("../../claim/testdata/sentences.txt")
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	want := map[string]claimtest.Sentence{}
	for _, s := range table {
		if s.Verdicts[data] == "" {
			continue
		}
		id := fmt.Sprintf("L%d", s.Line)
		want[id] = s
		fmt.Fprintf(&b, "- id: %s\n  quote: q\n  let: {%s}\n  check: %q\n", id, s.Let, s.Check)
		if s.Judge != "" {
			fmt.Fprintf(&b, "  judged_by: %s\n", s.Judge)
		}
	}
	if len(want) == 0 {
		t.Fatal("no sentences for ", data)
	}
	path := filepath.Join(t.TempDir(), "sentences.yaml")
	if err := os.WriteFile(path, []byte(b.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	text, code := run("check", path, "--format", "json")
	var got []struct{ ID, Verdict, Summary string }
	if err := json.Unmarshal([]byte(text), &got); err != nil || code != 0 {
		t.Fatal(code, err, text)
	}
	for _, c := range got {
		s := want[c.ID]
		if c.Verdict != s.Verdicts[data] {
			t.Errorf("line %d, %s: %s, want %s (%s)", s.Line, s.Text, c.Verdict, s.Verdicts[data], c.Summary)
		}
	}
}

// The verdicts follow by hand from the 32 figures of the fixture.
func TestVerdictsOnSentencesOfGermanyAndPoland(t *testing.T) {
	verdicts(t, claimsLake(t, "../../claim/testdata/germany-poland.csv"), "poland")
}

// imfFile is the whole file of the IMF, or the test is skipped.
func imfFile(t *testing.T) string {
	t.Helper()
	if realData() == "" {
		t.Skip("no real data; DYAD_DATA names their place")
	}
	return filepath.Join(realData(), "imf-dots", "dots_iso3.csv.gz")
}

// The cases are sentences and claim files that others found judged wrongly; what
// is right stands in each file's first line and, shortened, here. Those that are
// errors must say what is wrong; of the others the verdict over all, and words
// that the answer must hold. The table's sentences are judged on the same lake.
func TestClaimsOfOthersOnTheIMF(t *testing.T) {
	run := claimsLake(t, imfFile(t))
	verdicts(t, run, "imf")
	cases := filepath.Join(realData(), "..", "cases", "claims")
	if _, err := os.Stat(cases); err != nil {
		t.Skip("no cases beside the real data")
	}
	for _, c := range []struct {
		file  string
		fails bool
		holds []string
	}{
		{"01-australian-dollar", true, []string{"not in A$"}},
		{"02-one-billion", false, []string{"X  ✗ contradicted", "[0.9, 1.1) bn"}},
		{"03-eu-enlargement", false, []string{"other members in the years compared", "joined"}},
		{"04-growth-fell", false, []string{"CHN (imf-dots)  supported     −32.00 %"}},
		{"05-imputed-witness", false, []string{"X  ✗ contradicted", "PRK (imf-dots)  not testable", "is made from the partner's report"}},
		{"06-conjunction-hides-own", false, []string{"X  ≠ mixed by source", "Y  ≠ mixed by source", "TJK, KGZ each (imf-dots)  contradicted"}},
		{"07-eu-asean", false, []string{"X  ✓ supported"}},
		{"08-tolerance-record", false, []string{"CHN (imf-dots)  supported", "[94.347, 96.253] bn"}},
		{"10-has-been-growing", false, []string{"X  ✗ contradicted", "28.7 %"}},
		{"11-asof-before-window", false, []string{"X  – not testable", "cannot speak of the years from 2001"}},
		{"14-congo", true, []string{"the name of two economies", "COD"}},
		{"15-dollars-without-scale", true, []string{"has no scale"}},
		{"17-february-30", true, []string{`"2018-02-30" is not a date`}},
		{"19-andorra", false, []string{"nobody reports trade.total(AND, CHN)"}},
		{"20-tabs", true, []string{"indent with spaces, not tabs"}},
		{"21-tolerance-1000", true, []string{"1000% makes almost anything true"}},
	} {
		text, code := run("check", filepath.Join(cases, c.file+".yaml"))
		if (code != 0) != c.fails {
			t.Errorf("%s: exit code %d\n%s", c.file, code, text)
		}
		for _, h := range c.holds {
			if !strings.Contains(text, h) {
				t.Errorf("%s: no %q in\n%s", c.file, h, text)
			}
		}
	}
}

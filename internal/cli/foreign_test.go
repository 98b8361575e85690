package cli

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// What a file brings with it, through every medium: a title with an escape, a
// formula and HTML comes out as text, and in JSON as it came.
func TestForeignTextInEveryMedium(t *testing.T) {
	dir := t.TempDir()
	lake, file := filepath.Join(dir, "lake"), filepath.Join(dir, "x.csv")
	if err := os.WriteFile(file, []byte("reporter,partner,flow,year,value\nCHN,RUS,X,2019,5\nRUS,CHN,M,2019,7\nRUS,CHN,X,2019,3\n\x1b[2JNowhere,RUS,X,2019,5\n=1+2,RUS,X,2019,5\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	run := func(args ...string) (out, errOut string) {
		t.Helper()
		var o, e bytes.Buffer
		if code := Run(t.Context(), append([]string{"--lake", lake}, args...), strings.NewReader(""), &o, &e); code != 0 && code != 3 {
			t.Fatalf("%v: %d %s", args, code, e.String())
		}
		return o.String(), e.String()
	}
	const title = "=1+2\x1b]0;owned\x07 <script>x</script> ![i](http://192.0.2.1/i.png) \u202e|"
	said, complaints := run("import", "tidy", file, "--source", "x", "--title", title, "--allow-rejects")
	for what, text := range map[string]string{"the report of an import": said + complaints} {
		if strings.ContainsRune(text, '\x1b') || !strings.Contains(text, "␛") {
			t.Errorf("%s has a terminal's escapes, or lost the label: %q", what, text)
		}
	}
	var rejects string
	err := filepath.WalkDir(filepath.Join(lake, "rejects"), func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			b, readErr := os.ReadFile(path)
			rejects, err = rejects+string(b), readErr
		}
		return err
	})
	if err != nil || !strings.Contains(rejects, ",'=1+2,") {
		t.Errorf("a formula in the rejects: %v %q", err, rejects)
	}
	table, _ := run("sources")
	if strings.ContainsAny(table, "\x1b\x07\u202e") || !strings.Contains(table, "=1+2␛]0;owned␇ <script>") {
		t.Errorf("a table: %q", table)
	}
	sheet, _ := run("sources", "--format", "csv")
	if !strings.Contains(sheet, ",'=1+2") {
		t.Errorf("CSV: %q", sheet)
	}
	md, _ := run("sources", "--format", "md")
	if strings.ContainsAny(md, "<\x1b\x07") || !strings.Contains(md, `!\[i\](http`) {
		t.Errorf("Markdown: %q", md)
	}
	record, _ := run("sources", "--format", "json")
	var list []struct{ Title string }
	if err := json.Unmarshal([]byte(record), &list); err != nil || len(list) != 1 || list[0].Title != title {
		t.Errorf("JSON changed the title: %v %q", err, record)
	}
	balance, _ := run("measure", "trade.balance", "RUS", "CHN", "--format", "csv")
	if !strings.Contains(balance, ",-4,") || strings.Contains(balance, "'-") {
		t.Errorf("a negative number is a number: %s", balance)
	}
	dossier := filepath.Join(dir, "d.md")
	run("dossier", "CHN", "RUS", "-o", dossier)
	if b, err := os.ReadFile(dossier); err != nil || strings.Contains(string(b), "<script") || strings.ContainsAny(string(b), "\x1b\x07") || !strings.Contains(string(b), "&lt;script>") {
		t.Errorf("a dossier in Markdown: %v %.2000s", err, b)
	}
}

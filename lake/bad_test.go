package lake

import (
	"bytes"
	"compress/gzip"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dyad/internal/hint"
	"dyad/source/tidy"
)

const good = header + "CHN,RUS,2017,X,43\nCHN,RUS,2017,M,41\n"

func packed(t *testing.T, text string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	if _, err := z.Write([]byte(text)); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// Bad input is told with its place, with code 3, and leaves the lake as it was.
func TestBadInput(t *testing.T) {
	long := header + strings.Repeat("CHN,RUS,2016,X,1\n", 3)
	for _, c := range []struct {
		name   string
		bytes  string
		pieces []string
	}{
		{"empty file", "", []string{"file.csv", "the file is empty", "try: "}},
		{"blank file", "\n\n", []string{"the file is empty"}},
		{"header alone", header, []string{"a header and no rows"}},
		{"wrong header", "land,partner,year,flow,wert\nCHN,RUS,2017,X,1\n", []string{"file.csv:1", "no column for reporter, value", "it has land, partner, year, flow, wert", "--map reporter="}},
		{"near header", "reporter,partner,year,flow,valu\nCHN,RUS,2017,X,1\n", []string{"no column for value", "--map value=valu"}},
		{"header twice", "reporter,partner,year,flow,value,value\nCHN,RUS,2017,X,1,1\n", []string{`names the column "value" 2 times`}},
		{"thousands", header + "CHN,RUS,2017,X,\"1,234\"\n", []string{"file.csv:2", "column value", `"1,234" is not a number`, "without thousands separators", "1 of 1 rows"}},
		{"decimal comma", strings.ReplaceAll(header, ",", ";") + "CHN;RUS;2017;X;12,5\n", []string{"file.csv:2", `"12,5" is not a number: write the decimals after a point`}},
		{"underscore", header + "CHN,RUS,2017,X,1_234\n", []string{`"1_234" is not a number`}},
		{"hexadecimal", header + "CHN,RUS,2017,X,0x1F\n", []string{`"0x1F"`}},
		{"NaN", header + "CHN,RUS,2017,X,NaN\n", []string{"file.csv:2", `"NaN" is not a number`, "leave the field empty"}},
		{"1e400", header + "CHN,RUS,2017,X,1e400\n", []string{"file.csv:2", `"1e400" is too large`}},
		{"Inf", header + "CHN,RUS,2017,X,Inf\n", []string{`"Inf" is too large`}},
		{"negative", header + "CHN,RUS,2017,X,1\nCHN,RUS,2018,X,-5\n", []string{"file.csv:3", "column value", "cannot be negative", "1 of 2 rows"}},
		{"unknown country", header + "CHN,Rusia,2017,X,1\n", []string{"file.csv:2", "column partner", `"Rusia"`, "did you mean", "R"}},
		{"no country", header + ",RUS,2017,X,1\n", []string{"file.csv:2", "column reporter", "no economy is named"}},
		{"exact duplicate", long, []string{"file.csv:3", "the row says the same as line 2 (exact duplicate)", "2 of 3 rows"}},
		{"conflict", header + "CHN,RUS,2017,X,1\nDEU,POL,2017,X,1\nCHN,RUS,2017,X,2\n", []string{"file.csv:2", "a later row has the same", "file.csv:4", "as line 2 with another value", "2 of 3 rows"}},
		{"year 20017", header + "CHN,RUS,20017,X,1\n", []string{"file.csv:2", "column year", "year 20017 is outside 1800 to"}},
		{"year 2017.5", header + "CHN,RUS,2017.5,X,1\n", []string{`"2017.5" is neither a year`}},
		{"no year", header + "CHN,RUS,,X,1\n", []string{"no year is given"}},
		{"flow", header + "CHN,RUS,2017,Z,1\n", []string{"column flow", `unknown flow "Z"`}},
		{"Latin-1", header + "C\xf4te d'Ivoire,RUS,2017,X,1\n", []string{"file.csv:2:2", "byte 0xF4 is not UTF-8", "iconv"}},
		{"cut in a character", header + "CHN,RUS,2017,X,1\xc3", []string{"file.csv:2:17", "ends within a character"}},
		{"zero byte", header + "CHN,RUS,2017,X,\x001\n", []string{"file.csv:2:16", "zero byte"}},
		{"UTF-16", "\xff\xfer\x00e\x00", []string{"UTF-16"}},
		{"zip", "PK\x03\x04....", []string{"zip archive"}},
		{"carriage returns", strings.ReplaceAll(good, "\n", "\r"), []string{"bare carriage return"}},
		{"too few columns", header + "CHN,RUS,2017,X,1\nCHN,RUS\n", []string{"file.csv:3", "cannot be cut into columns", "1 of 2 rows"}},
		{"too many columns", header + "CHN,RUS,2017,X,1\nCHN,RUS,2018,X,1,9\n", []string{"file.csv:3", "cannot be cut into columns"}},
		{"open quote", header + "CHN,RUS,2017,X,1\nCHN,\"RUS,2018,X,1\n", []string{"file.csv"}},
		{"cut gzip", string(packed(t, strings.Repeat(good, 50))[:60]), []string{"cut short", "gzip -t"}},
		{"gzip of four bytes", string(packed(t, good)[:4]), []string{"cut short"}},
		{"damaged gzip", string(append(packed(t, good)[:40], "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"...)), []string{"gzip"}},
		{"no Parquet", "PAR1 but nothing else of it", []string{"Parquet file is damaged"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := t.TempDir()
			if _, err := bring(t, dir, good, tidy.Options{}, ImportOptions{}); err != nil {
				t.Fatal(err)
			}
			before := contents(t, dir)
			_, err := bring(t, dir, c.bytes, tidy.Options{}, ImportOptions{})
			complains(t, err, hint.Data, c.pieces...)
			if after := contents(t, dir); after != before {
				t.Errorf("the lake changed:\n%s\nwas\n%s", after, before)
			}
		})
	}
}

func TestBadPath(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "lake")
	_, err := bringFiles(dir, tidy.Options{}, ImportOptions{}, filepath.Join(dir, "none.csv"))
	complains(t, err, hint.Data, "none.csv", "there is no such file")
	_, err = bringFiles(dir, tidy.Options{}, ImportOptions{}, t.TempDir())
	complains(t, err, hint.Data, "is a directory")
	if _, err := os.Stat(dir); err == nil {
		t.Error("a lake was made for nothing")
	}
}

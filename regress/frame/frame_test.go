package frame

import (
	"bytes"
	"compress/gzip"
	"encoding/csv"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"dyad/internal/hint"
	"dyad/regress/formula"

	"github.com/parquet-go/parquet-go"
)

// uses asks for columns: "x" as a number, "x$" as text.
func uses(columns ...string) formula.Uses {
	u := formula.Uses{Use: map[string]formula.Use{}, Position: map[string]int{}}
	for _, c := range columns {
		name, coded := strings.CutSuffix(c, "$")
		u.Order = append(u.Order, name)
		u.Use[name] = formula.AsNumber
		if coded {
			u.Use[name] = formula.AsIdentity
		}
	}
	return u
}

func texts(t *testing.T, f *Frame, name string) []string {
	t.Helper()
	codes, levels, err := f.Codes(name)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, k := range codes {
		if k < 0 {
			out = append(out, "-")
		} else {
			out = append(out, levels[k])
		}
	}
	return out
}

func TestMissingAndTyping(t *testing.T) {
	const data = "\ufeffa,b,\"c d\",e\r\n1, x ,\"NA\",01\r\n.,NA,NA,1\r\n\r\nNaN,,\"q \"\"r\"\", s\",2.50\r\n-1.5e3,.,\"two\nlines\",7"
	f, err := ReadCSV(strings.NewReader(data), "t.csv", uses("a", "b$", "c d$", "e$"))
	if err != nil {
		t.Fatal(err)
	}
	a, _ := f.Numbers("a")
	if len(a) != 4 || a[0] != 1 || !math.IsNaN(a[1]) || !math.IsNaN(a[2]) || a[3] != -1500 {
		t.Errorf("a = %v", a)
	}
	for name, want := range map[string]string{"b": "[x - - -]", "c d": "[NA - q \"r\", s two\nlines]", "e": "[01 1 2.50 7]"} {
		if got := fmt.Sprint(texts(t, f, name)); got != want {
			t.Errorf("%s = %s, want %s", name, got, want)
		}
	}
	e, err := f.Numbers("e")
	if err != nil || e[0] != 1 || e[1] != 1 || e[2] != 2.5 {
		t.Errorf("e as numbers = %v, %v", e, err)
	}
	if f.Numeric("b") || !f.Numeric("e") {
		t.Error("Numeric: b holds text, e numbers")
	}
}

func TestErrorsSayWhere(t *testing.T) {
	for _, c := range []struct{ data, where, what, try string }{
		{"trade,rta\n1,0\nabc,1\n", "t.csv, line 3, column trade", `"abc" is not a number`, "i(trade)"},
		{"trade,rta\n1,0\n\n2,Inf\n", "t.csv, line 4, column rta", `"Inf" is infinite`, "missing"},
		{"trade,rta\n1,0\n2\n", "t.csv, line 3", "1 fields where the header has 2", "quote"},
		{"trade,rta\n1,0,4,5\n", "t.csv, line 2", "4 fields where the header has 2", "quote"},
		{"trade,rta\n\"1,0\n", "t.csv, line 2", "opened and not closed", ""},
		{"trade,rta\n1\"2,0\n", "t.csv, line 2", "inside an unquoted field", ""},
		{"trade,rat\n1,0\n", "t.csv", "there is no column `rta`", "did you mean rat?"},
		{"trade,rta,rta\n1,0,1\n", "t.csv", "two columns are named `rta`", "rename"},
		{"", "t.csv", "no header", "first line"},
	} {
		_, err := ReadCSV(strings.NewReader(c.data), "t.csv", uses("trade", "rta"))
		e, ok := err.(*hint.Error)
		if !ok {
			t.Errorf("%q: %v", c.data, err)
			continue
		}
		if e.Where != c.where || !strings.Contains(e.What, c.what) || !strings.Contains(e.Try, c.try) || e.Code != hint.Data {
			t.Errorf("%q: %q / %q / %q", c.data, e.Where, e.What, e.Try)
		}
	}
}

// TestTextInCodedColumn asks for numbers of a column read as text.
func TestTextInCodedColumn(t *testing.T) {
	f, err := ReadCSV(strings.NewReader("g\n1\n2\nten\n"), "t.csv", uses("g$"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err = f.Numbers("g"); err == nil || !strings.Contains(err.Error(), "line 4, column g") {
		t.Errorf("got %v", err)
	}
}

// TestManyBlocks reads a file of several blocks, with quoted line ends that a
// careless cut would split, and holds it against encoding/csv.
func TestManyBlocks(t *testing.T) {
	var b bytes.Buffer
	b.WriteString("id,text,value\n")
	const rows = 120000
	for i := range rows {
		text := fmt.Sprintf("plain %d", i%977)
		if i%13 == 0 {
			text = fmt.Sprintf("\"a\n\"\"b\"\", %d\"", i%1009)
		}
		fmt.Fprintf(&b, "%d,%s,%v\n", i%4001, text, math.Sqrt(float64(i)))
	}
	if b.Len() < 3*blockBytes {
		t.Fatal("the test needs several blocks")
	}
	records, err := csv.NewReader(bytes.NewReader(b.Bytes())).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var z bytes.Buffer
	w := gzip.NewWriter(&z)
	w.Write(b.Bytes())
	w.Close()
	for _, data := range [][]byte{b.Bytes(), z.Bytes()} {
		f, err := ReadCSV(bytes.NewReader(data), "t.csv", uses("id$", "text$", "value"))
		if err != nil {
			t.Fatal(err)
		}
		if f.Rows() != rows {
			t.Fatalf("%d rows", f.Rows())
		}
		id, text := texts(t, f, "id"), texts(t, f, "text")
		value, _ := f.Numbers("value")
		for i, r := range records[1:] {
			v, _ := strconv.ParseFloat(r[2], 64)
			if id[i] != r[0] || text[i] != r[1] || value[i] != v {
				t.Fatalf("row %d: %q %q %v, want %q", i, id[i], text[i], value[i], r)
			}
		}
	}
	bad := append(b.Bytes(), "1,x,none\n"...)
	wantLine := bytes.Count(bad, []byte{'\n'})
	_, err = ReadCSV(bytes.NewReader(bad), "t.csv", uses("value"))
	if err == nil || !strings.Contains(err.Error(), fmt.Sprintf("line %d,", wantLine)) {
		t.Errorf("got %v, want line %d", err, wantLine)
	}
}

func TestParquet(t *testing.T) {
	type row struct {
		Exporter string   `parquet:"exporter,dict"`
		Year     int32    `parquet:"year"`
		Trade    *float64 `parquet:"trade,optional"`
		Member   bool     `parquet:"member"`
		Code     int64    `parquet:"code"`
	}
	two := 2.5
	path := filepath.Join(t.TempDir(), "panel.parquet")
	if err := parquet.WriteFile(path, []row{{"CHN", 2001, &two, true, 7}, {"RUS", 2002, nil, false, 1 << 60}}); err != nil {
		t.Fatal(err)
	}
	f, err := Read(path, uses("exporter$", "year$", "trade", "member", "code$"))
	if err != nil {
		t.Fatal(err)
	}
	trade, _ := f.Numbers("trade")
	member, _ := f.Numbers("member")
	year, _ := f.Numbers("year")
	if trade[0] != 2.5 || !math.IsNaN(trade[1]) || member[0] != 1 || member[1] != 0 || year[1] != 2002 {
		t.Errorf("trade %v member %v year %v", trade, member, year)
	}
	if got := fmt.Sprint(texts(t, f, "exporter"), texts(t, f, "year"), texts(t, f, "code")); got != "[CHN RUS] [2001 2002] [7 1152921504606846976]" {
		t.Error(got)
	}
	if _, err := Read(path, uses("exporter")); err == nil || !strings.Contains(err.Error(), `"CHN" is not a number`) {
		t.Errorf("got %v", err)
	}
	if _, err := Read(path, uses("exportr")); hint.TryOf(err) != "did you mean exporter?" {
		t.Errorf("got %v, try %q", err, hint.TryOf(err))
	}
	if err := os.WriteFile(path, []byte("PAR1 nothing PAR1"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Read(path, uses("x")); hint.CodeOf(err) != hint.Data {
		t.Errorf("damaged file: %v", err)
	}
}

func FuzzReadCSV(f *testing.F) {
	for _, s := range []string{"a,b\n1,2\n", "a,b\n\"1\",\"x\"\"y\"\n", "a\tb\n.\tNA\n", "a,b\r\n1,\r\n\r\n", "a,b\n\"\n\",1", "a\n1e400"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		frame, err := ReadCSV(bytes.NewReader(data), "f.csv", uses("a", "b$"))
		if err != nil {
			if hint.CodeOf(err) != hint.Data {
				t.Fatalf("not an error of the data: %v", err)
			}
			return
		}
		numbers, _ := frame.Numbers("a")
		codes, levels, _ := frame.Codes("b")
		if len(numbers) != frame.Rows() || len(codes) != frame.Rows() {
			t.Fatal("columns of different length")
		}
		for i, k := range codes {
			if k < -1 || int(k) >= len(levels) || math.IsInf(numbers[i], 0) {
				t.Fatal("code or number out of range")
			}
		}
	})
}

func FuzzReadParquet(f *testing.F) {
	f.Add(parquetOf(f))
	f.Add(parquetOf(f, parquet.Compression(&parquet.Snappy), parquet.DataPageVersion(1)))
	for _, codec := range codecs {
		f.Add(parquetOf(f, parquet.Compression(codec)))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		_, err := ReadParquet(bytes.NewReader(data), int64(len(data)), "f.parquet", uses("a", "b$"))
		if err != nil && hint.CodeOf(err) != hint.Data {
			t.Fatalf("not an error of the data: %v", err)
		}
	})
}

package frame

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"io"
	"strings"
	"testing"
)

// linesOf is the oracle: encoding/csv says on which line each record begins. It
// passes over empty lines only, so that texts with blanks in them are no case.
func linesOf(t *testing.T, text string) []int64 {
	r := csv.NewReader(strings.NewReader(text))
	r.FieldsPerRecord, r.LazyQuotes = -1, true
	var out []int64
	for {
		if _, err := r.Read(); err == io.EOF {
			return out[1:]
		} else if err != nil {
			t.Fatal(err)
		}
		line, _ := r.FieldPos(0)
		out = append(out, int64(line))
	}
}

func TestPlaces(t *testing.T) {
	var long strings.Builder // of several blocks
	long.WriteString("a,b\n")
	for i := range 60000 {
		text := "plain"
		if i%5000 == 4999 {
			text = "\"two\n\"\"lines\"\"\""
		}
		fmt.Fprintf(&long, "%d,%s\n", i, text)
		if i%7000 == 6999 {
			long.WriteString("\n\r\n")
		}
	}
	if long.Len() < 2*blockBytes {
		t.Fatal("the test needs several blocks")
	}
	for _, text := range []string{
		"a,b\n1,x\n2,y\n", "a,b\n1,x\n2,y", "a,b\n\n1,x\n2,y", "a,b\r\n\r\n1,x\r\n\r\n2,y\r\n", "a,\"b\nb\"\n1,x\n\n", "a,b\n1,\"x\n\ny\"\n\n2,z", long.String(),
	} {
		f, err := ReadCSV(strings.NewReader(text), "t.csv", uses("a"))
		if err != nil {
			t.Fatal(err)
		}
		want := linesOf(t, text)
		if len(want) != f.Rows() || f.Places().Unit() != "line" {
			t.Fatalf("%d rows, want %d", f.Rows(), len(want))
		}
		for k, line := range want {
			if got := f.Places().Of(k); got != line {
				t.Fatalf("%.40q: row %d on line %d, want %d", text, k, got, line)
			}
		}
	}
	f, err := ReadCSV(strings.NewReader(long.String()), "t.csv", uses("a"))
	if err != nil {
		t.Fatal(err)
	}
	if n := len(f.Places().runs); n > 30 {
		t.Errorf("%d runs are kept of a text with 20 breaks", n)
	}
	data := parquetOf(t)
	f, err = ReadParquet(bytes.NewReader(data), int64(len(data)), "f.parquet", uses("a"))
	if err != nil || f.Places().Unit() != "row" || f.Places().Of(1) != 2 {
		t.Errorf("%v, %s %d", err, f.Places().Unit(), f.Places().Of(1))
	}
}

// Whatever is read, every row has a line, in order.
func FuzzPlaces(f *testing.F) {
	f.Add("a,b\n1,2\n\n3,\"x\ny\"\n")
	f.Add("a;b\r\n1;2\r\n\r\n3;4")
	f.Add("\xef\xbb\xbfa\tb\n1\t\"2\"\"\"\n")
	f.Fuzz(func(t *testing.T, text string) {
		data, err := ReadCSV(strings.NewReader(text), "f.csv", uses("a$"))
		if err != nil {
			return
		}
		last := int64(1)
		for k := range data.Rows() {
			line := data.Places().Of(k)
			if line <= last || line > int64(strings.Count(text, "\n"))+1 {
				t.Fatalf("row %d on line %d after %d", k, line, last)
			}
			last = line
		}
	})
}

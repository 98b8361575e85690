package frame

import (
	"bytes"
	"fmt"
	"math"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/parquet-go/parquet-go"
)

type panelRow struct {
	Text        string   `parquet:"text,dict"`
	Plain       string   `parquet:"plain,plain"`
	MaybeText   *string  `parquet:"maybe_text,optional,dict"`
	Double      float64  `parquet:"double"`
	MaybeDouble *float64 `parquet:"maybe_double,optional,dict"`
	Float       float32  `parquet:"float"`
	Int         int32    `parquet:"int,delta"`
	MaybeInt    *int64   `parquet:"maybe_int,optional"`
	Unsigned    uint32   `parquet:"unsigned"`
	Large       uint64   `parquet:"large,dict"`
	Flag        bool     `parquet:"flag"`
	Day         int32    `parquet:"day,date"`
	Price       int64    `parquet:"price,decimal(2:12)"`
}

func randomRows(n int) []panelRow {
	r := rand.New(rand.NewPCG(8, 1))
	rows := make([]panelRow, n)
	for i := range rows {
		text, double, number := []string{"CHN", "RUS", "NA", "", ".", "a longer name", "01", "1"}[r.IntN(8)], float64(r.IntN(50))/4, int64(r.IntN(30)-10)
		if r.IntN(40) == 0 {
			double = math.NaN()
		}
		w := &rows[i]
		*w = panelRow{Text: text, Plain: strconv.Itoa(r.IntN(2000)), Double: r.NormFloat64(), Float: float32(r.NormFloat64()), Int: int32(i/7 - 300),
			Unsigned: 1<<31 + uint32(r.IntN(9)), Large: 1<<63 + uint64(r.IntN(5)), Flag: r.IntN(2) == 0, Day: int32(r.IntN(20000) - 3000), Price: int64(r.IntN(90000))}
		if r.IntN(3) > 0 {
			w.MaybeText = &text
		}
		if r.IntN(3) > 0 {
			w.MaybeDouble = &double
		}
		if r.IntN(3) > 0 {
			w.MaybeInt = &number
		}
	}
	return rows
}

// The oracle is the rows that were written, by the rules in doc.go.
func TestParquetColumns(t *testing.T) {
	rows := randomRows(5000)
	orMissing := func(s string) string {
		if s == "" || s == "NA" || s == "." || s == "NaN" {
			return "-"
		}
		return s
	}
	number := func(v float64) string { return orMissing(strconv.FormatFloat(v, 'f', -1, 64)) }
	texts := map[string]func(w panelRow) string{
		"text":  func(w panelRow) string { return orMissing(w.Text) },
		"plain": func(w panelRow) string { return w.Plain },
		"maybe_text": func(w panelRow) string {
			if w.MaybeText == nil {
				return "-"
			}
			return orMissing(*w.MaybeText)
		},
		"maybe_double": func(w panelRow) string {
			if w.MaybeDouble == nil {
				return "-"
			}
			return number(*w.MaybeDouble)
		},
		"maybe_int": func(w panelRow) string {
			if w.MaybeInt == nil {
				return "-"
			}
			return fmt.Sprint(*w.MaybeInt)
		},
		"double":   func(w panelRow) string { return number(w.Double) },
		"float":    func(w panelRow) string { return number(float64(w.Float)) },
		"int":      func(w panelRow) string { return fmt.Sprint(w.Int) },
		"unsigned": func(w panelRow) string { return fmt.Sprint(w.Unsigned) },
		"large":    func(w panelRow) string { return fmt.Sprint(w.Large) },
		"flag": func(w panelRow) string {
			if w.Flag {
				return "1"
			}
			return "0"
		},
		"day":   func(w panelRow) string { return time.Unix(int64(w.Day)*86400, 0).UTC().Format(time.DateOnly) },
		"price": func(w panelRow) string { return number(float64(w.Price) / 100) },
	}
	for name, options := range map[string][]parquet.WriterOption{
		"version 1": {parquet.DataPageVersion(1), parquet.Compression(&parquet.Snappy), parquet.PageBufferSize(3000)},
		"version 2": {parquet.Compression(&parquet.Zstd), parquet.PageBufferSize(1000)},
		"brotli":    {parquet.Compression(&parquet.Brotli)},
		"groups":    {parquet.MaxRowsPerRowGroup(700), parquet.Compression(&parquet.Gzip)},
	} {
		var b bytes.Buffer
		if err := parquet.Write(&b, rows, options...); err != nil {
			t.Fatal(err)
		}
		var coded, plain []string
		for column := range texts {
			coded = append(coded, column+"$")
			if column != "text" && column != "maybe_text" && column != "day" {
				plain = append(plain, column)
			}
		}
		asTexts, err := ReadParquet(bytes.NewReader(b.Bytes()), int64(b.Len()), "p.parquet", uses(coded...))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		asNumbers, err := ReadParquet(bytes.NewReader(b.Bytes()), int64(b.Len()), "p.parquet", uses(plain...))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		for column, want := range texts {
			codes, levels, _ := asTexts.Codes(column)
			next := int32(0)
			for i, w := range rows {
				got := "-"
				if k := codes[i]; k >= 0 {
					got = levels[k]
					if k > next || int(asTexts.columns[column].first[k]) > i {
						t.Fatalf("%s, %s: codes are not in the order they occur", name, column)
					}
					next = max(next, k+1)
				}
				if got != want(w) {
					t.Fatalf("%s, row %d: %s is %q, want %q", name, i, column, got, want(w))
				}
			}
		}
		for _, column := range plain {
			values, _ := asNumbers.Numbers(column)
			for i, w := range rows {
				want, err := strconv.ParseFloat(texts[column](w), 64)
				if err != nil && !math.IsNaN(values[i]) || err == nil && values[i] != want {
					t.Fatalf("%s, row %d: %s is %v, want %v", name, i, column, values[i], want)
				}
			}
		}
	}
}

// Errors name the row, nulls and earlier pages counted.
func TestParquetRowsInErrors(t *testing.T) {
	type row struct {
		A *float64 `parquet:"a,optional"`
		B *string  `parquet:"b,optional,dict"`
	}
	one, infinite, text, word := 1.0, math.Inf(1), "2.5", "none"
	rows := make([]row, 3000)
	for i := range rows {
		if i%3 > 0 {
			rows[i] = row{&one, &text}
		}
	}
	rows[2000], rows[2501] = row{&infinite, &text}, row{&one, &word}
	var b bytes.Buffer
	if err := parquet.Write(&b, rows, parquet.PageBufferSize(500)); err != nil {
		t.Fatal(err)
	}
	for column, want := range map[string]string{"a": `row 2001, column a: "+Inf" is infinite`, "b": `row 2502, column b: "none" is not a number`} {
		if _, err := ReadParquet(bytes.NewReader(b.Bytes()), int64(b.Len()), "p.parquet", uses(column)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want %s", err, want)
		}
	}
	f, err := ReadParquet(bytes.NewReader(b.Bytes()), int64(b.Len()), "p.parquet", uses("b$"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.Numbers("b"); err == nil || !strings.Contains(err.Error(), "row 2502, column b") {
		t.Errorf("%v", err)
	}
}

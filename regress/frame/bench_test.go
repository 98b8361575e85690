package frame

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"math"
	"testing"

	"github.com/parquet-go/parquet-go"
)

// benchmarkRow is one of a panel of 100,000 rows, of which four of the seven
// columns and all digits of the distance are read.
type benchmarkRow struct {
	Exporter string  `parquet:"exporter,dict"`
	Importer string  `parquet:"importer,dict"`
	Year     int32   `parquet:"year"`
	Trade    float64 `parquet:"trade"`
	RTA      float64 `parquet:"rta,dict"`
	Dist     float64 `parquet:"dist,dict"`
	Note     string  `parquet:"note,dict"`
}

func benchmarkRows() []benchmarkRow {
	rows := make([]benchmarkRow, 100000)
	for i := range rows {
		rows[i] = benchmarkRow{fmt.Sprintf("C%03d", i/500%200), fmt.Sprintf("C%03d", i%200), int32(1990 + i%30), math.Round(float64(i)*1370) / 1000, float64(i % 2), math.Sqrt(float64(1 + i%9000)), "some text"}
	}
	return rows
}

func benchmarkCSV() []byte {
	var text bytes.Buffer
	text.WriteString("exporter,importer,year,trade,rta,dist,note\n")
	for _, r := range benchmarkRows() {
		fmt.Fprintf(&text, "%s,%s,%d,%v,%v,%v,%s\n", r.Exporter, r.Importer, r.Year, r.Trade, r.RTA, r.Dist, r.Note)
	}
	return text.Bytes()
}

var benchmarkUses = uses("exporter$", "importer$", "year$", "trade", "dist")

func BenchmarkReadCSV(b *testing.B) {
	text := benchmarkCSV()
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		if _, err := ReadCSV(bytes.NewReader(text), "b.csv", benchmarkUses); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkReadGzip counts the bytes of the text, not of the file.
func BenchmarkReadGzip(b *testing.B) {
	text := benchmarkCSV()
	var packed bytes.Buffer
	z := gzip.NewWriter(&packed)
	z.Write(text)
	z.Close()
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		if _, err := ReadCSV(bytes.NewReader(packed.Bytes()), "b.csv.gz", benchmarkUses); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkReadParquet counts eight bytes a value read.
func BenchmarkReadParquet(b *testing.B) {
	var file bytes.Buffer
	rows := benchmarkRows()
	if err := parquet.Write(&file, rows, parquet.Compression(&parquet.Snappy)); err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(8 * 5 * len(rows)))
	for b.Loop() {
		if _, err := ReadParquet(bytes.NewReader(file.Bytes()), int64(file.Len()), "b.parquet", benchmarkUses); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkNumber(b *testing.B) {
	for _, text := range []string{"1", "12.345", "9732.469217237003", "1.9999999999999994e-7"} {
		b.Run(text, func(b *testing.B) {
			data := []byte(text)
			for b.Loop() {
				if _, ok := parseNumber(data); !ok {
					b.Fatal(text)
				}
			}
		})
	}
}

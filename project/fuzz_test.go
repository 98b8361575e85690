package project

import (
	"bytes"
	"context"
	"io"
	"testing"

	"dyad/source"
	"dyad/source/registry"
)

// heard takes the place of a lake: it counts.
type heard struct{ rows int }

func (h *heard) Table(string, ...string) source.Writer { return h }
func (h *heard) Apart(string)                          {}
func (h *heard) Note(string)                           {}
func (h *heard) Reject(int64, string, string, string)  {}
func (h *heard) Row(int64, ...any) error               { h.rows++; return nil }

// fuzz reads any bytes with a reader: it may refuse them, it must not fall.
func fuzz(f *testing.F, reader, name string, seeds ...string) {
	for _, s := range seeds {
		f.Add([]byte(s))
	}
	r, err := registry.Find(reader)
	if err != nil {
		f.Fatal(err)
	}
	d, err := r.Read([]source.File{{Name: name}}, source.Options{Meta: source.Meta{ID: "x"}})
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		in := source.Input{File: source.File{Name: name, Data: text}, Open: func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(text)), nil }}
		_ = d.Stream(context.Background(), in, &heard{})
	})
}

func FuzzRegister(f *testing.F) {
	fuzz(f, "register", "r.yaml", supply, entry("host: RUS"), "projects:\n- [a]\n- {id: x}\n")
}
func FuzzRegisterCSV(f *testing.F) {
	fuzz(f, "register", "r.csv", "id,title,kind,parties,status,date\np,P,loan,CHN:lender;RUS:x,signed,2014\n")
}
func FuzzWorldBank(f *testing.F) {
	fuzz(f, "worldbank", "w.csv", "id,countryshortname,status,project_name,approval,effective,closing,curr_total_commitment\nP1,China,Closed,A,1995-06-06,,2002-06-30,1e+07\n")
}
func FuzzGEM(f *testing.F) {
	fuzz(f, "gem", "e.csv", "project,unit,type,parent,countries,status_tabular,start_year,capacity,units\nP,,gas_pipeline,X [51.00%],\"Russia, China\",operating,2019,38.0,bcm/y\n")
}
func FuzzGCDF(f *testing.F) { fuzz(f, "gcdf", "g.csv", gcdfText) }
func FuzzIATI(f *testing.F) { fuzz(f, "iati", "a.xml", iatiText) }
func FuzzHRT(f *testing.F)  { fuzz(f, "hrt", "h.xlsx", "PK\x03\x04") }
func FuzzAEI(f *testing.F)  { fuzz(f, "aei", "a.xlsx", "PK\x03\x04") }

package membership

import (
	"context"
	"fmt"
	"io"
	"strings"
	"testing"

	"dyad/source"
)

type kept struct{ rows, rejects []string }

func (k *kept) Apart(string) {}
func (k *kept) Note(string)  {}
func (k *kept) Reject(line int64, column, value, reason string) {
	k.rejects = append(k.rejects, fmt.Sprint(line, " ", column, " ", value, ": ", reason))
}
func (k *kept) Table(string, ...string) source.Writer { return k }
func (k *kept) Row(line int64, v ...any) error {
	k.rows = append(k.rows, fmt.Sprint(line, v))
	return nil
}

func read(text string) (*kept, error) {
	k := &kept{}
	f := source.File{Name: "groups.csv", Data: []byte(text)}
	err := stream(context.Background(), source.Input{File: f, Open: func() (io.ReadCloser, error) { return f.OpenText(context.Background()) }}, k)
	return k, err
}

// The oracle is the text.
func TestRead(t *testing.T) {
	k, err := read("\ufeffgroup,iso3,from,to,source\n# founders\nSIX,CHN,2001-06,,charter\nSIX,UZB,2001,2012,\nSIX,IND,2017-13,,\nSIX,PAK,,,\nSIX,KAZ,2005,2004,\n")
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(k.rows, ";"); got != "3 [SIX CHN 2001-06-01   charter];4 [SIX UZB 2001-01-01 2012-12-31  ]" {
		t.Errorf("%s", got)
	}
	if got := strings.Join(k.rejects, ";"); len(k.rejects) != 3 || !strings.Contains(got, "5 from 2017-13") || !strings.Contains(got, "6 from : no first day") || !strings.Contains(got, "7 to 2004: the stay ends before it begins") {
		t.Errorf("%s", got)
	}
	if _, err := read("a,b\n1,2\n"); err == nil || !strings.Contains(err.Error(), "has the columns group, economy, from and to") {
		t.Errorf("another table: %v", err)
	}
}

func FuzzRead(f *testing.F) {
	f.Add("group,economy,from,to\nSIX,CHN,2001,\n")
	f.Fuzz(func(_ *testing.T, text string) { _, _ = read(text) })
}

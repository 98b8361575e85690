package source

import (
	"bytes"
	"context"
	"strings"
	"testing"
)

func longText(t *testing.T, f File) (string, error) {
	t.Helper()
	head, err := Peek(f)
	if err != nil {
		return "", err
	}
	var out bytes.Buffer
	_, err = Unpack(context.Background(), f, head, &out, nil)
	return out.String(), err
}

// A text of another shape becomes a plain table; the oracle is each by eye.
func TestShapes(t *testing.T) {
	for _, c := range []struct {
		name, text string
		shape      Shape
		want       string // or, after "!", a piece of the error
	}{
		{"latin-1", "name,v\nC\xf4te d'Ivoire,1\n\x80,2\n", Shape{Encoding: "latin1"}, "name,v\nCôte d'Ivoire,1\n€,2\n"},
		{"a preamble", "Title\n\nname,v\na,1\n", Shape{Skip: 2}, "name,v\na,1\n"},
		{"a preamble longer than the text", "Title\n", Shape{Skip: 9}, "!empty"},
		{"years", "name;2016;2017\na;1;\n\"b;c\";3;4\n", Shape{Delimiter: ';', Wide: &Wide{Header: []string{"name", "2016", "2017"}, Columns: []int{1, 2}, Means: map[string]string{"2016": "2016", "2017": "2017"}, Name: "year", Value: "value"}},
			"name,year,value\na,2016,1\na,2017,\nb;c,2016,3\nb;c,2017,4\n"},
		{"a short row", "name,2016\na\n", Shape{Delimiter: ',', Wide: &Wide{Header: []string{"name", "2016"}, Columns: []int{1}, Means: map[string]string{"2016": "2016"}, Name: "year", Value: "value"}},
			"!f.csv:2: the row has 1 columns and the header 2"},
		{"an encoding unknown", "a\n", Shape{Encoding: "ebcdic"}, "!is not known"},
		{"not UTF-8", "name,v\nC\xf4te,1\n", Shape{}, "!f.csv:2:2: byte 0xF4 is not UTF-8"},
	} {
		got, err := longText(t, File{Name: "f.csv", Data: []byte(c.text), Shape: c.shape})
		if want, fails := strings.CutPrefix(c.want, "!"); fails {
			if err == nil || !strings.Contains(err.Error(), want) {
				t.Errorf("%s: %v, want %q", c.name, err, want)
			}
			continue
		}
		if err != nil || got != c.want {
			t.Errorf("%s: %q, %v", c.name, got, err)
		}
	}
}

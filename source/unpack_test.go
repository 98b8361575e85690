package source

import (
	"bytes"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"strings"
	"testing"
	"unicode/utf8"

	"dyad/internal/hint"
)

func zipped(t testing.TB, text string) []byte {
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

func unpack(t testing.TB, data []byte) (Text, string, error) {
	t.Helper()
	f := File{Name: "f", Data: data}
	head, err := Peek(f)
	if err != nil {
		return Text{}, "", err
	}
	var out strings.Builder
	text, err := Unpack(context.Background(), f, head, &out, nil)
	return text, out.String(), err
}

func TestUnpack(t *testing.T) {
	long := "a,b\n" + strings.Repeat("Côte d'Ivoire,12345\n", 50_000) // over several blocks, runes cut by them
	for _, c := range []struct {
		name, text          string
		lines               int64
		quotes, underscored bool
	}{
		{"plain", "a,b\n1,2\n", 2, false, false},
		{"no last line end", "a,b\n1,2", 2, false, false},
		{"quotes", "a,b\n\"1\n2\",2\n", 3, true, false},
		{"underscores", "a_b,_0,c\n1_000,_1,2\n", 2, false, true},
		{"harmless underscores", "a_b,_0,c\nx_1,1_x,2\n", 2, false, false},
		{"long", long, 50_001, false, false},
	} {
		for _, pack := range []bool{false, true} {
			data := []byte(c.text)
			if pack {
				data = zipped(t, c.text)
			}
			text, out, err := unpack(t, data)
			if err != nil {
				t.Fatalf("%s: %v", c.name, err)
			}
			sum := sha256.Sum256(data)
			want := Text{hex.EncodeToString(sum[:]), int64(len(data)), int64(len(c.text)), c.lines, c.quotes, c.underscored}
			if text != want || out != c.text {
				t.Errorf("%s, packed %v: %+v, want %+v", c.name, pack, text, want)
			}
		}
	}
}

// A gzip file cut anywhere is refused, never read as a shorter one.
func TestUnpackCut(t *testing.T) {
	data := zipped(t, "a,b\n"+strings.Repeat("Some text,12345\n", 200)+strings.Repeat("x", 3000))
	for n := 2; n < len(data); n++ {
		_, _, err := unpack(t, data[:n])
		if err == nil {
			t.Fatalf("cut to %d of %d bytes it passes", n, len(data))
		}
		if hint.CodeOf(err) != hint.Data {
			t.Fatalf("cut to %d: %v", n, err)
		}
	}
}

// The place of a wrong byte, near the edges of the blocks, by the definition.
func TestUnpackWrongByte(t *testing.T) {
	base := strings.Repeat("naïve,été\n", 60_000)
	for _, at := range []int{0, 7, 100, 1<<18 - 2, 1<<18 - 1, 1 << 18, 1<<18 + 1, 1<<19 - 1, len(base) - 2} {
		for !utf8.RuneStart(base[at]) {
			at++
		}
		text := base[:at] + "\xff" + base[at:]
		line := strings.Count(text[:at], "\n") + 1
		column := at - strings.LastIndexByte(text[:at], '\n')
		_, _, err := unpack(t, []byte(text))
		want := "f:" + itoa(line) + ":" + itoa(column) + ": byte 0xFF is not UTF-8"
		if err == nil || err.Error() != want {
			t.Errorf("at %d: %v, want %s", at, err, want)
		}
	}
}

func itoa(n int) string {
	if n < 10 {
		return string(rune('0' + n))
	}
	return itoa(n/10) + itoa(n%10)
}

func TestUnpackStops(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	f := File{Name: "f", Data: []byte(strings.Repeat("a,b\n", 1<<20))}
	_, err := Unpack(ctx, f, Head{Delimiter: ',', Columns: []string{"a", "b"}}, nil, func(done int64) { cancel() })
	if !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
}

func TestPeek(t *testing.T) {
	for _, c := range []struct {
		text      string
		delimiter rune
		columns   string
	}{
		{"a,b,c\n", ',', "a|b|c"}, {"\ufeffa;b;c\r\n1;2;3\r\n", ';', "a|b|c"}, {"a\tb", '\t', "a|b"}, {"a|b\n", '|', "a|b"},
		{"\"a, b\";\" c\"\n", ';', "a, b|c"}, {"one\n1\n", ',', "one"},
	} {
		for _, data := range [][]byte{[]byte(c.text), zipped(t, c.text)} {
			head, err := Peek(File{Name: "f", Data: data})
			if err != nil || head.Delimiter != c.delimiter || strings.Join(head.Columns, "|") != c.columns {
				t.Errorf("%q: %+v, %v", c.text, head, err)
			}
		}
	}
}

// Any bytes: an error, or a count that the plain definition confirms.
func FuzzUnpack(f *testing.F) {
	f.Add([]byte("a,b\n1,2\n"))
	f.Add([]byte("\xef\xbb\xbfa;b\r\n"))
	f.Add(zipped(f, "a,b\n1,2"))
	f.Add([]byte("PAR1"))
	f.Add([]byte("länger, als ein Block,1_0, 2\n\"quoted\"\n\xff"))
	blockSize = 8
	f.Cleanup(func() { blockSize = 1 << 18 })
	f.Fuzz(func(t *testing.T, data []byte) {
		text, out, err := unpack(t, data)
		if err != nil {
			if hint.CodeOf(err) != hint.Data {
				t.Errorf("code %d: %v", hint.CodeOf(err), err)
			}
			return
		}
		if bytes.HasPrefix(data, []byte("PAR1")) {
			return
		}
		lines := int64(strings.Count(out, "\n"))
		if !strings.HasSuffix(out, "\n") {
			lines++
		}
		if !utf8.ValidString(out) || strings.Contains(out, "\x00") || text.Lines != lines || text.Size != int64(len(out)) || text.Quotes != strings.Contains(out, `"`) {
			t.Errorf("%+v of %q", text, out)
		}
	})
}

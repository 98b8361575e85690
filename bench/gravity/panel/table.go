package panel

import (
	"bufio"
	"compress/gzip"
	"fmt"
	"io"
	"math"
	"os"
	"strconv"
	"strings"

	"dyad/economy"
)

// table is the panel as people keep it: economies by their codes, products by
// six digits, pairs as texts, distance in kilometres.
type table struct {
	rows  int
	texts []textColumn
	years []int32
	names []string // of numbers
	cells [][]float64
}

type textColumn struct {
	name   string
	levels []string
	id     []int32
}

func (p *Panel) table() *table {
	t := &table{rows: p.Rows}
	group := func(name string) []int32 {
		for _, g := range p.Groups {
			if g.Name == name {
				return g.ID
			}
		}
		return nil
	}
	exporter, importer, pair := group("exporter"), group("importer"), group("pair")
	codes := economyCodes(int(max(last(exporter), last(importer))) + 1)
	t.texts = []textColumn{{"exporter", codes, exporter}, {"importer", codes, importer}}
	if product := group("product"); product != nil {
		digits := make([]string, last(product)+1)
		for k := range digits {
			digits[k] = fmt.Sprintf("%06d", 10121+k*1913)
		}
		t.texts = append(t.texts, textColumn{"product", digits, product})
	}
	pairs := make([]string, last(pair)+1)
	for i, g := range pair {
		if pairs[g] == "" {
			pairs[g] = codes[exporter[i]] + "-" + codes[importer[i]]
		}
	}
	t.texts = append(t.texts, textColumn{"pair", pairs, pair})
	t.years = make([]int32, p.Rows)
	for i, y := range group("year") {
		t.years[i] = 1990 + y
	}
	for _, c := range p.Numbers {
		name, values := c.Name, c.Values
		if name == "distance" {
			name, values = "dist", make([]float64, p.Rows)
			for i, v := range c.Values {
				values[i] = math.Exp(v)
			}
		}
		t.names, t.cells = append(t.names, name), append(t.cells, values)
	}
	return t
}

func last(id []int32) int32 {
	most := int32(-1)
	for _, g := range id {
		most = max(most, g)
	}
	return most
}

// economyCodes are those of real economies, and made up beyond them.
func economyCodes(n int) []string {
	var codes []string
	for _, e := range economy.All() {
		if e.Kind == economy.State || e.Kind == economy.Territory {
			codes = append(codes, string(e.Code))
		}
	}
	for k := 0; len(codes) < n; k++ {
		codes = append(codes, fmt.Sprintf("X%02d", k))
	}
	return codes[:n]
}

// WriteCSV writes the panel as CSV, compressed where the path ends in .gz.
// Numbers have as many digits as it takes to read them back.
func (p *Panel) WriteCSV(path string) error {
	file, err := os.Create(path)
	if err != nil {
		return err
	}
	defer file.Close()
	var to io.WriteCloser = file
	if strings.HasSuffix(path, ".gz") {
		to = gzip.NewWriter(file)
	}
	out := bufio.NewWriterSize(to, 1<<20)
	p.table().writeCSV(out)
	if err := out.Flush(); err != nil {
		return err
	}
	if to != io.WriteCloser(file) {
		if err := to.Close(); err != nil {
			return err
		}
	}
	return file.Close()
}

// writeCSV leaves errors to the writer's Flush.
func (t *table) writeCSV(out *bufio.Writer) {
	for _, c := range t.texts {
		out.WriteString(c.name + ",")
	}
	out.WriteString("year," + strings.Join(t.names, ",") + "\n")
	var line []byte
	for i := range t.rows {
		line = line[:0]
		for _, c := range t.texts {
			line = append(append(line, c.levels[c.id[i]]...), ',')
		}
		line = strconv.AppendInt(line, int64(t.years[i]), 10)
		for _, values := range t.cells {
			line = strconv.AppendFloat(append(line, ','), values[i], 'f', -1, 64)
		}
		out.Write(append(line, '\n'))
	}
}

// Package panel makes and stores the synthetic trade panels of the gravity
// benchmark. Every panel is made from a seed and looks like the real thing: a
// few large economies and many small ones, distances on a sphere, agreements
// that come in waves, noise that persists within pairs, and zeros where trade
// is small.
package panel

import (
	"encoding/binary"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Panel is a set of columns of one length.
type Panel struct {
	Rows    int
	Numbers []Numbers
	Groups  []Groups
}

// Numbers is a named column of numbers.
type Numbers struct {
	Name   string
	Values []float64
}

// Groups is a named column of group numbers, 0 to Count-1.
type Groups struct {
	Name  string
	ID    []int32
	Count int
}

// Write stores each column as raw little-endian numbers in a file of its own,
// with an index that names them.
func (p *Panel) Write(dir string) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	var index strings.Builder
	for _, c := range p.Numbers {
		raw := make([]byte, 8*len(c.Values))
		for i, v := range c.Values {
			binary.LittleEndian.PutUint64(raw[8*i:], math.Float64bits(v))
		}
		if err := os.WriteFile(filepath.Join(dir, c.Name+".f8"), raw, 0o644); err != nil {
			return err
		}
		fmt.Fprintf(&index, "number %s %d 0\n", c.Name, p.Rows)
	}
	for _, c := range p.Groups {
		raw := make([]byte, 4*len(c.ID))
		for i, v := range c.ID {
			binary.LittleEndian.PutUint32(raw[4*i:], uint32(v))
		}
		if err := os.WriteFile(filepath.Join(dir, c.Name+".i4"), raw, 0o644); err != nil {
			return err
		}
		fmt.Fprintf(&index, "group %s %d %d\n", c.Name, p.Rows, c.Count)
	}
	return os.WriteFile(filepath.Join(dir, "index.txt"), []byte(index.String()), 0o644)
}

// Read loads what Write stored: the first column, and those named.
func Read(dir string, names []string) (*Panel, error) {
	index, err := os.ReadFile(filepath.Join(dir, "index.txt"))
	if err != nil {
		return nil, err
	}
	p := &Panel{}
	for _, line := range strings.Split(strings.TrimSpace(string(index)), "\n") {
		var kind, name string
		var count int
		if _, err := fmt.Sscan(line, &kind, &name, &p.Rows, &count); err != nil {
			return nil, fmt.Errorf("%s/index.txt: %q: %w", dir, line, err)
		}
		if len(p.Numbers)+len(p.Groups) > 0 && !slices.Contains(names, name) {
			continue
		}
		if kind == "number" {
			values := make([]float64, p.Rows)
			err := readColumn(filepath.Join(dir, name+".f8"), 8, p.Rows, func(i int, b []byte) {
				values[i] = math.Float64frombits(binary.LittleEndian.Uint64(b))
			})
			if err != nil {
				return nil, err
			}
			p.Numbers = append(p.Numbers, Numbers{name, values})
			continue
		}
		id := make([]int32, p.Rows)
		err := readColumn(filepath.Join(dir, name+".i4"), 4, p.Rows, func(i int, b []byte) {
			id[i] = int32(binary.LittleEndian.Uint32(b))
		})
		if err != nil {
			return nil, err
		}
		p.Groups = append(p.Groups, Groups{name, id, count})
	}
	return p, nil
}

// readColumn reads a file in small pieces, so that loading does not count in
// the peak of memory.
func readColumn(path string, width, rows int, set func(i int, b []byte)) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	buffer := make([]byte, 1<<16)
	for i := 0; i < rows; {
		part := buffer[:min(len(buffer), width*(rows-i))]
		if _, err := readFull(file, part); err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
		for at := 0; at < len(part); at += width {
			set(i, part[at:at+width])
			i++
		}
	}
	return nil
}

func readFull(file *os.File, part []byte) (int, error) {
	n := 0
	for n < len(part) {
		k, err := file.Read(part[n:])
		n += k
		if err != nil {
			return n, err
		}
	}
	return n, nil
}

package frame

import (
	"fmt"
	"math"
	"path/filepath"
	"strings"
	"sync"

	"dyad/internal/hint"
	"dyad/regress/formula"
)

// Frame is a table in memory: row i of every column is one observation.
type Frame struct {
	Source  string // the file, for errors
	rows    int
	columns map[string]*column
	names   []string   // every column of the file, in order
	places  *Places    // of its own, so that it can outlive the frame
	lazy    sync.Mutex // while numbers or codes are made
}

// column holds numbers, or codes into levels; numbers of a coded column are
// made when first asked for.
type column struct {
	name    string
	numbers []float64
	codes   []int32
	levels  []string
	first   []int32 // the row of each level
	values  []float64
}

// Rows is the number of observations.
func (f *Frame) Rows() int { return f.rows }

// Names lists every column of the file, read or not.
func (f *Frame) Names() []string { return f.names }

func (f *Frame) get(name string) (*column, error) {
	if c := f.columns[name]; c != nil {
		return c, nil
	}
	return nil, missingColumn(f.Source, name, f.names)
}

func missingColumn(source, name string, names []string) error {
	try := "columns there are: " + shorten(names) + "; a text stands in quotation marks"
	if near := hint.Suggest(name, names); len(near) > 0 {
		try = "did you mean " + strings.Join(near, " or ") + "?"
	} else {
		for _, n := range names {
			if strings.EqualFold(n, name) {
				try = "did you mean " + n + "?"
			}
		}
	}
	return hint.New(hint.Data, source, fmt.Sprintf("there is no column `%s`", name), try)
}

func shorten(names []string) string {
	if len(names) > 20 {
		return strings.Join(names[:20], ", ") + fmt.Sprintf(", … (%d in all)", len(names))
	}
	return strings.Join(names, ", ")
}

// Numbers is the column as numbers, NaN where missing. The slice is the
// frame's own: do not change it.
func (f *Frame) Numbers(name string) ([]float64, error) {
	c, err := f.get(name)
	if err != nil {
		return nil, err
	}
	f.lazy.Lock()
	defer f.lazy.Unlock()
	if c.numbers != nil || c.codes == nil {
		return c.numbers, nil
	}
	if err := f.parseLevels(c); err != nil {
		return nil, err
	}
	out := make([]float64, len(c.codes))
	for i, k := range c.codes {
		if k < 0 {
			out[i] = math.NaN()
		} else {
			out[i] = c.values[k]
		}
	}
	c.numbers = out
	return out, nil
}

func (f *Frame) parseLevels(c *column) error {
	if c.values != nil {
		return nil
	}
	values := make([]float64, len(c.levels))
	for k, s := range c.levels {
		v, ok := parseNumber([]byte(s))
		if !ok || math.IsInf(v, 0) {
			return notANumber(f.places.where(f.Source, int(c.first[k]), c.name), c.name, s, ok)
		}
		values[k] = v
	}
	c.values = values
	return nil
}

func notANumber(where, name, value string, infinite bool) error {
	if len(value) > 60 {
		value = value[:60] + "…"
	}
	what, try := "is not a number", "missing values are written as an empty field, NA or .; as groups write i("+name+"); in a condition compare with a text in quotation marks"
	if infinite {
		what, try = "is infinite", "write the value as missing: an empty field, NA or ."
	}
	return hint.New(hint.Data, where, fmt.Sprintf("%q %s", value, what), try)
}

// Codes is the column as codes into its distinct values, -1 where missing. The
// slices are the frame's own.
func (f *Frame) Codes(name string) ([]int32, []string, error) {
	c, err := f.get(name)
	if err != nil {
		return nil, nil, err
	}
	f.lazy.Lock()
	defer f.lazy.Unlock()
	if c.codes == nil && c.numbers != nil {
		c.encode()
	}
	return c.codes, c.levels, nil
}

// encode makes codes of a column that was read as numbers.
func (c *column) encode() {
	index := map[float64]int32{}
	c.codes = make([]int32, len(c.numbers))
	for i, v := range c.numbers {
		if math.IsNaN(v) {
			c.codes[i] = -1
			continue
		}
		k, ok := index[v]
		if !ok {
			k = int32(len(c.levels))
			index[v] = k
			c.levels = append(c.levels, formatNumber(v))
			c.first = append(c.first, int32(i))
		}
		c.codes[i] = k
	}
}

// Numeric tells whether every value present is a number.
func (f *Frame) Numeric(name string) bool {
	c, err := f.get(name)
	if err != nil {
		return false
	}
	f.lazy.Lock()
	defer f.lazy.Unlock()
	return c.codes == nil || c.numbers != nil || f.parseLevels(c) == nil
}

var _ formula.Data = (*Frame)(nil)

// Read reads the named columns of a .csv, .csv.gz, .tsv or .parquet file.
func Read(path string, uses formula.Uses) (*Frame, error) {
	if isParquet(path) {
		return readParquetFile(path, uses)
	}
	lower := strings.ToLower(path)
	for _, other := range []string{".xlsx", ".dta", ".rds", ".rda", ".feather", ".json", ".zip"} {
		if strings.HasSuffix(lower, other) {
			return nil, hint.New(hint.Usage, path, "files of type "+filepath.Ext(lower)+" are not read here", "save the panel as CSV (.csv, .csv.gz) or Parquet (.parquet)")
		}
	}
	return readCSVFile(path, uses)
}

// Column is a column made in memory: Numbers, or Codes into Levels.
type Column struct {
	Name    string
	Numbers []float64
	Codes   []int32
	Levels  []string
}

// New makes a frame of columns of equal length, which it keeps.
func New(source string, columns ...Column) (*Frame, error) {
	f := &Frame{Source: source, rows: -1, columns: map[string]*column{}, places: &Places{}}
	for _, c := range columns {
		n := len(c.Numbers)
		if c.Codes != nil {
			n = len(c.Codes)
		}
		if f.rows >= 0 && n != f.rows {
			return nil, hint.New(hint.Fault, source, fmt.Sprintf("column %s has %d values, others %d", c.Name, n, f.rows), "")
		}
		f.rows = n
		f.names = append(f.names, c.Name)
		f.columns[c.Name] = &column{name: c.Name, numbers: c.Numbers, codes: c.Codes, levels: c.Levels, first: make([]int32, len(c.Levels))}
	}
	f.rows = max(f.rows, 0)
	return f, nil
}

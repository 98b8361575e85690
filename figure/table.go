package figure

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"strconv"

	"dyad/internal/medium"
)

// Table is the data of a figure beside it. A missing value is an empty cell.
type Table struct {
	Columns []string
	Rows    [][]string
	// Numeric marks the columns that hold numbers, for alignment and for JSON.
	Numeric []bool
	// Units are the units of the columns, "" where a column has none.
	Units []string
}

// column appends one column.
func (t *Table) column(name string, numeric bool, unit string) {
	t.Columns, t.Numeric, t.Units = append(t.Columns, name), append(t.Numeric, numeric), append(t.Units, unit)
}

// CSV writes the table, numbers in full and in the base unit, which stands in the
// column's head: "Exports [USD]".
func CSV(w io.Writer, c Chart) error {
	t := c.Data()
	out := csv.NewWriter(w)
	header := append([]string(nil), t.Columns...)
	for i, unit := range t.Units {
		if unit != "" {
			header[i] += " [" + unit + "]" // a table without its unit is half a table
		}
	}
	if err := out.Write(medium.Cells(header)); err != nil {
		return fmt.Errorf("figure %s: csv: %w", c.Head().Name, err)
	}
	for _, row := range t.Rows {
		if err := out.Write(medium.Cells(row)); err != nil {
			return fmt.Errorf("figure %s: csv: %w", c.Head().Name, err)
		}
	}
	out.Flush()
	if err := out.Error(); err != nil {
		return fmt.Errorf("figure %s: csv: %w", c.Head().Name, err)
	}
	return nil
}

// JSON writes the frame and the rows; a missing value is null. Keys come in the
// order of the columns, so that the bytes are the same on every run.
func JSON(w io.Writer, c Chart) error {
	t, f := c.Data(), c.Head()
	var rows bytes.Buffer
	rows.WriteByte('[')
	for i, row := range t.Rows {
		if i > 0 {
			rows.WriteByte(',')
		}
		rows.WriteByte('{')
		for j, cell := range row {
			if j > 0 {
				rows.WriteByte(',')
			}
			key, err := json.Marshal(t.Columns[j])
			if err != nil {
				return fmt.Errorf("figure %s: json: %w", f.Name, err)
			}
			rows.Write(key)
			rows.WriteByte(':')
			value, err := cellJSON(cell, j < len(t.Numeric) && t.Numeric[j])
			if err != nil {
				return fmt.Errorf("figure %s: json: %w", f.Name, err)
			}
			rows.Write(value)
		}
		rows.WriteByte('}')
	}
	rows.WriteByte(']')
	body := struct {
		Name     string          `json:"name"`
		Title    string          `json:"title"`
		Subtitle string          `json:"subtitle,omitempty"`
		Unit     string          `json:"unit"`
		Sources  []string        `json:"sources"`
		Caveats  []string        `json:"caveats"`
		Columns  []string        `json:"columns"`
		Rows     json.RawMessage `json:"rows"`
	}{f.Name, f.Title, f.Subtitle, f.Unit, list(f.Sources), list(f.Caveats), list(t.Columns), rows.Bytes()}
	out := json.NewEncoder(w)
	out.SetEscapeHTML(true)
	out.SetIndent("", " ")
	if err := out.Encode(body); err != nil {
		return fmt.Errorf("figure %s: json: %w", f.Name, err)
	}
	return nil
}

func cellJSON(cell string, numeric bool) ([]byte, error) {
	if numeric {
		if cell == "" {
			return []byte("null"), nil
		}
		if v, err := strconv.ParseFloat(cell, 64); err == nil && finite(v) {
			return json.Marshal(v)
		}
	}
	return json.Marshal(cell)
}

// list makes a nil slice an empty one: a reader of JSON meets [] and not null.
func list(s []string) []string {
	if s == nil {
		return []string{}
	}
	return s
}

// plain writes a number in full, as a machine reads it; "" when missing.
func plain(v float64, known bool) string {
	if !known || !finite(v) {
		return ""
	}
	if size := math.Abs(v); size != 0 && (size < 1e-7 || size >= 1e21) {
		return strconv.FormatFloat(v, 'g', -1, 64)
	}
	return strconv.FormatFloat(v, 'f', -1, 64)
}

// shown writes a value as the figure shows it; "" when missing.
func shown(d display, v float64, known bool) string {
	if !known || !finite(v) {
		return ""
	}
	return d.text(v)
}

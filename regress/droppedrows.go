package regress

import (
	"encoding/csv"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"dyad/internal/medium"
	"dyad/internal/numeral"
	"dyad/stat/ppml"
)

// listedRows is how many rows a reason may have for JSON to list them; the
// separated ones are listed however many they are. WriteDropped lists all.
const listedRows = 100

// droppedJSON is a reason as JSON has it: rows are lines of a CSV file (its
// header is line 1) or rows of a Parquet file (from 1), flows those of a panel
// of the lake.
type droppedJSON struct {
	Why   string   `json:"why"`
	N     int      `json:"n"`
	Rows  []int64  `json:"rows,omitempty"`
	Flows []string `json:"flows,omitempty"`
}

func (e *Estimate) droppedJSON() ([]droppedJSON, error) {
	out := []droppedJSON{}
	for k, d := range e.Dropped {
		j := droppedJSON{Why: d.Why, N: d.N}
		if rows := e.droppedRows(k); e.Places != nil && (len(rows) <= listedRows || d.Why == ppml.WhySeparated) {
			names, err := e.Places.Name(rows)
			if err != nil {
				return nil, err
			}
			for _, name := range names {
				if !e.Places.Numbered() {
					j.Flows = append(j.Flows, strings.Join(name, " "))
					continue
				}
				n, err := strconv.ParseInt(name[0], 10, 64)
				if err != nil {
					return nil, err
				}
				j.Rows = append(j.Rows, n)
			}
		}
		out = append(out, j)
	}
	return out, nil
}

// droppedRows are those of reason k, nil where they are not known.
func (e *Estimate) droppedRows(k int) []int32 {
	if k < len(e.DroppedRows) {
		return e.DroppedRows[k]
	}
	return nil
}

// SeparatedNote names the separated rows of an estimate, the first ten of
// them; "" when there are none.
func (e *Estimate) SeparatedNote() (string, error) {
	const most = 10
	for k, d := range e.Dropped {
		rows := e.droppedRows(k)
		if d.Why != ppml.WhySeparated || e.Places == nil || len(rows) == 0 {
			continue
		}
		names, err := e.Places.Name(rows[:min(len(rows), most)])
		if err != nil {
			return "", err
		}
		var list []string
		for _, name := range names {
			list = append(list, strings.Join(name, " "))
		}
		what := "flows"
		if e.Places.Numbered() {
			what = e.Places.Header()[0] + "s"
		}
		text := fmt.Sprintf("separated %s: %s", what, strings.Join(list, ", "))
		if len(rows) > most {
			text += fmt.Sprintf(", … (%s in all)", numeral.Thousands(len(rows)))
		}
		return text, nil
	}
	return "", nil
}

// WriteDropped writes a CSV of all rows that estimates dropped: the number of
// the model, from 1; the row (line of a CSV file, row of a Parquet file, or
// exporter, importer and year of a panel of the lake); and why. Rows that a
// condition leaves out are not dropped. All estimates must be of the same data.
func WriteDropped(w io.Writer, estimates []*Estimate) error {
	out := csv.NewWriter(w)
	for model, e := range estimates {
		if e.Places == nil {
			return fmt.Errorf("model %d: the rows of a table in memory have no names", model+1)
		}
		if model == 0 {
			if err := out.Write(medium.Cells(slices.Concat([]string{"model"}, e.Places.Header(), []string{"why"}))); err != nil {
				return err
			}
		}
		type dropped struct {
			row    int32
			reason int
		}
		var all []dropped
		for k := range e.Dropped {
			for _, row := range e.droppedRows(k) {
				all = append(all, dropped{row, k})
			}
		}
		slices.SortFunc(all, func(a, b dropped) int { return int(a.row) - int(b.row) })
		rows := make([]int32, len(all))
		for k, d := range all {
			rows[k] = d.row
		}
		names, err := e.Places.Name(rows)
		if err != nil {
			return err
		}
		for k, d := range all {
			if err := out.Write(medium.Cells(slices.Concat([]string{strconv.Itoa(model + 1)}, names[k], []string{e.Dropped[d.reason].Why}))); err != nil {
				return err
			}
		}
	}
	out.Flush()
	return out.Error()
}

// Package sheet reads tables whose columns are known by name: CSV texts and the
// sheets of workbooks, record by record, with the line of each.
package sheet

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"dyad/internal/hint"
	"dyad/period"
	"dyad/source"
)

// Record is one line of a table.
type Record struct {
	Line  int64
	cells []string
	place map[string]int
}

// Get is the cell of a column, trimmed; NA and an absent column are "".
func (r *Record) Get(column string) string {
	i, ok := r.place[Name(column)]
	if !ok || i >= len(r.cells) {
		return ""
	}
	s := strings.TrimSpace(r.cells[i])
	if s == "NA" {
		return ""
	}
	return s
}

// Has says whether the table has the column.
func (r *Record) Has(column string) bool {
	_, ok := r.place[Name(column)]
	return ok
}

// Name folds the spellings of a column's name: "AidData Record ID",
// "AidData.Record.ID" and "aiddata_record_id" are one.
func Name(s string) string {
	var b strings.Builder
	gap := false
	for _, c := range strings.ToLower(strings.TrimPrefix(s, "\ufeff")) {
		if c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '%' || c > 127 && c != '’' {
			if gap && b.Len() > 0 {
				b.WriteByte('_')
			}
			b.WriteRune(c)
			gap = false
		} else {
			gap = true
		}
	}
	return b.String()
}

// CSV hands each record of a comma-separated file to visit. A line that cannot be
// cut into the header's columns is rejected, with its line. Columns that must be
// there and are not end the reading.
func CSV(in source.Input, out source.Sink, must []string, visit func(*Record) error) error {
	text, err := in.Open()
	if err != nil {
		return err
	}
	defer text.Close()
	r := csv.NewReader(source.SkipMark(text))
	r.FieldsPerRecord, r.ReuseRecord = -1, true
	header, err := r.Read()
	if err != nil {
		return hint.New(hint.Data, in.Label()+":1", "the header cannot be read: "+err.Error(), "fetch the file again")
	}
	place, err := placed(in.Label()+":1", header, must)
	if err != nil {
		return err
	}
	n := len(header)
	rec := &Record{place: place}
	for {
		cells, err := r.Read()
		if errors.Is(err, io.EOF) {
			return nil
		}
		var bad *csv.ParseError
		if errors.As(err, &bad) {
			out.Reject(int64(bad.Line), "", "", "cannot be cut into columns: "+bad.Err.Error())
			continue
		}
		if err != nil {
			return err
		}
		line, _ := r.FieldPos(0)
		if len(cells) != n {
			out.Reject(int64(line), "", "", fmt.Sprintf("has %d columns where the header has %d", len(cells), n))
			continue
		}
		rec.Line, rec.cells = int64(line), cells
		if err := visit(rec); err != nil {
			return err
		}
	}
}

// Of makes a record of cells under a header, for readers of workbooks.
func Of(where string, header []string, must []string) (*Record, error) {
	place, err := placed(where, header, must)
	return &Record{place: place}, err
}

// Fill puts the cells of a line into the record.
func (r *Record) Fill(line int64, cells []string) { r.Line, r.cells = line, cells }

func placed(where string, header, must []string) (map[string]int, error) {
	place := map[string]int{}
	for i, h := range header {
		if _, twice := place[Name(h)]; !twice {
			place[Name(h)] = i
		}
	}
	for _, m := range must {
		if _, ok := place[Name(m)]; !ok {
			return nil, hint.New(hint.Data, where, fmt.Sprintf("there is no column %q", m), "the header is "+strings.Join(header[:min(len(header), 8)], ", "))
		}
	}
	return place, nil
}

// Day reads a date of a tracker: an ISO date, an American one (MM/DD/YYYY), a
// year, or the number of a day as Excel counts them (43198 is 2018-04-08). Empty
// is no date.
func Day(text string) (period.Period, error) {
	t := strings.TrimSuffix(strings.TrimSpace(text), ".0")
	if t == "" || t == "NA" {
		return period.Period{}, nil
	}
	if len(t) == 5 {
		if n, err := strconv.Atoi(t); err == nil {
			return period.OfDate(time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC).AddDate(0, 0, n)), nil
		}
	}
	if strings.Count(t, "/") == 2 {
		return period.ParseLayout("1/2/2006", t)
	}
	if len(t) > 10 && (t[10] == 'T' || t[10] == ' ') {
		t = t[:10]
	}
	return period.Parse(t)
}

// Number reads a printed number; empty is none.
func Number(text string) (value float64, known bool, err error) {
	t := strings.ReplaceAll(strings.TrimSpace(text), ",", "")
	if t == "" || t == "NA" {
		return 0, false, nil
	}
	f, err := strconv.ParseFloat(t, 64)
	if err != nil {
		return 0, false, fmt.Errorf("%q is not a number", text)
	}
	return f, true, nil
}

package lake

import (
	"context"
	"database/sql/driver"
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"
	"unicode/utf8"

	"dyad/economy"
	"dyad/internal/hint"
	"dyad/lake/duck"
	"dyad/lake/table"
	"dyad/period"
	"dyad/source"
)

// sink takes the records of a stream, checks every value against its column and
// accounts for each record: kept, kept apart or rejected.
type sink struct {
	ctx       context.Context
	data      *source.Dataset
	tables    map[string]*table.Table
	collector *duck.Collector
	rejects   *rejectsFile
	file      int
	label     string

	read, rejected int64
	apart          map[string]int64
	notes          []string
	unresolved     map[string]int64
	near           map[string][]string
	parties        map[string]party
	writers        map[string]*writer
}

// party is what a label of an economy means.
type party struct {
	code economy.Code
	err  error
}

func (s *sink) Apart(reason string) {
	s.read++
	s.apart[reason]++
}

func (s *sink) Note(remark string) {
	for _, n := range s.notes {
		if n == remark {
			return
		}
	}
	s.notes = append(s.notes, remark)
}

func (s *sink) Reject(line int64, column, value, reason string) {
	s.read++
	s.reject(Reject{File: s.label, Line: line, Column: column, Value: value, Reason: reason})
}

func (s *sink) reject(r Reject) {
	s.rejected++
	if err := s.rejects.add(r); err != nil && s.rejects.err == nil {
		s.rejects.err = err
	}
}

func (s *sink) Table(name string, columns ...string) source.Writer {
	key := name + "\x00" + strings.Join(columns, "\x00")
	if w := s.writers[key]; w != nil {
		return w
	}
	w := s.writer(name, columns)
	s.writers[key] = w
	return w
}

// writer places the named columns among those of the engine.
func (s *sink) writer(name string, columns []string) *writer {
	w := &writer{sink: s, table: name}
	t := s.tables[name]
	if t == nil {
		w.fault = hint.New(hint.Fault, "", fmt.Sprintf("the lake has no table %q", name), "")
		return w
	}
	if w.fault = s.collector.Begin(s.ctx, t); w.fault != nil {
		return w
	}
	all, _ := duck.Columns(t)
	place := map[string]int{}
	for i, c := range all {
		place[c] = i
	}
	w.values = make([]driver.Value, len(all)+2)
	required := map[string]bool{}
	for _, c := range t.Columns {
		required[c.Name] = c.Required
	}
	for _, c := range columns {
		column, ok := t.Column(c)
		if !ok {
			w.fault = hint.New(hint.Fault, "", fmt.Sprintf("table %s has no column %q", name, c), "")
			return w
		}
		w.columns = append(w.columns, placed{column, place[c]})
		delete(required, c)
	}
	for c, needed := range required {
		if needed {
			w.fault = hint.New(hint.Fault, "", fmt.Sprintf("the reader gives no %s, which table %s needs", c, name), "")
		}
	}
	return w
}

// writer takes rows of one table with some of its columns.
type writer struct {
	sink    *sink
	table   string
	columns []placed
	values  []driver.Value // of all columns of the engine, file and line
	fault   error
}

type placed struct {
	*table.Column
	at int
}

// Row checks one row and hands it on.
func (w *writer) Row(line int64, values ...any) error {
	s := w.sink
	if w.fault != nil {
		return w.fault
	}
	if len(values) != len(w.columns) {
		return hint.New(hint.Fault, "", fmt.Sprintf("the reader gives %d values for %d columns of table %s", len(values), len(w.columns), w.table), "")
	}
	s.read++
	if s.read%4096 == 0 && s.ctx.Err() != nil {
		return s.ctx.Err()
	}
	for i, c := range w.columns {
		if err := w.put(c, values[i]); err != nil {
			printed := ""
			if values[i] != nil {
				printed = fmt.Sprint(values[i])
			}
			s.reject(Reject{File: s.label, Line: line, Column: c.Name, Value: printed, Reason: err.Error()})
			return nil
		}
	}
	n := len(w.values)
	w.values[n-2], w.values[n-1] = int32(s.file), line
	return s.collector.Add(w.table, w.values)
}

var errEmpty = errors.New("nothing is given, and the column needs a value")

// put understands one value.
func (w *writer) put(c placed, value any) error {
	var out driver.Value
	var err error
	switch c.Kind {
	case table.Number:
		out, err = number(value)
	case table.Count:
		out, err = whole(value)
	case table.Period:
		var p period.Period
		if p, err = when(value); err == nil && !p.IsZero() {
			out = p.String()
			w.values[c.at+1] = int16(p.Year)
		} else {
			w.values[c.at+1] = nil
		}
	case table.Economy:
		out, err = w.sink.economy(value)
	default:
		out, err = words(c.Kind, value)
	}
	if err != nil {
		return err
	}
	if c.Required && (out == nil || out == "") {
		return errEmpty
	}
	w.values[c.at] = out
	return nil
}

func number(value any) (driver.Value, error) {
	switch v := value.(type) {
	case nil:
		return nil, nil
	case float64:
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return nil, errors.New("the number is not finite")
		}
		return v, nil
	case int:
		return float64(v), nil
	case string:
		t := strings.TrimSpace(v)
		if t == "" {
			return nil, nil
		}
		f, err := strconv.ParseFloat(t, 64)
		if err != nil || math.IsNaN(f) || math.IsInf(f, 0) || strings.ContainsAny(t, "xXpP_") {
			return nil, fmt.Errorf("%q is not a number", v)
		}
		return f, nil
	}
	return nil, fmt.Errorf("a %T is not a number", value)
}

func whole(value any) (driver.Value, error) {
	switch v := value.(type) {
	case nil:
		return nil, nil
	case int:
		return int64(v), nil
	case int64:
		return v, nil
	case string:
		t := strings.TrimSpace(v)
		if t == "" {
			return nil, nil
		}
		n, err := strconv.ParseInt(t, 10, 64)
		if err != nil {
			return nil, fmt.Errorf("%q is not a whole number", v)
		}
		return n, nil
	}
	return nil, fmt.Errorf("a %T is not a whole number", value)
}

func when(value any) (period.Period, error) {
	switch v := value.(type) {
	case nil:
		return period.Period{}, nil
	case period.Period:
		if !v.IsZero() && !v.Valid() {
			return period.Period{}, fmt.Errorf("there is no %s", v)
		}
		return v, nil
	case string:
		if strings.TrimSpace(v) == "" {
			return period.Period{}, nil
		}
		return period.Parse(v)
	}
	return period.Period{}, fmt.Errorf("a %T is no period", value)
}

func words(kind table.Kind, value any) (driver.Value, error) {
	switch v := value.(type) {
	case nil:
		if kind == table.Flag {
			return "", nil
		}
		return nil, nil
	case string:
		if !utf8.ValidString(v) {
			return nil, errors.New("the text is not UTF-8")
		}
		if v == "" && kind != table.Flag {
			return nil, nil
		}
		return v, nil
	case economy.Code:
		return string(v), nil
	}
	return nil, fmt.Errorf("a %T is no text", value)
}

// economy resolves a label once; one that names no economy is counted.
func (s *sink) economy(value any) (driver.Value, error) {
	var label string
	switch v := value.(type) {
	case nil:
		return nil, nil
	case economy.Code:
		if v == "" {
			return nil, nil
		}
		return string(v), nil
	case string:
		label = v
	default:
		return nil, fmt.Errorf("a %T names no economy", value)
	}
	if strings.TrimSpace(label) == "" {
		return nil, nil
	}
	p, known := s.parties[label]
	if !known {
		found, err := s.data.Party(label)
		p = party{economy.Code(found.Code), err}
		s.parties[strings.Clone(label)] = p
	}
	if p.err != nil {
		s.unresolved[label]++
		var u *economy.UnknownError
		if errors.As(p.err, &u) {
			s.near[label] = u.Suggestions
		}
		return nil, p.err
	}
	return string(p.code), nil
}

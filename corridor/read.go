package corridor

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"

	"dyad/internal/hint"
)

// legColumns are those a table of legs must have, legMore those it may have.
var (
	legColumns    = []string{"id", "from", "to", "mode", "usd_per_teu", "days", "capacity"}
	legMore       = []string{"both", "year", "source", "assumed", "note"}
	demandColumns = []string{"name", "origin", "destination", "teu", "usd_per_day"}
)

// ReadLegs reads a CSV of legs. Its columns are id, from, to, mode, usd_per_teu,
// days and capacity ("inf" is no bound), and where they are there both ("yes":
// the leg runs both ways, each with the capacity, the way back being Back(id)),
// year, source, assumed (the columns whose figures are assumed, parted by
// spaces) and note. name is what messages call the file.
func ReadLegs(in io.Reader, name string) ([]Leg, error) {
	t, err := readTable(in, name, legColumns, legMore)
	if err != nil {
		return nil, err
	}
	var legs []Leg
	seen := map[string]int{}
	for t.next() {
		l := Leg{ID: t.text("id"), From: t.text("from"), To: t.text("to"), Mode: t.get("mode"),
			USD: t.number("usd_per_teu", math.Inf(-1)), Days: t.number("days", 0), Capacity: t.number("capacity", 0),
			Source: t.get("source"), Assumed: strings.Fields(t.get("assumed")), Note: t.get("note"), Line: t.line}
		if math.IsInf(l.USD, 0) || math.IsInf(l.Days, 0) {
			t.fault("usd_per_teu", "price and days must be finite", "leave the leg out, or give it a capacity of 0")
		}
		if y := t.get("year"); y != "" {
			if l.Year, err = strconv.Atoi(y); err != nil {
				t.fault("year", fmt.Sprintf("%q is no year", y), "four digits, or nothing")
			}
		}
		for _, c := range l.Assumed {
			if !slices.Contains(legColumns, c) {
				t.fault("assumed", fmt.Sprintf("%q is no column of legs", c), "one of "+strings.Join(legColumns, ", "))
			}
		}
		ways := []Leg{l}
		switch b := strings.ToLower(t.get("both")); b {
		case "", "no", "false", "0":
		case "yes", "true", "1":
			back := l
			back.ID, back.From, back.To = Back(l.ID), l.To, l.From
			ways = append(ways, back)
		default:
			t.fault("both", fmt.Sprintf("%q is neither yes nor no", b), "yes, no, or nothing, which is no")
		}
		for _, w := range ways {
			if first, twice := seen[w.ID]; twice {
				t.fault("id", fmt.Sprintf("leg %q stands on line %d already", w.ID, first), "give each leg an id of its own; parallel legs are allowed")
			}
			seen[w.ID] = w.Line
		}
		legs = append(legs, ways...)
	}
	if t.err == nil && len(legs) == 0 {
		return nil, hint.New(hint.Data, name, "no legs", "a row a leg beneath the header")
	}
	return legs, t.err
}

// ReadDemand reads a CSV of demands: name, origin, destination, teu and
// usd_per_day, the value of time of a TEU.
func ReadDemand(in io.Reader, name string) ([]Demand, error) {
	t, err := readTable(in, name, demandColumns, nil)
	if err != nil {
		return nil, err
	}
	var demands []Demand
	seen := map[string]int{}
	for t.next() {
		d := Demand{Name: t.text("name"), Origin: t.text("origin"), Destination: t.text("destination"),
			TEU: t.number("teu", 0), USDPerDay: t.number("usd_per_day", 0), Line: t.line}
		if math.IsInf(d.TEU, 0) || math.IsInf(d.USDPerDay, 0) {
			t.fault("teu", "a demand and its value of time must be finite", "")
		}
		if first, twice := seen[d.Name]; twice {
			t.fault("name", fmt.Sprintf("demand %q stands on line %d already", d.Name, first), "give each demand a name of its own")
		}
		seen[d.Name] = d.Line
		demands = append(demands, d)
	}
	if t.err == nil && len(demands) == 0 {
		return nil, hint.New(hint.Data, name, "no demands", "a row a demand beneath the header")
	}
	return demands, t.err
}

// table is a CSV under way; its first fault ends it.
type table struct {
	name   string
	csv    *csv.Reader
	column map[string]int
	record []string
	line   int
	err    error
}

func readTable(in io.Reader, name string, must, may []string) (*table, error) {
	t := &table{name: name, csv: csv.NewReader(in), column: map[string]int{}}
	t.csv.TrimLeadingSpace, t.csv.Comment = true, '#'
	head, err := t.csv.Read()
	if errors.Is(err, io.EOF) {
		return nil, hint.New(hint.Data, name, "the file is empty", "its header is "+strings.Join(must, ","))
	}
	if err != nil {
		return nil, &hint.Error{Code: hint.Data, Where: name, What: "not a CSV", Err: err}
	}
	for i, c := range head {
		c = strings.TrimSpace(strings.TrimPrefix(c, "\ufeff"))
		known := slices.Concat(must, may)
		if _, twice := t.column[c]; twice || !slices.Contains(known, c) {
			what := fmt.Sprintf("unknown column %q", c)
			if twice {
				what = fmt.Sprintf("column %q twice", c)
			}
			return nil, hint.New(hint.Data, fmt.Sprintf("%s:1", name), what, "columns are "+strings.Join(known, ", "))
		}
		t.column[c] = i
	}
	for _, c := range must {
		if _, ok := t.column[c]; !ok {
			return nil, hint.New(hint.Data, fmt.Sprintf("%s:1", name), fmt.Sprintf("no column %q", c), "the header needs "+strings.Join(must, ","))
		}
	}
	return t, nil
}

func (t *table) next() bool {
	if t.err != nil {
		return false
	}
	record, err := t.csv.Read()
	if errors.Is(err, io.EOF) {
		return false
	}
	if err != nil {
		t.err = &hint.Error{Code: hint.Data, Where: t.name, What: "not a CSV", Err: err}
		return false
	}
	t.record = record
	t.line, _ = t.csv.FieldPos(0)
	return true
}

func (t *table) fault(column, what, try string) {
	if t.err == nil {
		where := fmt.Sprintf("%s:%d", t.name, t.line)
		if i, ok := t.column[column]; ok {
			_, col := t.csv.FieldPos(i)
			where += fmt.Sprintf(":%d", col)
		}
		t.err = hint.New(hint.Data, where, column+": "+what, try)
	}
}

func (t *table) get(column string) string {
	i, ok := t.column[column]
	if !ok {
		return ""
	}
	return strings.TrimSpace(t.record[i])
}

func (t *table) text(column string) string {
	s := t.get(column)
	if s == "" {
		t.fault(column, "nothing stands here", "every row needs it")
	}
	return s
}

// number reads a number that is at least least; +Inf is written inf.
func (t *table) number(column string, least float64) float64 {
	s := t.get(column)
	v, err := strconv.ParseFloat(s, 64)
	switch {
	case s == "":
		t.fault(column, "no number, and missing is not zero", "write 0 where it is zero, and inf for a capacity without bound")
	case err != nil || math.IsNaN(v):
		t.fault(column, fmt.Sprintf("%q is no number", s), "digits with a point, without thousands separators")
	case v < least:
		t.fault(column, fmt.Sprintf("%s is negative", s), "")
	}
	return v
}

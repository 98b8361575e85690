package wdi

import (
	"encoding/csv"
	"errors"
	"io"
	"regexp"
	"slices"
	"strings"

	"dyad/internal/hint"
)

// table reads the forms that are tables of text.
func (w *writer) table(text io.Reader) error {
	r := csv.NewReader(text)
	r.FieldsPerRecord, r.LazyQuotes, r.ReuseRecord = -1, true, true
	header, err := w.header(r)
	if err != nil {
		return err
	}
	read, err := w.layout(header)
	if err != nil {
		return err
	}
	for {
		record, err := r.Read()
		if errors.Is(err, io.EOF) {
			return nil
		}
		var bad *csv.ParseError
		if errors.As(err, &bad) {
			w.out.Reject(int64(bad.Line), "", "", "cannot be cut into columns: "+bad.Err.Error())
			continue
		}
		if err != nil {
			return err
		}
		n, _ := r.FieldPos(0)
		if isFooter(record) {
			continue
		}
		if err := read(int64(n), record); err != nil {
			return err
		}
	}
}

// header passes over the preamble.
func (w *writer) header(r *csv.Reader) ([]string, error) {
	var first []string
	for range 10 {
		record, err := r.Read()
		if err != nil {
			break
		}
		if first == nil {
			first = slices.Clone(record)
		}
		if slices.ContainsFunc(record, func(c string) bool { return strings.TrimSpace(c) == "Country Code" }) {
			out := slices.Clone(record)
			for i := range out {
				out[i] = strings.TrimSpace(out[i])
			}
			return out, nil
		}
	}
	return nil, w.notOurs(1, first)
}

// isFooter knows the lines that DataBank puts below its tables.
func isFooter(record []string) bool {
	first := strings.TrimSpace(record[0])
	rest := strings.Join(record[1:], "")
	return rest == "" && (first == "" || strings.HasPrefix(first, "Data from database") || strings.HasPrefix(first, "Last Updated"))
}

var yearColumn = regexp.MustCompile(`^([12][0-9]{3})( \[YR[12][0-9]{3}\])?$`)

// layout finds out which form the header has.
func (w *writer) layout(header []string) (func(line int64, record []string) error, error) {
	at := func(names ...string) int {
		return slices.IndexFunc(header, func(c string) bool { return slices.Contains(names, c) })
	}
	country, code, title := at("Country Code"), at("Indicator Code", "Series Code"), at("Indicator Name", "Series Name")
	cell := func(record []string, i int) string {
		if i < 0 || i >= len(record) {
			return ""
		}
		return record[i]
	}
	var years []int
	for i, c := range header {
		if yearColumn.MatchString(c) {
			years = append(years, i)
		}
	}
	when, value := at("Time", "Year"), at("Value")
	switch {
	case code >= 0 && len(years) > 0:
		return func(line int64, record []string) error {
			for _, i := range years {
				if err := w.observe(line, cell(record, country), cell(record, code), cell(record, title), header[i][:4], cell(record, i)); err != nil {
					return err
				}
			}
			return nil
		}, nil
	case code >= 0 && when >= 0 && value >= 0:
		return func(line int64, record []string) error {
			return w.observe(line, cell(record, country), cell(record, code), cell(record, title), cell(record, when), cell(record, value))
		}, nil
	case when >= 0 && len(header) == 4:
		if value < 0 { // the fourth column, whatever it is called
			value = 6 - country - when - max(at("Country Name", "Country"), 0)
		}
		if w.code == "" {
			return nil, hint.New(hint.Data, w.file+":1", "the file does not say which indicator it is", "--set indicator=NY.GDP.MKTP.CD, as the World Bank calls it")
		}
		name := w.title
		if name == "" {
			name = titles[w.code]
		}
		return func(line int64, record []string) error {
			return w.observe(line, cell(record, country), w.code, name, cell(record, when), cell(record, value))
		}, nil
	}
	return nil, w.notOurs(1, header)
}

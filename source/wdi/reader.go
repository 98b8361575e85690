package wdi

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"strings"

	"dyad/internal/hint"
	"dyad/source"
)

// Reader describes the format to the registry.
func Reader() *source.Reader {
	return &source.Reader{
		Name: "wdi", ID: "wdi", Title: "World Development Indicators", Publisher: "World Bank", URL: "https://databank.worldbank.org/source/world-development-indicators",
		Licence: "CC BY 4.0; cite the World Bank, World Development Indicators",
		Tables:  []string{"series"},
		Files:   "indicators of the World Bank: the CSV download, DataBank's wide and long extracts, the API's JSON; or Country Code, Year, Value with --set indicator=CODE",
		Example: "API_NY.GDP.MKTP.CD_DS2_en_csv_v2.csv",
		Takes:   []string{"set"},
		Knows:   knows,
		Open:    open,
	}
}

func knows(_ string, head source.Head) (int, string) {
	switch {
	case bytes.HasPrefix(bytes.TrimLeft(head.First, "\ufeff \r\n"), []byte(`"Data Source","World Development Indicators"`)):
		return 95, "the preamble of the World Bank's CSV"
	case head.Has("Country Name", "Country Code", "Indicator Name", "Indicator Code"):
		return 95, "columns of the World Bank's CSV"
	case (head.Has("Series Code", "Country Code", "Time", "Value") || head.Has("Series Code", "Country Code")) && strings.Contains(string(head.First[:min(len(head.First), 4000)]), "YR"):
		return 95, "columns of DataBank"
	case isAPI(head.First):
		return 95, "the answer of the World Bank's API"
	case head.Has("Country Code", "Year") && len(head.Columns) == 4 && !slices.ContainsFunc(head.Columns, func(c string) bool { return strings.Contains(strings.ToLower(c), "partner") }):
		return 60, "columns Country Code, Year and a value"
	}
	return 0, ""
}

func isAPI(first []byte) bool {
	t := bytes.TrimLeft(first, "\ufeff \r\n\t")
	return bytes.HasPrefix(t, []byte("[")) && bytes.Contains(t[:min(len(t), 2000)], []byte("countryiso3code"))
}

func open(files []source.File, o source.Options) (source.Dataset, error) {
	f := form{}
	for _, s := range o.Set {
		name, text, ok := strings.Cut(s, "=")
		if !ok || text == "" || name != "indicator" && name != "unit" && name != "title" {
			return source.Dataset{}, hint.New(hint.Usage, "", fmt.Sprintf("--set %s is not understood", s), "--set indicator=NY.GDP.MKTP.CD, --set title=…, --set unit=…")
		}
		switch name {
		case "indicator":
			f.code = text
		case "unit":
			f.unit = text
		default:
			f.title = text
		}
	}
	return source.Dataset{Meta: o.Meta, Table: "series", Files: files, Stream: f.stream, Reading: fmt.Sprint(f.code, "|", f.title, "|", f.unit)}, nil
}

// form is what a user says of a file that does not say it.
type form struct{ code, title, unit string }

// stream reads one file in whichever form it has.
func (f form) stream(ctx context.Context, in source.Input, out source.Sink) error {
	r, err := in.Open()
	if err != nil {
		return err
	}
	defer r.Close()
	text := source.SkipMark(r)
	first, _ := text.Peek(4000)
	w := &writer{form: f, out: out, file: in.Label(),
		rows: out.Table("series", "economy", "indicator", "title", "period", "value", "unit")}
	if isAPI(first) {
		return w.api(text)
	}
	return w.table(text)
}

// writer hands observations on.
type writer struct {
	form
	out  source.Sink
	rows source.Writer
	file string
}

// observe hands one value on; an empty one is no observation and is counted.
func (w *writer) observe(line int64, country, code, title, when, value string) error {
	value = strings.TrimSpace(value)
	switch {
	case value == "" || value == ".." || strings.EqualFold(value, "null"):
		w.out.Apart("no value")
		return nil
	case aggregate[strings.TrimSpace(country)]:
		w.out.Apart("sums over countries")
		return nil
	}
	unit := w.unit
	if unit == "" {
		unit = unitOf(code, title)
	}
	if unit == "" {
		w.out.Reject(line, "unit", title, fmt.Sprintf("the unit of %s is not in its name; say it: --set unit=…", code))
		return nil
	}
	return w.rows.Row(line, strings.TrimSpace(country), code, title, when, value, unit)
}

func (w *writer) notOurs(line int64, header []string) error {
	return hint.New(hint.Data, fmt.Sprintf("%s:%d", w.file, line), "not a table of the World Bank's indicators: the header is "+strings.Join(header[:min(len(header), 6)], ", "),
		"a CSV download, a DataBank extract, or columns Country Code, Year, Value")
}

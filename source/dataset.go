package source

import (
	"slices"
	"strings"

	"dyad/economy"
)

// Field is what a column of a file can hold.
type Field string

// The fields of the table of trade. A file names its rows either by reporter,
// partner and flow, or by exporter and importer with a view.
const (
	Reporter       Field = "reporter"
	Partner        Field = "partner"
	Flow           Field = "flow"
	Exporter       Field = "exporter"
	Importer       Field = "importer"
	View           Field = "view"
	Year           Field = "year" // or a period: 2017-03, 2017M03, 201703
	Month          Field = "month"
	Value          Field = "value"
	Quantity       Field = "quantity" // tonnes after Dataset.QuantityScale
	Product        Field = "product"
	Classification Field = "classification"
	Flag           Field = "flag"
	Valuation      Field = "valuation"
	Unit           Field = "unit"
)

// Fields lists every field.
func Fields() []Field {
	return []Field{Reporter, Partner, Flow, Exporter, Importer, View, Year, Month, Value, Quantity,
		Product, Classification, Flag, Valuation, Unit}
}

// Columns says which column of a file holds a field: the header's own text.
type Columns map[Field]string

// File is one input: a path, or a name with its bytes for data that travels
// inside the program.
type File struct {
	Path string
	Name string // of Data, for messages and provenance
	Data []byte

	Shape Shape // of a text of columns that is no plain table
}

// Label is how messages call the file.
func (f File) Label() string {
	if f.Path != "" {
		return f.Path
	}
	return f.Name
}

// Dataset describes files so that a lake can take them in. There are two ways:
// files of columns are described, and the engine reads them whole (Match and
// what follows it); other formats are read record by record (Stream).
type Dataset struct {
	Meta  Meta
	Table string // the table of a file of columns, "trade"; the main one of a Stream
	Files []File

	// Stream reads the files record by record; nil for files of columns.
	Stream Stream
	// Reading is how the files are read, for a Stream: equal texts, equal reading.
	Reading string

	// Match finds the columns in a header; its error says what is missing.
	Match func(header []string) (Columns, error)

	// Constants are the texts of fields that no column holds: flow=X.
	Constants map[Field]string

	// Scale turns the printed value into US dollars, QuantityScale the printed
	// quantity into tonnes; decimal texts, "" is 1. A power of ten is applied
	// to the printed digits, so that 953.1 million is 953100000 to the cent.
	Scale, QuantityScale string

	// Decimal is the mark before decimals, a point where it is empty.
	Decimal string

	// Notes are the reader's remarks on the files, which the release keeps.
	Notes []string

	// Missing are the texts that stand for a value not there, besides none.
	Missing []string

	// Scheme is the code system of the economies; "" tries them all.
	Scheme economy.Scheme

	// Aliases are labels of economies that the catalogue does not know.
	Aliases map[string]economy.Code

	// Aggregates are labels of sums over economies, beyond those the catalogue
	// knows; a label that begins with an underscore is always one.
	Aggregates []string

	// Flows and Flags are the publisher's own labels, before the common ones:
	// Flows to "X" or "M", Flags to comma-separated words.
	Flows, Flags map[string]string
}

// Has says whether a field is a constant or one of the columns.
func (d *Dataset) Has(c Columns, f Field) bool {
	if _, ok := c[f]; ok {
		return true
	}
	_, ok := d.Constants[f]
	return ok
}

// IsMissing says whether the text of a value stands for no value.
func (d *Dataset) IsMissing(text string) bool {
	text = strings.TrimSpace(text)
	return text == "" || slices.Contains(d.Missing, text)
}

// Party is an economy's label understood.
type Party struct {
	Code      string
	Aggregate bool // a sum over economies: never counted among partners
	Region    bool // a part of an economy: counted in it already
}

// Party resolves the label of a reporter or partner; the error is the
// catalogue's, with suggestions.
func (d *Dataset) Party(label string) (Party, error) {
	label = strings.TrimSpace(label)
	if code, ok := d.Aliases[label]; ok {
		label = string(code)
	}
	if strings.HasPrefix(label, "_") || slices.Contains(d.Aggregates, label) {
		return Party{Code: label, Aggregate: true}, nil
	}
	if label == "0" && (d.Scheme == "" || d.Scheme == economy.Comtrade || d.Scheme == economy.M49) {
		return Party{Code: "WLD", Aggregate: true}, nil // the world, as UN Comtrade numbers it
	}
	e, err := d.resolve(label)
	if err != nil || e.Kind == economy.Group {
		// A Union of so many members is not the Union of the year, and a name that the catalogue lacks may be a sum.
		if code, ok := sumOf(label); ok {
			return Party{Code: code, Aggregate: true}, nil
		}
	}
	if err != nil {
		return Party{}, err
	}
	sum := e.Kind == economy.Aggregate || e.Kind == economy.Group
	return Party{Code: string(e.Code), Aggregate: sum, Region: e.Kind == economy.Region}, nil
}

func (d *Dataset) resolve(label string) (economy.Economy, error) {
	if d.Scheme == "" {
		return economy.Resolve(label)
	}
	return economy.ResolveIn(d.Scheme, label)
}

package tidy

import (
	"fmt"
	"slices"
	"strings"

	"dyad/economy"
	"dyad/internal/hint"
	"dyad/source"
)

// Options say what a header cannot. Map gives the column of a field
// (value=value_musd), Set its text where every row has the same (flow=X).
// Scale turns the printed value into US dollars ("1e6" for millions),
// QuantityScale the printed quantity into tonnes ("1e-3" for kilograms).
type Options struct {
	Meta          source.Meta
	Map, Set      []string
	Scale         string
	QuantityScale string
	Scheme        economy.Scheme
	Missing       []string // texts that stand for no value; none: NA, N/A, .. and :
	Aggregates    []string
	Aliases       map[string]economy.Code
	Flags         map[string]string
	Encoding      string // of texts that are not UTF-8: latin1
	Decimal       string // "," where decimals stand behind a comma
}

// Open describes the files. It reads their heads, so that a wrong header is
// said before anything is done.
func Open(files []source.File, o Options) (source.Dataset, error) {
	given, err := pairs("--map", o.Map)
	if err != nil {
		return source.Dataset{}, err
	}
	constants, err := pairs("--set", o.Set)
	if err != nil {
		return source.Dataset{}, err
	}
	for f := range constants {
		if c, both := given[f]; both {
			return source.Dataset{}, hint.New(hint.Usage, "", fmt.Sprintf("--set %s and --map %s=%s contradict each other", f, f, c), "leave one out")
		}
	}
	for _, scale := range []string{o.Scale, o.QuantityScale} {
		if _, err := source.ParseScale(scale); err != nil {
			return source.Dataset{}, err
		}
	}
	if len(files) == 0 {
		return source.Dataset{}, hint.New(hint.Usage, "", "no file is named", "dyad import tidy FILE --source NAME")
	}
	d := source.Dataset{Meta: o.Meta, Table: "trade", Files: files, Constants: constants,
		Scale: o.Scale, QuantityScale: o.QuantityScale, Missing: o.Missing, Scheme: o.Scheme,
		Aggregates: o.Aggregates, Aliases: o.Aliases, Flags: o.Flags}
	if d.Missing == nil {
		d.Missing = []string{"NA", "N/A", "..", ":"}
	}
	var auto bool // the scale is what the headers declare
	read := func(header []string) (source.Columns, int, string, error) {
		columns, err := match(header, given, constants)
		if err != nil {
			return nil, 0, "", err
		}
		with := o
		if auto {
			with.Scale = ""
		}
		power, note, err := units(header, columns, &with, given, d.Has(columns, source.Unit))
		return columns, power, note, err
	}
	d.Match = func(header []string) (source.Columns, error) {
		columns, power, _, err := read(header)
		if err == nil && scaleOf(power) != d.Scale && (auto || d.Scale == "") {
			err = hint.New(hint.Data, "", fmt.Sprintf("the column %q is in 1e%d US dollars, which was not said", columns[source.Value], power), "--scale "+"1e"+fmt.Sprint(power))
		}
		return columns, err
	}
	if o.Decimal != "" && o.Decimal != "," && o.Decimal != "." {
		return d, hint.New(hint.Usage, "", fmt.Sprintf("decimals cannot stand behind %q", o.Decimal), "--decimal , or nothing for a point")
	}
	d.Decimal = o.Decimal
	d.Files = slices.Clone(files)
	for i := range d.Files {
		f := &d.Files[i]
		f.Shape.Encoding = o.Encoding
		if _, err := shape(f, given, constants); err != nil {
			return d, err
		}
		head, err := source.Peek(*f)
		if err != nil {
			return d, err
		}
		if head.Parquet {
			continue
		}
		if w := f.Shape.Wide; w != nil {
			note := fmt.Sprintf("%d columns (%s) are read as one observation each", len(w.Columns), list(columnsOf(w)))
			if !slices.Contains(d.Notes, note) {
				d.Notes = append(d.Notes, note)
			}
		}
		columns, power, note, err := read(head.Columns)
		if err != nil {
			return d, At(*f, err)
		}
		if scale := scaleOf(power); scale != "" && d.Scale == "" {
			d.Scale, auto = scale, true
			note = join(note, fmt.Sprintf("values are read as %s US dollars, as the header %q says", scale, columns[source.Value]))
		}
		if note != "" && !slices.Contains(d.Notes, note) {
			d.Notes = append(d.Notes, note)
		}
		if _, err := d.Match(head.Columns); err != nil {
			return d, At(*f, err)
		}
	}
	return d, nil
}

// At adds the place to an error of a header.
func At(f source.File, err error) error {
	if e, ok := err.(*hint.Error); ok && e.Where == "" {
		placed := *e
		placed.Where = fmt.Sprintf("%s:%d", f.Label(), f.Shape.Skip+1)
		return &placed
	}
	return err
}

// pairs reads field=text arguments.
func pairs(flag string, given []string) (map[source.Field]string, error) {
	out := map[source.Field]string{}
	var known []string
	for _, f := range source.Fields() {
		known = append(known, string(f))
	}
	for _, p := range given {
		name, text, ok := strings.Cut(p, "=")
		if !ok || text == "" {
			return nil, hint.New(hint.Usage, "", fmt.Sprintf("%s %q is not FIELD=TEXT", flag, p), flag+" value=value_musd")
		}
		f := source.Field(strings.TrimSpace(name))
		if _, ok := names[f]; !ok {
			try := "one of " + strings.Join(known, ", ")
			if near := hint.Suggest(string(f), known); len(near) > 0 {
				try = "did you mean " + strings.Join(near, " or ") + "?"
			}
			return nil, hint.New(hint.Usage, "", fmt.Sprintf("%s %q: there is no field %q", flag, p, name), try)
		}
		if _, again := out[f]; again {
			return nil, hint.New(hint.Usage, "", fmt.Sprintf("%s names %s twice", flag, f), "leave one out")
		}
		out[f] = text
	}
	return out, nil
}

package tidy

import (
	"dyad/economy"
	"dyad/source"
)

// Reader describes the format to the registry.
func Reader() *source.Reader {
	return &source.Reader{
		Name:    "tidy",
		Title:   "",
		Tables:  []string{"trade"},
		Files:   "any CSV (.gz too) or Parquet of reporter, partner, year, flow and value, or of exporter, importer, year and value",
		Example: "dots.csv.gz --source imf-dots --map value=value_musd --scale 1e6",
		Takes:   source.OptionNames(),
		Knows: func(_ string, head source.Head) (int, string) {
			if head.Parquet {
				return 5, "Parquet"
			}
			if found, err := shape(&source.File{Name: "head", Data: head.First}, nil, nil); err != nil || !found {
				return 0, ""
			}
			return 20, "columns for reporter, partner, year, flow and value"
		},
		Open: func(files []source.File, o source.Options) (source.Dataset, error) {
			aliases, err := source.Aliases(o.Aliases)
			if err != nil {
				return source.Dataset{}, err
			}
			return Open(files, Options{Meta: o.Meta, Map: o.Map, Set: o.Set, Scale: o.Scale, QuantityScale: o.QuantityScale, Scheme: economy.Scheme(o.Scheme),
				Missing: o.Missing, Aggregates: o.Aggregates, Aliases: aliases, Flags: o.Flags, Encoding: o.Encoding, Decimal: o.Decimal})
		},
	}
}

package duck

import (
	"context"
	"fmt"
	"strings"

	"dyad/source"
)

// File is a Parquet file written. Grain is "total" for whole flows, "product"
// for lines of products, "computed" for totals that were summed up here; "row"
// in a table that has no grains.
type File struct {
	Path  string
	Table string
	Grain string
	Rows  int64
}

// part is a grain and the query of its rows.
type part struct{ grain, query string }

// Names fills the columns that are the same in every row.
type Names struct {
	Source, Vintage string
}

// rowGroup keeps a dyad's series within a few groups of rows.
const rowGroup = 40_960

// Write puts the table sorted into Parquet files. path gives the path of a
// grain's file. A grain without rows has no file.
func (s *Stage) Write(ctx context.Context, n Names, path func(grain string) string) ([]File, error) {
	s.names = n
	if err := s.types(ctx); err != nil {
		return nil, err
	}
	if err := s.sumProducts(ctx); err != nil {
		return nil, err
	}
	if err := s.sumMonths(ctx); err != nil {
		return nil, err
	}
	rows := "SELECT " + s.columns(s.plan.column["flags_word"]) + " FROM sorted"
	parts := []part{{"total", rows}}
	if s.plan.products != nil {
		parts = []part{{"total", rows + " WHERE product = 'TOTAL' ORDER BY exporter, importer, year, view"}, {"product", rows + " WHERE product <> 'TOTAL'"}}
	}
	if s.plan.products != nil || s.plan.hasMonth {
		parts = append(parts, part{"computed", s.computed()})
	}
	var files []File
	for _, part := range parts {
		f, err := s.copy(ctx, path(part.grain), part.grain, part.query)
		if err != nil {
			return nil, err
		}
		if f.Rows > 0 {
			files = append(files, f)
		}
	}
	return files, nil
}

func (s *Stage) copy(ctx context.Context, path, grain, query string) (File, error) {
	result, err := s.conn.ExecContext(ctx, fmt.Sprintf("COPY (%s) TO %s (FORMAT parquet, ROW_GROUP_SIZE %d)", query, text(path), rowGroup))
	if err != nil {
		if ctx.Err() != nil {
			return File{}, ctx.Err()
		}
		return File{}, explain(err)
	}
	rows, err := result.RowsAffected()
	return File{Path: path, Table: "trade", Grain: grain, Rows: rows}, err
}

// types makes an enumeration of every column of few words: the engine then
// writes numbers and one dictionary, which is several times faster than texts.
func (s *Stage) types(ctx context.Context) error {
	flags, err := s.flagNumbers(ctx)
	if err != nil {
		return err
	}
	words := []string{}
	for _, f := range flags {
		words = append(words, s.plan.flagText(f))
	}
	words = append(words, computedFlags...)
	for _, t := range []struct {
		kind  string
		words []string
	}{{"view_word", views}, {"valuation_word", valuations}, {"flags_word", unique(words)}, {"total_word", []string{source.Total}},
		{"no_word", []string{s.plan.system}}, {"source_word", []string{s.names.Source}}, {"vintage_word", []string{s.names.Vintage}}} {
		if err := s.enum(ctx, t.kind, t.words); err != nil {
			return err
		}
	}
	s.plan.column["flags_word"] = s.flagCase(flags)
	return nil
}

func (s *Stage) flagCase(flags []int) string {
	var b strings.Builder
	b.WriteString("CASE flags")
	for _, f := range flags {
		fmt.Fprintf(&b, " WHEN %d THEN CAST(%s AS flags_word)", f, text(s.plan.flagText(f)))
	}
	b.WriteString(" END")
	if len(flags) == 0 {
		return "CAST(NULL AS flags_word)"
	}
	return b.String()
}

func unique(words []string) []string {
	seen := map[string]bool{}
	var out []string
	for _, w := range words {
		if !seen[w] {
			seen[w] = true
			out = append(out, w)
		}
	}
	return out
}

// columns are those of the table trade, in its order, from rows of sorted. The
// engine keeps no bounds of an enumeration in Parquet, and bounds are what lets
// a query skip groups of rows: so the exporter, which leads the order, is a text.
func (s *Stage) columns(flags string) string {
	or := func(have bool, column, constant string) string {
		if have {
			return column
		}
		return constant
	}
	valuation := "(" + usualValuation + ")"
	if s.plan.column["valuation"] != "" {
		valuation = "coalesce(valuation, " + usualValuation + ")"
	}
	quantity := "CAST(NULL AS DOUBLE)"
	if s.plan.quantities {
		quantity = "quantity"
	}
	return strings.Join([]string{
		"CAST(exporter AS VARCHAR) AS exporter", "importer", "year",
		or(s.plan.hasMonth, "month", "CAST(0 AS TINYINT) AS month"),
		or(s.has(source.Classification), "classification", "CAST("+text(s.plan.system)+" AS no_word) AS classification"),
		or(s.plan.products != nil, "CAST(product AS VARCHAR) AS product", "CAST('TOTAL' AS total_word) AS product"),
		"value AS value_usd",
		quantity + " AS quantity_t",
		"CASE view WHEN 0 THEN CAST('exporter' AS view_word) WHEN 1 THEN CAST('importer' AS view_word) ELSE CAST('reconciled' AS view_word) END AS view",
		"CASE " + valuation + " WHEN 1 THEN CAST('FOB' AS valuation_word) WHEN 2 THEN CAST('CIF' AS valuation_word) ELSE CAST('' AS valuation_word) END AS valuation",
		flags + " AS flags",
		"CAST(" + text(s.names.Source) + " AS source_word) AS source",
		"CAST(" + text(s.names.Vintage) + " AS vintage_word) AS vintage",
	}, ", ")
}

// Package duck is the embedded engine of the lake: DuckDB, in memory, over
// Parquet files.
//
// Two things are done with it. An Engine answers queries over files of the
// lake and cannot touch any other. A Stage reads the files of a
// source.Dataset, holds every row against the rules, sorts what is good and
// writes Parquet. Both load no extension and fetch nothing.
//
// SQL that only DuckDB understands stays in this package.
package duck

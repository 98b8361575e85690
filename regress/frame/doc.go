// Package frame reads panels from CSV (plain or gzip) and Parquet files into
// columns, only those that are asked for, each typed by its use.
//
// A column used as a number must hold numbers: anything else is an error that
// names file, line, column and value. A column used as text or identity (an
// effect, a cluster, a comparison) is kept as codes into its distinct values,
// exactly as written, so that "01" and "1" stay apart.
//
// Missing is a value: an empty field, NA and . are missing (a quoted "NA" in a
// text column is a value, Namibia's code for one), and so is NaN in a number
// column and null in Parquet. Infinite numbers are an error.
package frame

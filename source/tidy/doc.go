// Package tidy reads any tidy table of trade: one row an observation, with
// columns for reporter, partner, year, flow and value, or for exporter,
// importer, year and value with a view, and perhaps product, classification,
// flag, month, quantity, unit and valuation.
//
// The file is CSV (comma, semicolon, tab or bar; gzip too) or Parquet. Columns
// are found by their header: each field has a list of common names, and Map
// names the column where the header says something else. Nothing is guessed
// from the values; Scale states the unit.
package tidy

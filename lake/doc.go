// Package lake keeps observations on disk and answers queries over them.
//
// A lake is a directory: immutable Parquet files under data/, the rows an
// import refused under rejects/, and manifest.json, which names every file and
// says where it comes from. What the manifest does not name does not exist.
//
// Open takes a snapshot: it reads the manifest once and sees the lake of that
// moment until Close. Import writes its files under tmp/, syncs them, moves
// them under data/ and then swaps the manifest in one rename, so that a killed
// import leaves the lake as it was. One process imports at a time, held by a
// lock on the file lock; readers take no lock. A file once named by a manifest
// is never removed or changed, so a reader never loses one; files that no
// manifest names are the remains of killed imports, and the next import clears
// them away. See docs/decisions/0001-lake.md.
//
// Queries are plain SQL over these tables:
//
//	trade_total  whole flows of the latest vintage of every source, one row an
//	             exporter, importer, year, month, view; sums over products
//	             stand in, flagged "computed", where a source prints no total
//	trade        whole flows as published and lines of products, latest vintages
//	trade_all    the same, of every vintage
//	source       one row an import: id, title, …, vintage, latest
//
// The columns of the trade tables are exporter, importer, year, month (0 is
// the whole year), classification, product ("TOTAL" or a code), value_usd
// (NULL for a published gap), quantity_t, view (exporter, importer,
// reconciled), valuation (FOB, CIF or ""), flags (words between commas),
// source, vintage. Flag "aggregate" marks a flow with the world or a group on
// either side, "region" one with a part of an economy: sums over partners
// leave both out.
package lake

// Package trade measures the goods trade of two economies.
//
// A dyad-year has four numbers: A's exports to B as A reports them and as B
// does, and both for the other direction. They differ, often by a lot, and the
// package never merges them. Two ways of reading stand side by side:
//
//   - a view of one directed flow: the exporter's report (usually f.o.b.), the
//     importer's (usually c.i.f.), or a reconciled value;
//   - a reporter's account: what one economy reports of both directions, its
//     exports in the exporter view with its imports in the importer view.
//
// How a number comes about: a Ledger gives Flows, the observations packed and in
// order (from a lake it reads what is asked; after Warm it has all in memory).
// Flows become series of one directed flow (directed.go), a reporter's accounts
// (account.go), or books, an economy's trade with every partner in a year
// (partners.go, book.go). Product lines become reports (lines.go, report.go). A
// measure turns these into cells, and rows lays the cells out (series.go). For
// the whole world a slab is every flow of one year as a square (slab.go), and its
// books are the same books. Forensics looks for faults in what is reported.
//
// To add a measure, write one file here with its metadata and its formula, and
// name it in Measures. Values are in current US dollars. A group of economies
// may stand for either side; its members are those of each year, and a year in
// which some pair of members has no observation is flagged measure.Partial. Where
// statistics carry a member within another economy, Belgium within
// Belgium-Luxembourg, that one stands in for it (members.go).
package trade

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
// To add a measure, write one file here with its metadata and its formula, and
// name it in Measures. Values are in current US dollars. A group of economies
// may stand for either side; its members are those of each year, and a year in
// which some pair of members has no observation is flagged measure.Partial.
package trade

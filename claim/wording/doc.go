// Package wording reads the words in which people state quantities — "nine-fold",
// "about 1%", "US$95.3 billion", "leading partner for the eighth consecutive
// year" — and says exactly which values make them true.
//
// Parse gives a Rule. Rules about one number (Kind Value and Change) carry an
// Interval with exact rational ends, so that a value beside an edge is never
// judged by the accident of binary fractions: hold a measured float64 against
// it by Decimal, which keeps twelve significant digits. Rules about a series
// (Record, Streak, Steady, Sign, Largest, Shift) carry their parameters and are
// judged by package eval. Words without a number behind them (Vague) have no
// rule, and say so.
//
// Every default can be overridden by a Tolerance, which must carry its unit:
// "5%" of the stated number or "0.05 abs" in the units it is printed in.
package wording

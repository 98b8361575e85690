// Package period is the calendar of observations: a year, a quarter, a month or
// a day, and spans of them.
//
// One parser reads the forms that files use and one printer writes them:
//
//	year     2017, 2017.0, 1995–1999 never (that is a Span)
//	quarter  2017Q1, 2017-Q1, Q1 2017, 2017 Q1
//	month    2017-03, 2017M03, 2017M3, 201703, 2017/03
//	day      2017-12-31, 20171231, 2017/12/31
//
// A form in which day and month can be taken for each other (3/4/2017) is not
// read: a reader that knows its publisher's order says so with ParseLayout.
// Periods of different units are never added; Whole says when parts make one.
package period

// Package formula reads the two small languages of a gravity estimation.
//
// A model formula is what users of fixest and ppmlhdfe write:
//
//	trade ~ rta + log(dist) + i(year, ref=2013) | exporter^year + importer^year + pair
//
// Left of ~ stands the outcome, any arithmetic expression. Right of it stand
// terms joined by +; `a:b` is a product, `a*b` is a + b + a:b, `(a + b):c`
// distributes, `- a` takes a term away, `0` or `-1` drops the constant,
// `I(x > 2)` or `I(x/y)` is arithmetic, `i(f, ref=v)` is one indicator for each
// value of f but v (without ref, but the first), `i(f, x, ref=v)` or `i(f, x, v)`
// the same multiplied by x, `i(f, i.g)` the products of the indicators of two
// columns, and `offset(log(x))` enters with coefficient one. After the bar stand the fixed
// effects; `a^b` (Stata's `a#b`, R's `a:b`) is one effect for each combination.
//
// A condition selects rows: `exporter != importer && year % 4 == 2`,
// `category in ("TOTAL", "MANUF")`. Conditions are three-valued (Kleene): a
// comparison with a missing value is unknown, and only rows where the whole
// condition is true are used.
//
// Errors carry the column (in characters, from 1) and what to try.
package formula

// Package measure says what a measure is and keeps the catalogue.
//
// A measure is defined once: name, unit, formula, reference, the rule for
// missing data, and the function that computes it. The command line, claims,
// figures, pages and the HTTP API all ask the catalogue and so give the same
// numbers. The package knows no field: trade, projects, corridors and the rest
// make their measures and hand them over (see trade.Measures).
//
// A value is never merged across reporters or sources: each Row names who says
// it. Missing is a value: Row.Missing with Row.Why naming the observation that
// is absent; it is never a zero.
package measure

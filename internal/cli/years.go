package cli

import "dyad/measure"

// parseYears reads 2000:2017, 2000:, :2017 or 2014.
func parseYears(s string) (measure.Years, error) { return measure.ParseYears(s) }

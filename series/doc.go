// Package series is the field of statistics of one economy or region over time:
// output, population, prices. Each number keeps the indicator's own code, title
// and unit; nothing is converted.
package series

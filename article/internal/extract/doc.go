// Package extract derives the built-in pack's trade figures from the
// publishers' files, so that anybody who has those files can check each row.
//
// Run `go generate ./article` with the environment variable DYAD_DATA naming
// the folder that holds imf-dots/dots_iso3.csv.gz and comtrade-russia/. The
// values are the publishers' own, digit for digit; nothing is computed from
// them but the choice of rows, which Selection describes.
package extract

// Package file reads claim files: YAML with the place of every word kept, so
// that a mistake inside a check is told with its line and column.
//
// The format is described in docs/claims.md. Nothing in a file can make the
// reader work long: size, depth and the number of claims are limited, and
// anchors and aliases are not part of the format.
package file

// Package cli is the command line: one file a command, listed in root.go. It
// parses words into questions, asks the rooms below, and prints. It holds no
// formula and no SQL; cobra is used nowhere else.
package cli

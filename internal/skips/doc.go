// Command skips runs `go test` and says at the end how many tests it left out, and
// for want of what:
//
//	go run ./internal/skips go test -timeout 15m ./...
//
// Standard output has go test's own lines, as without -v; the count of what was
// left out goes to standard error after them. The exit code is go test's.
package main

// Command serve loads a running `dyad serve` and prints how it bears it:
//
//	dyad serve --addr 127.0.0.1:8080 &
//	go run ./bench/serve -addr 127.0.0.1:8080 -rate 50 -for 30s
//
// It asks for dyad pages at random, each dyad once, at a fixed rate whatever the
// answers take, and measures from the moment a request was due (so that waiting
// in a queue counts); for the first byte of the start page; and, with -slow, for
// the same while a thousand clients send their requests a byte at a time or never
// read their answers. It speaks to loopback only, and is bounded in number and
// time.
package main

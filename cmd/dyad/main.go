// Command dyad measures what the relationship between two countries amounts to.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"

	"dyad/internal/cli"
)

func main() {
	// The first interrupt lets an import leave the lake as it was; a second
	// one ends the program at once.
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	go func() {
		<-ctx.Done()
		stop()
	}()
	os.Exit(cli.Run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

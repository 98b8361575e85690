package cli

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"dyad/desk"
	"dyad/internal/hint"
	"dyad/internal/web"
	"dyad/lake"
)

func (a *app) serve() *cobra.Command {
	var addr, text string
	var ask tokenAsk
	var memory int64
	c := &cobra.Command{
		Use:   "serve",
		Short: "Open the whole product in a browser: pages and an HTTP API",
		Long: `Serve pages and an HTTP API over the lake, reading only. By default the server
listens on this machine alone. With an address that others can reach it asks for
a token: the one in the file of --token-file or in DYAD_TOKEN, one given with
--token (which other users of this machine can see), or one that it makes and
prints.

A lake that an import changes meanwhile is taken up by itself. The server keeps
to the memory of --memory: it gives up what it keeps for later first, then
refuses requests.`,
		Example: "  dyad serve\n  dyad serve --addr 127.0.0.1:9000\n  dyad serve --addr 0.0.0.0:8080 --token-file /run/secrets/dyad",
		Args:    cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			addr, err := listenOn(addr)
			if err != nil {
				return err
			}
			if memory < web.LeastMemory>>20 || memory > 1<<20 {
				return hint.New(hint.Usage, "", fmt.Sprintf("--memory cannot be %d", memory), fmt.Sprintf("write MiB, %d or more: --memory %d", web.LeastMemory>>20, web.DefaultMemory>>20))
			}
			token, told, err := ask.token(!web.Loopback(addr))
			if err != nil {
				return err
			}
			share := web.Divide(memory << 20)
			before := debug.SetMemoryLimit(share.Heap)
			defer debug.SetMemoryLimit(before)
			o := web.Options{Stamp: a.stamp, Token: token, Version: Version, Log: a.err, Memory: share.Whole,
				Open: func(ctx context.Context) (*desk.Desk, error) { return a.openDesk(lake.Within(ctx, share.Engine)) }}
			if text != "" {
				if o.Text, err = os.ReadFile(text); err != nil {
					return hint.New(hint.Data, text, "the text cannot be read", "name a plain text file in UTF-8")
				}
				if !utf8.Valid(o.Text) {
					return hint.New(hint.Data, text, "the text is not UTF-8", "save it as UTF-8")
				}
			}
			s, err := web.New(c.Context(), o)
			if err != nil {
				return err
			}
			defer s.Close()
			l, err := (&net.ListenConfig{}).Listen(c.Context(), "tcp", addr)
			if err != nil {
				return hint.New(hint.Usage, "", fmt.Sprintf("cannot listen on %s: %v", addr, cause(err)), "choose another --addr, such as 127.0.0.1:8081")
			}
			at := addressesOf(l.Addr().String(), interfaces())
			if !told {
				token = ""
			}
			fmt.Fprintf(a.out, "Serving %s at %s\n", a.lakeDir, withToken(at[0], token))
			if o.Token != "" && len(at) > 1 {
				a.say("Reachable from other machines, over plain HTTP, by whoever has the token: " + strings.Join(at[1:], " "))
			}
			if o.Token != "" && !told {
				a.say("Everybody is asked for the token given; a browser brings it with ?token=TOKEN once.")
			}
			a.say("Ctrl-C ends it.")
			return s.Serve(c.Context(), l)
		},
	}
	c.Flags().StringVar(&addr, "addr", "127.0.0.1:8080", "address to listen on; port 0 takes a free one")
	c.Flags().StringVar(&ask.given, "token", "", "ask everybody for this token; made and printed where others can reach the address")
	c.Flags().StringVar(&ask.file, "token-file", "", "ask everybody for the token in this file (or set DYAD_TOKEN)")
	c.Flags().Int64Var(&memory, "memory", web.DefaultMemory>>20, "memory that the server may take, MiB")
	c.Flags().StringVar(&text, "text", "", "file with the text that the claims are quoted from, to show it marked")
	return c
}

// stamp changes whenever an import has swapped the manifest.
func (a *app) stamp() string {
	info, err := os.Stat(filepath.Join(a.lakeDir, "manifest.json"))
	if err != nil {
		return ""
	}
	return fmt.Sprint(info.ModTime().UnixNano(), info.Size())
}

// cause is the innermost error: "address already in use".
func cause(err error) error {
	for {
		inner := errors.Unwrap(err)
		if inner == nil {
			return err
		}
		err = inner
	}
}

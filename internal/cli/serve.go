package cli

import (
	"crypto/rand"
	"errors"
	"fmt"
	"net"
	"net/url"
	"os"
	"path/filepath"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"dyad/internal/hint"
	"dyad/internal/web"
)

func (a *app) serve() *cobra.Command {
	var addr, token, text string
	c := &cobra.Command{
		Use:   "serve",
		Short: "Open the whole product in a browser: pages and an HTTP API",
		Long: `Serve pages and an HTTP API over the lake, reading only. By default the server
listens on this machine alone. With an address that others can reach it asks for
a token: the one given with --token, or one that it makes and prints.

A lake that an import changes meanwhile is taken up by itself.`,
		Example: "  dyad serve\n  dyad serve --addr 127.0.0.1:9000\n  dyad serve --addr 0.0.0.0:8080 --token \"$(openssl rand -hex 16)\"",
		Args:    cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			host, _, err := net.SplitHostPort(addr)
			if err != nil {
				return hint.New(hint.Usage, "", fmt.Sprintf("cannot listen on %q: no host and port", addr), "write --addr 127.0.0.1:8080")
			}
			o := web.Options{Open: a.openDesk, Stamp: a.stamp, Token: token, Version: Version, Log: a.err}
			if !web.Loopback(addr) && o.Token == "" {
				o.Token = rand.Text()
			}
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
			at := url.URL{Scheme: "http", Host: l.Addr().String(), Path: "/"}
			if o.Token != "" {
				at.RawQuery = url.Values{"token": {o.Token}}.Encode()
				if ip := net.ParseIP(host); host == "" || ip != nil && ip.IsUnspecified() {
					a.say("Reachable from other machines; the token in the address lets its holder in, over plain HTTP.")
				}
			}
			fmt.Fprintf(a.out, "Serving %s at %s\n", a.lakeDir, at.String())
			a.say("Ctrl-C ends it.")
			return s.Serve(c.Context(), l)
		},
	}
	c.Flags().StringVar(&addr, "addr", "127.0.0.1:8080", "address to listen on; port 0 takes a free one")
	c.Flags().StringVar(&token, "token", "", "ask everybody for this token; made and printed where others can reach the address")
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

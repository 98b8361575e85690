package cli

import (
	"crypto/rand"
	"fmt"
	"net"
	"net/netip"
	"net/url"
	"os"
	"strings"

	"dyad/internal/bounded"
	"dyad/internal/hint"
)

// tokenAsk is where a server's token may come from.
type tokenAsk struct{ given, file string }

// token is the token to ask for, "" for none, and whether it may be told: one from
// a file or the environment is a secret that is not to stand in a log. It is made
// where others can reach the server and none is given.
func (ask tokenAsk) token(reachable bool) (token string, told bool, err error) {
	switch {
	case ask.given != "" && ask.file != "":
		return "", false, hint.New(hint.Usage, "", "both --token and --token-file", "give one of the two")
	case ask.given != "":
		return ask.given, true, nil
	case ask.file != "":
		b, err := bounded.Regular(ask.file, 4096)
		if err != nil {
			return "", false, hint.New(hint.Data, ask.file, "the token cannot be read: "+err.Error(), "write the token into a file of one line")
		}
		if token = strings.TrimSpace(string(b)); token == "" || strings.ContainsAny(token, "\r\n") {
			return "", false, hint.New(hint.Data, ask.file, "the file has no token of one line", "write the token into a file of one line")
		}
		return token, false, nil
	case os.Getenv("DYAD_TOKEN") != "":
		return os.Getenv("DYAD_TOKEN"), false, nil
	case reachable:
		return rand.Text(), true, nil
	}
	return "", false, nil
}

// listenOn completes an address to listen on: a port where it has none.
func listenOn(addr string) (string, error) {
	if _, _, err := net.SplitHostPort(addr); err == nil {
		return addr, nil
	}
	if _, err := netip.ParseAddr(strings.Trim(addr, "[]")); err == nil || strings.EqualFold(addr, "localhost") {
		return net.JoinHostPort(strings.Trim(addr, "[]"), "8080"), nil
	}
	return "", hint.New(hint.Usage, "", fmt.Sprintf("cannot listen on %q: no host and port", addr), "write --addr 127.0.0.1:8080")
}

// addressesOf are the addresses at which a listener is reached, from this machine
// first: 0.0.0.0 stands for all the machine has and is itself none.
func addressesOf(listener string, own []netip.Addr) []string {
	host, port, err := net.SplitHostPort(listener)
	if err != nil {
		return []string{"http://" + listener + "/"}
	}
	ip, err := netip.ParseAddr(host)
	if err != nil || !ip.IsUnspecified() {
		out := []string{"http://" + listener + "/"}
		if err == nil && !ip.IsLoopback() {
			out = append(out, out[0])
		}
		return out
	}
	out := []string{"http://" + net.JoinHostPort("127.0.0.1", port) + "/"}
	for _, a := range own {
		if a.Is4() || ip.Is6() {
			out = append(out, "http://"+net.JoinHostPort(a.String(), port)+"/")
		}
	}
	return out
}

// interfaces are the machine's own addresses that others can reach it by.
func interfaces() []netip.Addr {
	all, err := net.InterfaceAddrs()
	if err != nil {
		return nil
	}
	var out []netip.Addr
	for _, a := range all {
		if p, err := netip.ParsePrefix(a.String()); err == nil && p.Addr().IsGlobalUnicast() {
			out = append(out, p.Addr().Unmap())
		}
	}
	return out
}

func withToken(address, token string) string {
	if token == "" {
		return address
	}
	return address + "?" + url.Values{"token": {token}}.Encode()
}

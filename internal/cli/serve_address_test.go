package cli

import (
	"net/netip"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"dyad/internal/hint"
)

// An address that stands for all of a machine's is printed as ones that work; a
// port is there whether it was written or not.
func TestAddressesThatWork(t *testing.T) {
	own := []netip.Addr{netip.MustParseAddr("192.0.2.7"), netip.MustParseAddr("2001:db8::7")}
	for listener, want := range map[string][]string{
		"127.0.0.1:8080": {"http://127.0.0.1:8080/"},
		"192.0.2.7:80":   {"http://192.0.2.7:80/", "http://192.0.2.7:80/"},
		"0.0.0.0:8080":   {"http://127.0.0.1:8080/", "http://192.0.2.7:8080/"},
		"[::]:8080":      {"http://127.0.0.1:8080/", "http://192.0.2.7:8080/", "http://[2001:db8::7]:8080/"},
	} {
		if got := addressesOf(listener, own); !slices.Equal(got, want) {
			t.Errorf("%s is reached at %q, want %q", listener, got, want)
		}
	}
	for addr, want := range map[string]string{"0.0.0.0": "0.0.0.0:8080", "::": "[::]:8080", "[::1]": "[::1]:8080", ":9": ":9", "localhost": "localhost:8080", "nonsense": "", "": ""} {
		if got, err := listenOn(addr); got != want || (err == nil) != (want != "") {
			t.Errorf("listen on %q: %q, %v; want %q", addr, got, err, want)
		}
	}
}

func TestWhereATokenComesFrom(t *testing.T) {
	dir := t.TempDir()
	file := func(text string) string {
		f, err := os.CreateTemp(dir, "")
		if err == nil {
			_, err = f.WriteString(text)
		}
		if err != nil {
			t.Fatal(err)
		}
		f.Close()
		return f.Name()
	}
	for what, c := range map[string]struct {
		ask         tokenAsk
		environment string
		reachable   bool
		want        string
		told        bool
		code        hint.Code
	}{
		"nothing, this machine alone": {},
		"a flag":                      {ask: tokenAsk{given: "g"}, environment: "e", want: "g", told: true},
		"a file":                      {ask: tokenAsk{file: file("  secret\n")}, environment: "e", reachable: true, want: "secret"},
		"the environment":             {environment: "e", reachable: true, want: "e"},
		"two at once":                 {ask: tokenAsk{given: "g", file: file("x")}, code: hint.Usage},
		"an empty file":               {ask: tokenAsk{file: file("\n")}, code: hint.Data},
		"a file of two lines":         {ask: tokenAsk{file: file("a\nb\n")}, code: hint.Data},
		"no file":                     {ask: tokenAsk{file: filepath.Join(dir, "none")}, code: hint.Data},
		"a device":                    {ask: tokenAsk{file: "/dev/zero"}, code: hint.Data},
	} {
		t.Setenv("DYAD_TOKEN", c.environment)
		token, told, err := c.ask.token(c.reachable)
		if token != c.want || told != c.told || hint.CodeOf(err) != c.code {
			t.Errorf("%s: %q, told %v, %v", what, token, told, err)
		}
	}
	t.Setenv("DYAD_TOKEN", "")
	one, told, err := tokenAsk{}.token(true)
	other, _, _ := tokenAsk{}.token(true)
	if err != nil || !told || len(one) < 20 || one == other {
		t.Errorf("tokens made: %q and %q, told %v, %v", one, other, told, err)
	}
}

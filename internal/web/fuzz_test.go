package web

import (
	"context"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"
)

// fuzzed is a server for fuzz targets, whose bounds are tight so that no input
// takes long.
var fuzzed = sync.OnceValues(func() (*Server, error) {
	dir, err := sharedLake()
	if err != nil {
		return nil, err
	}
	return New(context.Background(), Options{Open: openLake(dir), Version: "test", Limits: Limits{Make: 5 * time.Second, Check: time.Second, Body: 16 << 10}})
})

// fair holds an answer against what is true of every one: no fault of the server's
// own, no script of the request, no way to another host.
func fair(t *testing.T, r reply, asked string) {
	t.Helper()
	if r.status >= 500 && r.status != 503 || r.status < 200 {
		t.Fatalf("%q: %d %.500s", asked, r.status, r.body)
	}
	if r.status != 304 && r.header.Get("X-Content-Type-Options") != "nosniff" {
		t.Fatalf("%q: headers %v", asked, r.header)
	}
	if kind := r.header.Get("Content-Type"); strings.HasPrefix(kind, "text/html") && strings.Contains(r.body, script) {
		t.Fatalf("%q: the script is in the page", asked)
	}
	if to := r.header.Get("Location"); strings.HasPrefix(to, "//") || strings.Contains(to, "://") || strings.Contains(to, `\`) {
		t.Fatalf("%q leads to %q", asked, to)
	}
}

func FuzzAddress(f *testing.F) {
	for _, at := range []string{"/", "/d/CHN/RUS", "/d/china/156/balance.svg?width=400&theme=dark", "/d/CHN/RUS/balance.values.json?layout=narrow", "/m/trade.asymmetry?a=RUS&b=CHN&year=2010",
		"/map/trade.dependence/CHN.svg?year=2015", "/claims/C036?verdict=mixed", "/api/v1/measures/trade.total/rows?a=CHN&b=RUS&years=2010:2012&set=flow=exports&world=1",
		"/api/v1/measures/trade.total/world?limit=3&offset=1", "/api/v1/economies?q=ger&limit=2", "/api/v1/forensics?a=CHN", "/d?a=ger&b=pol", "/d/" + script + "/RUS", "//evil.example/d/CHN/RUS",
		"/%2e%2e/etc/passwd", "/d/CHN%00/RUS", "/?%ff=1", "/api/v1/economies?q=%zz", "/d/CHN/RUS/x.y.z", "/api/v1/figures/balance/CHN/RUS"} {
		f.Add(at)
	}
	f.Fuzz(func(t *testing.T, at string) {
		s, err := fuzzed()
		if err != nil {
			t.Fatal(err)
		}
		if !strings.HasPrefix(at, "/") || strings.ContainsAny(at, " \r\n#") {
			return // net/http itself refuses such a request line
		}
		if _, err := url.ParseRequestURI(at); err != nil {
			return
		}
		fair(t, ask(t, s, http.MethodGet, at, nil), at)
	})
}

func FuzzPost(f *testing.F) {
	f.Add("/api/v1/check", "", "claims:\n- id: X\n  quote: q\n  check: trade.total(CHN, RUS)[2010] > 0\n")
	f.Add("/api/v1/check", "application/json", "{}")
	f.Add("/api/v1/check", "", "claims:\n- id: X\n  let: {T: trade.total(CHN, RUS)}\n  quote: q\n  check: T[2014] / T[2001] is nine-fold\n")
	f.Add("/try", "application/x-www-form-urlencoded", "file="+url.QueryEscape("claims:\n- id: X\n  quote: \""+script+"\"\n  check: 2 > 1\n"))
	f.Add("/try", "application/x-www-form-urlencoded", "file=%zz;x")
	f.Add("/try", "multipart/form-data; boundary=x", "--x\r\n")
	f.Add("/api/v1/sources", "text/plain", "x")
	f.Fuzz(func(t *testing.T, at, kind, body string) {
		s, err := fuzzed()
		if err != nil {
			t.Fatal(err)
		}
		if at != "/try" {
			at = "/api/v1/check"
		}
		fair(t, ask(t, s, http.MethodPost, at, strings.NewReader(body), header("Content-Type", kind)), at+" "+kind+" "+body)
	})
}

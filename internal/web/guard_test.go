package web

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"
)

// A page elsewhere that makes its own name lead to this machine gets nothing.
func TestOnlyLocalhostIsAnswered(t *testing.T) {
	s := shared(t)
	for host, want := range map[string]int{"127.0.0.1:8080": 200, "localhost": 200, "LOCALHOST:1": 200, "[::1]:8080": 200, "127.0.0.2:80": 200,
		"evil.example": 421, "evil.example:8080": 421, "192.168.1.5": 421, "localhost.evil.example": 421, "": 421, "127.0.0.1.nip.io": 421} {
		if r := get(t, s, "/api/v1/status", func(r *http.Request) { r.Host = host }); r.status != want {
			t.Errorf("host %q: %d, want %d", host, r.status, want)
		}
	}
}

func TestTokenIsAskedFor(t *testing.T) {
	s := newServer(t, func(o *Options) { o.Token = "open-sesame" })
	if r := get(t, s, "/"); r.status != 401 || strings.Contains(r.body, "open-sesame") {
		t.Errorf("without a token: %d", r.status)
	}
	if r := get(t, s, "/api/v1/status", header("Authorization", "Bearer wrong")); r.status != 401 || !strings.Contains(r.body, `"code": 2`) {
		t.Errorf("with a wrong token: %d %s", r.status, r.body)
	}
	elsewhere := func(r *http.Request) { r.Host = "dyad.example" }
	if r := get(t, s, "/api/v1/status", header("Authorization", "Bearer open-sesame"), elsewhere); r.status != 200 {
		t.Errorf("with the token, under its own name: %d", r.status)
	}
	r := get(t, s, "/d/CHN/RUS?token=open-sesame&x=1", elsewhere)
	cookie := r.header.Get("Set-Cookie")
	if r.status != 303 || r.header.Get("Location") != "/d/CHN/RUS?x=1" || !strings.Contains(cookie, "HttpOnly") || !strings.Contains(cookie, "SameSite=Strict") {
		t.Errorf("the token in the address: %d to %q with %q", r.status, r.header.Get("Location"), cookie)
	}
	if r := get(t, s, "//evil.example/?token=open-sesame"); strings.HasPrefix(r.header.Get("Location"), "//") {
		t.Errorf("the way on leads to %q", r.header.Get("Location"))
	}
	ts := httptest.NewServer(s.Handler())
	defer ts.Close()
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	c := &http.Client{Jar: jar}
	got, err := c.Get(ts.URL + "/?token=open-sesame")
	if err != nil {
		t.Fatal(err)
	}
	got.Body.Close()
	if got.StatusCode != 200 || got.Request.URL.RawQuery != "" {
		t.Errorf("a browser with the token ends at %s with %d", got.Request.URL, got.StatusCode)
	}
}

func TestNothingIsWritten(t *testing.T) {
	s := shared(t)
	for _, method := range []string{"POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "BREW"} {
		if r := ask(t, s, method, "/api/v1/sources", nil); r.status != 405 || r.header.Get("Allow") != "GET" {
			t.Errorf("%s: %d, Allow %q", method, r.status, r.header.Get("Allow"))
		}
	}
	if r := get(t, s, "/api/v1/check"); r.status != 405 || r.header.Get("Allow") != "POST" {
		t.Errorf("GET of check: %d", r.status)
	}
	if r := ask(t, s, "HEAD", "/d/CHN/RUS", nil); r.status != 200 || r.body != "" {
		t.Errorf("HEAD: %d with %d bytes", r.status, len(r.body))
	}
	cross := []func(*http.Request){header("Sec-Fetch-Site", "cross-site"), header("Origin", "https://evil.example")}
	if r := ask(t, s, "POST", "/api/v1/check", strings.NewReader("claims: []"), cross...); r.status != 403 {
		t.Errorf("a form of another site: %d", r.status)
	}
}

func TestAnswersAreAskedForAgainOnlyWhenTheLakeChanges(t *testing.T) {
	s := shared(t)
	first := get(t, s, "/d/CHN/RUS", header("Accept-Encoding", "gzip"))
	etag := first.header.Get("ETag")
	if etag == "" || first.header.Get("Content-Encoding") != "gzip" || first.header.Get("Vary") != "Accept-Encoding" {
		t.Fatalf("ETag %q, encoding %q", etag, first.header.Get("Content-Encoding"))
	}
	for _, have := range []string{etag, strings.TrimPrefix(etag, "W/"), `"x", ` + etag, "*"} {
		if r := get(t, s, "/d/CHN/RUS", header("If-None-Match", have)); r.status != 304 || r.body != "" {
			t.Errorf("If-None-Match %s: %d", have, r.status)
		}
	}
	if r := get(t, s, "/d/CHN/RUS", header("If-None-Match", `"other"`)); r.status != 200 || r.header.Get("Content-Encoding") != "" || !strings.Contains(r.body, "</html>") {
		t.Errorf("another tag, no gzip: %d %s", r.status, r.header.Get("Content-Encoding"))
	}
	if r := get(t, s, "/d/CHN/RUS", header("Accept-Encoding", "gzip;q=0")); r.header.Get("Content-Encoding") != "" {
		t.Error("gzip was refused and came")
	}
}

// Readers that never read and senders that never end hold no place of those who
// make pages.
func TestSlowClientsDoNotKeepOthersWaiting(t *testing.T) {
	s := newServer(t, func(o *Options) { o.Limits.Making = 1 })
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- s.Serve(ctx, l) }()
	var conns []net.Conn
	for i := range 60 {
		c, err := net.Dial("tcp", l.Addr().String())
		if err != nil {
			t.Fatal(err)
		}
		conns = append(conns, c)
		if i%2 == 0 {
			fmt.Fprintf(c, "GET /d/CHN/RUS HTTP/1.1\r\nHost: localhost\r\nX-A: ")
		} else {
			fmt.Fprintf(c, "GET /d/CHN/RUS HTTP/1.1\r\nHost: localhost\r\n\r\n")
		}
	}
	var wait sync.WaitGroup
	for _, at := range []string{"/", "/d/RUS/CHN", "/claims", "/sources", "/m"} {
		wait.Go(func() {
			c := http.Client{Timeout: 30 * time.Second}
			r, err := c.Get("http://" + l.Addr().String() + at)
			if err != nil {
				t.Errorf("%s: %v", at, err)
				return
			}
			defer r.Body.Close()
			if r.StatusCode != 200 {
				t.Errorf("%s: %d", at, r.StatusCode)
			}
		})
	}
	wait.Wait()
	for _, c := range conns {
		c.Close()
	}
	stop()
	select {
	case err := <-ended:
		if err != nil {
			t.Errorf("the end: %v", err)
		}
	case <-time.After(15 * time.Second):
		t.Error("the server does not end")
	}
}

func TestABusyServerSaysSo(t *testing.T) {
	s := newServer(t, func(o *Options) { o.Limits.Making, o.Limits.Wait = 1, 50*time.Millisecond })
	if r := get(t, s, "/"); r.status != 200 {
		t.Fatalf("the start page: %d", r.status)
	}
	s.making.places <- struct{}{} // somebody makes a page that takes long
	r := get(t, s, "/d/RUS/CHN")
	if r.status != 503 || r.header.Get("Retry-After") == "" {
		t.Errorf("a busy server: %d", r.status)
	}
	if r := get(t, s, "/"); r.status != 200 {
		t.Errorf("what is kept needs no place: %d", r.status)
	}
	<-s.making.places
	if r := get(t, s, "/d/RUS/CHN"); r.status != 200 {
		t.Errorf("afterwards: %d", r.status)
	}
}

func TestOpenConnectionsAreBounded(t *testing.T) {
	inner, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	l := limitOpen(inner, 1)
	defer l.Close()
	accepted := make(chan net.Conn, 2)
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			accepted <- c
		}
	}()
	for range 2 {
		c, err := net.Dial("tcp", inner.Addr().String())
		if err != nil {
			t.Fatal(err)
		}
		defer c.Close()
	}
	one := <-accepted
	select {
	case <-accepted:
		t.Fatal("two connections are open where one may be")
	case <-time.After(100 * time.Millisecond):
	}
	one.Close()
	(<-accepted).Close()
}

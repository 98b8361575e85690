package web

import (
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"
)

// A wrong address is wrong with every tag: 304 is said only of what would be
// answered with 200 (RFC 9110, section 13.2.1).
func TestAWrongAddressIsNeverUnchanged(t *testing.T) {
	s := shared(t)
	etag := get(t, s, "/d/CHN/RUS").header.Get("ETag")
	for at, want := range map[string]int{
		"/d/CHN/RUS":                            304,
		"/d/CHN/RUS/balance.svg":                304,
		"/m/no.measure":                         404,
		"/claims/C999":                          404,
		"/d/CHN/RUS/nothing.svg":                404,
		"/claims?verdict=maybe":                 400,
		"/api/v1/measures?colour=green":         400,
		"/api/v1/measures/trade.total/rows?a=1": 400,
	} {
		for _, tag := range []string{etag, "*"} {
			r := get(t, s, at, header("If-None-Match", tag))
			if r.status != want {
				t.Errorf("%s with the tag %s: %d, want %d", at, tag, r.status, want)
			}
			if want == 304 != (r.header.Get("ETag") == etag) || want == 304 && r.body != "" {
				t.Errorf("%s: %d with ETag %q and %d bytes", at, r.status, r.header.Get("ETag"), len(r.body))
			}
		}
	}
}

func TestFaultPagesAreTitledByWhatHappened(t *testing.T) {
	title := func(r reply) string {
		_, rest, _ := strings.Cut(r.body, "<title>")
		title, _, _ := strings.Cut(rest, " · dyad</title>")
		return title
	}
	s := newServer(t, func(o *Options) { o.Limits.Wait = 50 * time.Millisecond })
	s.dear.places <- struct{}{}
	defer func() { <-s.dear.places }()
	for _, c := range []struct {
		r      reply
		status int
		title  string
	}{
		{get(t, s, "/nowhere"), 404, "Not found here"},
		{get(t, s, "/claims?verdict=maybe"), 400, "Not understood"},
		{get(t, s, "/d/CHN/RUS/balance.png"), 503, "Busy"},
		{ask(t, s, "POST", "/m", nil), 405, "Not answered this way"},
		{get(t, s, "/?x="+strings.Repeat("y", 5000)), 414, "Too much at once"},
		{get(t, s, "/", func(r *http.Request) { r.Host = "evil.example" }), 421, "Not allowed"},
		{get(t, newServer(t, func(o *Options) { o.Token = "t" }), "/"), 401, "A token is asked for"},
	} {
		if c.r.status != c.status || title(c.r) != c.title {
			t.Errorf("%d %q, want %d %q", c.r.status, title(c.r), c.status, c.title)
		}
	}
	if got := faultTitle(500); got != "That did not work" {
		t.Errorf("the server's own fault is titled %q", got)
	}
}

func TestCheckRefusesParameters(t *testing.T) {
	form := header("Content-Type", "application/x-www-form-urlencoded")
	const file = "claims:\n- id: X\n  quote: q\n  check: 2 > 1\n"
	for at, want := range map[string]int{"/api/v1/check": 200, "/api/v1/check?source=imf": 400, "/api/v1/check?token=t": 400, "/try": 200, "/try?source=imf": 400} {
		body := file
		if strings.HasPrefix(at, "/try") {
			body = url.Values{"file": {file}}.Encode()
		}
		if r := ask(t, shared(t), http.MethodPost, at, strings.NewReader(body), form); r.status != want {
			t.Errorf("POST %s: %d, want %d: %.200s", at, r.status, want, r.body)
		}
	}
	closed := newServer(t, func(o *Options) { o.Token = "t" })
	if r := ask(t, closed, http.MethodPost, "/api/v1/check?token=t", strings.NewReader(file)); r.status != 200 {
		t.Errorf("the token in the address: %d %.200s", r.status, r.body)
	}
}

// A file that is none has a mistake on every line; a hundred are told.
func TestProblemsAreToldWithinBounds(t *testing.T) {
	var file strings.Builder
	file.WriteString("claims:\n")
	for range 150 {
		file.WriteString("- colour: green\n")
	}
	r := ask(t, shared(t), http.MethodPost, "/api/v1/check", strings.NewReader(file.String()))
	var got checked
	if err := json.Unmarshal([]byte(r.body), &got); err != nil || r.status != 200 {
		t.Fatalf("%d, %v: %.300s", r.status, err, r.body)
	}
	if len(got.Problems) != problemsTold || got.More < 50 {
		t.Errorf("%d problems and %d more", len(got.Problems), got.More)
	}
	page := ask(t, shared(t), http.MethodPost, "/try", strings.NewReader(url.Values{"file": {file.String()}}.Encode()), header("Content-Type", "application/x-www-form-urlencoded"))
	if want := "and " + count(got.More) + " more"; !strings.Contains(page.body, want) {
		t.Errorf("the page does not say %q", want)
	}
}

package web

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"

	"dyad/article"
	"dyad/desk"
	"dyad/lake"
	"dyad/source"
	"dyad/source/tidy"
)

// The lake of the tests: the article's pack, with one more source whose texts are
// hostile.
const script = `<script>alert(1)</script>`

const hostileCSV = `reporter,partner,flow,year,value
CHN,RUS,X,2019,5
RUS,CHN,M,2019,6
<img src=x onerror=alert(1)>,RUS,X,2019,7
`

var sharedLake = sync.OnceValues(func() (string, error) {
	dir, err := tempDir()
	if err != nil {
		return "", err
	}
	sets, err := article.Datasets()
	if err != nil {
		return "", err
	}
	for _, set := range sets {
		d, err := set.Source()
		if err == nil {
			_, err = lake.Import(context.Background(), dir, d, lake.ImportOptions{Version: "test"})
		}
		if err != nil {
			return "", err
		}
	}
	register, err := article.Register()
	if err != nil {
		return "", err
	}
	if _, err := lake.Import(context.Background(), dir, register, lake.ImportOptions{Version: "test", Tables: desk.Tables()}); err != nil {
		return "", err
	}
	if err := importTidy(dir, "neighbours.csv", neighbours(), source.Meta{ID: "neighbours", Title: "Germany and Poland, invented", Vintage: "1"}); err != nil {
		return "", err
	}
	return dir, importHostile(dir)
})

// neighbours are invented reports of Germany and Poland, which the article's pack
// has not: each side's exports and imports, 2000 to 2019.
func neighbours() string {
	var b strings.Builder
	b.WriteString("reporter,partner,flow,year,value\n")
	for y := 2000; y < 2020; y++ {
		n := float64(y - 1995)
		fmt.Fprintf(&b, "DEU,POL,X,%d,%g\nPOL,DEU,M,%d,%g\nPOL,DEU,X,%d,%g\nDEU,POL,M,%d,%g\n", y, 3e9*n, y, 3.2e9*n, y, 2.5e9*n+n*n*1e8, y, 2.7e9*n+n*n*1e8)
	}
	return b.String()
}

func importTidy(dir, name, csv string, meta source.Meta) error {
	d, err := tidy.Open([]source.File{{Name: name, Data: []byte(csv)}}, tidy.Options{Meta: meta})
	if err != nil {
		return err
	}
	_, err = lake.Import(context.Background(), dir, d, lake.ImportOptions{AllowRejects: true, Version: "test"})
	return err
}

func importHostile(dir string) error {
	return importTidy(dir, "hostile"+script+".csv", hostileCSV, source.Meta{ID: "hostile", Title: "Title " + script, Publisher: `"><b onload=x>`,
		Licence: "free " + script, Vintage: "1", URL: "javascript:alert(1)", Caveats: []string{"Caveat " + script}})
}

// openLake is what the command line hands to the server.
func openLake(dir string) func(context.Context) (*desk.Desk, error) {
	return func(ctx context.Context) (*desk.Desk, error) {
		return desk.Open(ctx, dir, desk.Options{Version: "test"})
	}
}

// newServer serves the tests' lake.
func newServer(t *testing.T, change ...func(*Options)) *Server {
	t.Helper()
	dir, err := sharedLake()
	if err != nil {
		t.Fatal(err)
	}
	o := Options{Open: openLake(dir), Version: "test"}
	for _, c := range change {
		c(&o)
	}
	s, err := New(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Close)
	return s
}

// oneServer is a server that tests share where they change nothing about it.
var oneServer = sync.OnceValues(func() (*Server, error) {
	dir, err := sharedLake()
	if err != nil {
		return nil, err
	}
	return New(context.Background(), Options{Open: openLake(dir), Version: "test"})
})

func shared(t *testing.T) *Server {
	t.Helper()
	s, err := oneServer()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

type reply struct {
	status int
	header http.Header
	body   string
}

func ask(t *testing.T, s *Server, method, at string, body io.Reader, change ...func(*http.Request)) reply {
	t.Helper()
	r := httptest.NewRequest(method, "/", body)
	r.RequestURI = at
	u, err := url.ParseRequestURI(at) // as net/http reads a request
	if err != nil {                   // a client may send what Go's own would not
		r.URL.Path, r.URL.RawQuery, _ = strings.Cut(at, "?")
	} else {
		r.URL = u
	}
	r.Host = "127.0.0.1:8080"
	for _, c := range change {
		c(r)
	}
	w := httptest.NewRecorder()
	s.Handler().ServeHTTP(w, r)
	return reply{w.Code, w.Result().Header, w.Body.String()}
}

func get(t *testing.T, s *Server, at string, change ...func(*http.Request)) reply {
	t.Helper()
	return ask(t, s, http.MethodGet, at, nil, change...)
}

func header(name, value string) func(*http.Request) {
	return func(r *http.Request) { r.Header.Set(name, value) }
}

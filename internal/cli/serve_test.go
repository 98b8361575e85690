package cli

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"sync"
	"testing"
	"time"

	"dyad/desk"
	"dyad/figure/named"
	"dyad/internal/web"
)

// Server and command line give the same numbers for the same question: each is
// the other's oracle, over the whole catalogue.
func TestServerSaysWhatTheCommandLineSays(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "lake")
	command := func(args ...string) (string, int) {
		var out, errOut bytes.Buffer
		code := Run(t.Context(), append([]string{"--lake", dir}, args...), strings.NewReader(""), &out, &errOut)
		if code != 0 {
			return errOut.String(), code
		}
		return out.String(), 0
	}
	if text, code := command("demo", "-o", filepath.Join(t.TempDir(), "x.md")); code != 0 {
		t.Fatal(text)
	}
	a := &app{lakeDir: dir}
	s, err := web.New(t.Context(), web.Options{Open: a.openDesk, Version: Version})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	ask := func(at string) (string, int) {
		r := httptest.NewRequestWithContext(context.Background(), "GET", at, nil)
		r.Host = "localhost"
		w := httptest.NewRecorder()
		s.Handler().ServeHTTP(w, r)
		return w.Body.String(), w.Code
	}
	same := func(at string, args ...string) {
		t.Helper()
		served, status := ask(at)
		printed, code := command(args...)
		if (status == 200) != (code == 0) {
			t.Errorf("%s: %d, and %v: exit %d\n%s\n%s", at, status, args, code, served, printed)
			return
		}
		if code != 0 { // the same words, too
			var f struct {
				What string
				Code int
			}
			if err := json.Unmarshal([]byte(served), &f); err != nil || f.Code != code || !strings.Contains(printed, f.What) {
				t.Errorf("%s: %q with code %d; %v: %q with code %d", at, f.What, f.Code, args, printed, code)
			}
			return
		}
		var x, y any
		if err := json.Unmarshal([]byte(served), &x); err != nil {
			t.Errorf("%s: %v", at, err)
		}
		if err := json.Unmarshal([]byte(printed), &y); err != nil {
			t.Errorf("%v: %v\n%s", args, err, printed)
		}
		if !reflect.DeepEqual(x, y) {
			t.Errorf("%s differs from %v", at, args)
		}
		if list, ok := x.([]any); ok && len(list) == 0 {
			t.Errorf("%s says nothing: the test proves nothing", at)
		}
	}
	c, err := desk.Describe()
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range c.Names() {
		at := "/api/v1/measures/" + name
		same(at, "measures", name, "--format", "json")
		same(at+"/rows?a=CHN&b=RUS", "measure", name, "CHN", "RUS", "--format", "json")
		same(at+"/rows?a=Russia&b=156&years=2010:2012&source=comtrade-extract", "measure", name, "Russia", "156", "--years", "2010:2012", "--source", "comtrade-extract", "--format", "json")
		same(at+"/rows?a=CHN&b=RUS&years=2015&world=1", "measure", name, "CHN", "RUS", "--years", "2015", "--world", "--format", "json")
		same(at+"/rows?a=RUS&b=CHN&basket=hydrocarbons", "measure", name, "RUS", "CHN", "--basket", "hydrocarbons", "--format", "json")
		same(at+"/rows?a=CHN&b=RUS&set="+url.QueryEscape("flow=sideways"), "measure", name, "CHN", "RUS", "--set", "flow=sideways", "--format", "json")
	}
	same("/api/v1/measures/trade.balanse", "measures", "trade.balanse", "--format", "json")
	same("/api/v1/measures/trade.total/rows?a=CHN&b=Rusia", "measure", "trade.total", "CHN", "Rusia", "--format", "json")
	same("/api/v1/measures/trade.total/rows?a=CHN&b=RUS&years=2012:2010", "measure", "trade.total", "CHN", "RUS", "--years", "2012:2010", "--format", "json")
	same("/api/v1/measures/trade.total/rows?a=CHN&b=RUS&source=imf", "measure", "trade.total", "CHN", "RUS", "--source", "imf", "--format", "json")
	same("/api/v1/measures", "measures", "--format", "json")
	same("/api/v1/dyads/CHN/RUS", "show", "CHN", "RUS", "--format", "json")
	same("/api/v1/dyads/TUV/NRU", "show", "TUV", "NRU", "--format", "json")
	same("/api/v1/sources", "sources", "--format", "json")
	same("/api/v1/forensics?a=CHN&b=RUS&limit=10000", "forensics", "CHN", "RUS", "--format", "json")
	same("/api/v1/forensics?a=TKM&limit=10000", "forensics", "TKM", "--format", "json")
	same("/api/v1/claims", "check", "article", "--format", "json")
	drawn := 0
	for _, m := range named.All() {
		file := filepath.Join(t.TempDir(), m.Name+".json")
		if text, code := command("figure", m.Name, "CHN", "RUS", "-o", file); code != 0 { // no data: the same words
			var f struct{ What string }
			served, status := ask("/api/v1/figures/" + m.Name + "/CHN/RUS")
			if err := json.Unmarshal([]byte(served), &f); err != nil || status != 404 || code != 3 || !strings.Contains(text, f.What) {
				t.Errorf("figure %s: exit %d, %s; served %d, %s", m.Name, code, text, status, served)
			}
			continue
		}
		drawn++
		served, status := ask("/api/v1/figures/" + m.Name + "/CHN/RUS")
		at, also := ask("/d/CHN/RUS/" + m.Name + ".json")
		if printed := readFile(t, file); status != 200 || served != printed || also != 200 || at != printed {
			t.Errorf("figure %s: what is served (%d, %d) differs from the file", m.Name, status, also)
		}
	}
	if drawn < 8 {
		t.Errorf("only %d figures were drawn", drawn)
	}
}

func readFile(t *testing.T, path string) string {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// Beyond loopback a token is asked for whether the user thought of it or not; a
// wrong address is said in words.
func TestServeAddresses(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "lake")
	var out, errOut bytes.Buffer
	if code := Run(t.Context(), []string{"--lake", dir, "demo", "-o", filepath.Join(t.TempDir(), "x.md")}, strings.NewReader(""), &out, &errOut); code != 0 {
		t.Fatal(errOut.String())
	}
	for addr, want := range map[string]string{"nonsense": "cannot listen on", "127.0.0.1:99999": "cannot listen on"} {
		errOut.Reset()
		if code := Run(t.Context(), []string{"--lake", dir, "serve", "--addr", addr}, strings.NewReader(""), &out, &errOut); code != 2 || !strings.Contains(errOut.String(), want) {
			t.Errorf("--addr %s: exit %d, %s", addr, code, errOut.String())
		}
	}
	for addr, token := range map[string]bool{"127.0.0.1:0": false, "0.0.0.0:0": true} {
		ctx, stop := context.WithCancel(t.Context())
		said := &waiting{want: "Serving", seen: make(chan struct{})}
		ended := make(chan int, 1)
		go func() {
			ended <- Run(ctx, []string{"--lake", dir, "serve", "--addr", addr}, strings.NewReader(""), said, io.Discard)
		}()
		select {
		case <-said.seen:
		case <-time.After(30 * time.Second):
			t.Fatal("the server does not begin")
		}
		stop()
		if code := <-ended; code != 0 {
			t.Errorf("--addr %s ended with %d", addr, code)
		}
		if has := strings.Contains(said.String(), "token="); has != token || !strings.Contains(said.String(), " at http://127.0.0.1:") {
			t.Errorf("--addr %s printed %q", addr, said.String())
		}
	}
}

// waiting is an output that tells when some words have come.
type waiting struct {
	mu   sync.Mutex
	b    bytes.Buffer
	want string
	seen chan struct{}
	once sync.Once
}

func (w *waiting) Write(p []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	n, err := w.b.Write(p)
	if strings.Contains(w.b.String(), w.want) {
		w.once.Do(func() { close(w.seen) })
	}
	return n, err
}

func (w *waiting) String() string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.b.String()
}

package browser

import (
	"context"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// apart is set for the copy of the test that runs in a network of its own.
const apart = "DYAD_TEST_NETWORK_APART"

// inItsOwnNetwork runs the calling test again in a network namespace of its own
// and gives that run the recorder; in the first run it returns nil after the
// second has ended.
func inItsOwnNetwork(t *testing.T) *recorder {
	t.Helper()
	if testing.Short() {
		t.Skip("printing with a browser takes seconds")
	}
	if Find() == "" {
		t.Skip("no Chromium is installed: set DYAD_CHROMIUM, or install one")
	}
	if os.Getenv(apart) != "" {
		r, err := record()
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	self := func(args ...string) *exec.Cmd {
		c := exec.Command(os.Args[0], args...)
		c.Env = append(os.Environ(), apart+"=1")
		c.SysProcAttr = &syscall.SysProcAttr{Cloneflags: syscall.CLONE_NEWUSER | syscall.CLONE_NEWNET,
			UidMappings: []syscall.SysProcIDMap{{ContainerID: 0, HostID: os.Getuid(), Size: 1}}, GidMappings: []syscall.SysProcIDMap{{ContainerID: 0, HostID: os.Getgid(), Size: 1}}}
		return c
	}
	if out, err := self("-test.run=^TestNamespaceIsToBeHad$", "-test.v").CombinedOutput(); err != nil || !strings.Contains(string(out), "--- PASS") {
		t.Skipf("this machine gives a process no network of its own: %v %s", err, out)
	}
	out, err := self("-test.run=^"+t.Name()+"$", "-test.v").CombinedOutput()
	if err != nil {
		t.Errorf("%v\n%s", err, out)
	}
	return nil
}

// TestNamespaceIsToBeHad is what inItsOwnNetwork tries before it relies on it.
func TestNamespaceIsToBeHad(t *testing.T) {
	if os.Getenv(apart) == "" {
		t.Skip("a probe for the tests beside it")
	}
	if _, err := record(); err != nil {
		t.Fatal(err)
	}
}

// outward is a page that asks for everything a page can ask for: names and bare
// addresses, by element, style sheet, hint and script.
const outward = `<!doctype html><html><head>
<link rel="dns-prefetch" href="//prefetch.example.com"><link rel="preconnect" href="https://preconnect.example.com">
<link rel="stylesheet" href="https://style.example.com/a.css"><style>@import "http://import.example.com/b.css"; body { background: url(http://192.0.2.7/c.png) }</style>
<script>fetch("https://fetch.example.com/"); new WebSocket("ws://192.0.2.8/"); try { const p = new RTCPeerConnection({iceServers: [{urls: "stun:192.0.2.9:3478"}]}); p.createDataChannel("x"); p.createOffer().then((o) => p.setLocalDescription(o)); } catch (e) {}</script>
</head><body><img src="http://image.example.com/d.png"><img src="http://[2001:db8::1]/e.png"><iframe src="http://127.0.0.1:%PORT%/frame"></iframe>Text</body></html>`

// print makes a PDF of a page and waits a little for what a browser does late.
func printed(t *testing.T, html string, command func(ctx context.Context, path, dir string, args ...string) *exec.Cmd) {
	t.Helper()
	dir := t.TempDir()
	page, pdf := filepath.Join(dir, "page.html"), filepath.Join(dir, "page.pdf")
	if err := os.WriteFile(page, []byte(html), 0o600); err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithTimeout(t.Context(), time.Minute)
	defer stop()
	out, err := command(ctx, Find(), dir, "--print-to-pdf="+pdf, "file://"+page).CombinedOutput()
	if b, readErr := os.ReadFile(pdf); err != nil || readErr != nil || !strings.HasPrefix(string(b), "%PDF-") {
		t.Fatalf("no PDF: %v %v\n%s", err, readErr, out)
	}
}

// The recorder is the oracle: it must see what an unsealed browser does, or its
// silence about a sealed one says nothing.
func TestPrintingLetsNothingLeaveTheMachine(t *testing.T) {
	r := inItsOwnNetwork(t)
	if r == nil {
		return
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	visited := make(chan struct{}, 100)
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			visited <- struct{}{}
			c.Close()
		}
	}()
	_, port, _ := net.SplitHostPort(l.Addr().String())
	page := strings.ReplaceAll(outward, "%PORT%", port)

	open := func(ctx context.Context, path, dir string, args ...string) *exec.Cmd {
		return exec.CommandContext(ctx, path, append([]string{"--headless", "--disable-gpu", "--no-first-run", "--no-sandbox", "--user-data-dir=" + filepath.Join(dir, "profile")}, args...)...)
	}
	printed(t, page, open)
	seen := r.took()
	for _, want := range []string{"image.example.com.", "style.example.com.", "to 192.0.2.7 port 80"} {
		found := false
		for what := range seen {
			found = found || strings.Contains(what, want)
		}
		if !found {
			t.Errorf("an unsealed browser is not seen to ask for %s: the recorder proves nothing; it saw %v", want, seen)
		}
	}
	if len(visited) == 0 {
		t.Error("an unsealed browser did not visit this machine's own server: the page proves nothing")
	}
	for len(visited) > 0 {
		<-visited
	}

	printed(t, "<!doctype html><p>Text", Command)
	printed(t, page, Command)
	if seen := r.took(); len(seen) > 0 {
		t.Errorf("a sealed browser let out: %v", seen)
	}
	if len(visited) > 0 {
		t.Errorf("a page printed reached a server of this machine %d times", len(visited))
	}
}

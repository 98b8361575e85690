package web

import (
	"context"
	_ "embed"
	"fmt"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	sealed "dyad/internal/browser"
)

//go:embed testdata/axe.js
var axe string

// chromium is the browser of the tests, or the test is skipped.
func chromium(t *testing.T) string {
	t.Helper()
	if path := sealed.Find(); path != "" {
		return path
	}
	t.Skip("no Chromium is installed: set DYAD_CHROMIUM, or install one, for the journeys in a browser")
	return ""
}

// tab is a page in a real browser that watches what it is asked to load and what
// it complains about.
type tab struct {
	t    *testing.T
	ctx  context.Context
	base string

	mu        sync.Mutex
	elsewhere []string
	complaint []string
}

func newTab(t *testing.T, width, height int64, dark bool) *tab {
	t.Helper()
	if testing.Short() {
		t.Skip("a journey in a browser takes seconds")
	}
	path := chromium(t)
	ts := httptest.NewServer(shared(t).Handler())
	t.Cleanup(ts.Close)
	ctx, cancel := context.WithTimeout(context.Background(), 50*time.Second)
	t.Cleanup(cancel)
	how := []chromedp.ExecAllocatorOption{chromedp.ExecPath(path), chromedp.Headless, chromedp.Flag("disable-dev-shm-usage", true)}
	for _, s := range sealed.Seal("127.0.0.1") {
		if s.Value == "" {
			how = append(how, chromedp.Flag(s.Name, true))
			continue
		}
		how = append(how, chromedp.Flag(s.Name, s.Value))
	}
	ctx, stop := chromedp.NewExecAllocator(ctx, how...)
	t.Cleanup(stop)
	ctx, end := chromedp.NewContext(ctx)
	t.Cleanup(end)
	b := &tab{t: t, ctx: ctx, base: ts.URL}
	scheme := "light"
	if dark {
		scheme = "dark"
	}
	var options []chromedp.EmulateViewportOption
	if width < 600 {
		options = append(options, chromedp.EmulateMobile, chromedp.EmulateTouch)
	}
	b.do(chromedp.EmulateViewport(width, height, options...))
	if _, err := chromedp.Call(ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{
		{Name: "prefers-color-scheme", Value: scheme}, {Name: "prefers-reduced-motion", Value: "reduce"}}}); err != nil {
		t.Fatal(err)
	}
	if _, err := chromedp.Call(ctx, network.Enable, network.EnableParams{}); err != nil {
		t.Fatal(err)
	}
	requests, console := chromedp.Events(ctx, network.RequestWillBeSent), chromedp.Console(ctx)
	go func() {
		for e, err := range requests {
			if err != nil {
				return
			}
			u, err := url.Parse(e.Request.URL)
			if err != nil || u.Scheme != "about" && "http://"+u.Host != ts.URL {
				b.mu.Lock()
				b.elsewhere = append(b.elsewhere, e.Request.URL)
				b.mu.Unlock()
			}
		}
	}()
	go func() {
		for m, err := range console {
			if err != nil {
				return
			}
			if m.IsException() || m.Type == chromedp.ConsoleError || m.Type == chromedp.ConsoleWarning {
				b.mu.Lock()
				b.complaint = append(b.complaint, m.String())
				b.mu.Unlock()
			}
		}
	}()
	t.Cleanup(func() {
		b.mu.Lock()
		defer b.mu.Unlock()
		if len(b.elsewhere) > 0 {
			t.Errorf("requests to elsewhere: %q", b.elsewhere)
		}
		if len(b.complaint) > 0 {
			t.Errorf("the browser complains: %q", b.complaint)
		}
	})
	return b
}

func (b *tab) do(steps ...chromedp.Action[chromedp.Void]) {
	b.t.Helper()
	if err := chromedp.Do(b.ctx, steps...); err != nil {
		b.t.Fatal(err)
	}
}

func (b *tab) open(at string) {
	b.t.Helper()
	b.do(chromedp.Navigate(b.base + at))
}

// until waits for an expression of the page to be true, over a change of pages.
func (b *tab) until(expression string) {
	b.t.Helper()
	for end := time.Now().Add(15 * time.Second); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		if is, err := chromedp.Run(b.ctx, chromedp.Evaluate[bool](expression)); err == nil && is {
			return
		}
	}
	here, _ := chromedp.Run(b.ctx, chromedp.Evaluate[string]("location.href + ' ' + document.body.innerText.slice(0, 600)"))
	b.t.Fatalf("waited in vain for %s\n%s", expression, here)
}

func (b *tab) text(expression string) string {
	b.t.Helper()
	s, err := chromedp.Run(b.ctx, chromedp.Evaluate[string](expression))
	if err != nil {
		b.t.Fatalf("%s: %v", expression, err)
	}
	return s
}

// axe holds the page against the checks of names, roles and contrast.
func (b *tab) axe(what string) {
	b.t.Helper()
	found, err := chromedp.Run(b.ctx, chromedp.Evaluate[[]string](axe))
	if err != nil {
		b.t.Fatal(err)
	}
	for _, p := range found {
		b.t.Errorf("%s: %s", what, p)
	}
}

var widths = []struct {
	name          string
	width, height int64
	dark          bool
}{{"wide", 1280, 900, false}, {"phone", 390, 844, true}}

// The journey of the first visit: Germany and Poland by their first letters, a
// value read by keyboard, a figure taken home.
func TestJourneyToADyad(t *testing.T) {
	for _, w := range widths {
		t.Run(w.name, func(t *testing.T) {
			b := newTab(t, w.width, w.height, w.dark)
			b.open("/")
			b.do(chromedp.Click(chromedp.ID("a")), chromedp.SendKeys(chromedp.ID("a"), "ger"))
			b.until(`document.querySelector("#a-options li[aria-selected=true]")?.textContent.startsWith("Germany")`)
			b.do(chromedp.KeyEvent(kb.Enter))
			b.until(`document.activeElement.id === "b"`)
			b.do(chromedp.SendKeys(chromedp.ID("b"), "pol"))
			b.until(`document.querySelector("#b-options li[aria-selected=true]")?.textContent.startsWith("Poland")`)
			if got := b.text(`document.getElementById("b").getAttribute("aria-activedescendant")`); got != "b-options-0" {
				t.Errorf("the active option is %q", got)
			}
			b.do(chromedp.KeyEvent(kb.Enter))
			b.until(`location.pathname === "/d/DEU/POL" && document.readyState === "complete"`)
			if got := b.text(`document.querySelector("h1").textContent`); got != "Germany and Poland" {
				t.Errorf("the dyad is %q", got)
			}

			// a value by keyboard: what the slider says is what the table says
			reader := `document.querySelector("#figure-balance-DEU-POL .reader")`
			b.until(reader + ` !== null`)
			b.do(chromedp.Evaluate[chromedp.Void](reader+`.scrollIntoView({block: "center"})`), chromedp.Evaluate[chromedp.Void](reader+`.focus()`))
			b.do(chromedp.KeyEvent(kb.End))
			b.until(reader + `.getAttribute("aria-valuetext").startsWith("20")`)
			last := b.text(reader + `.getAttribute("aria-valuetext")`)
			b.do(chromedp.KeyEvent(kb.ArrowLeft))
			b.until(reader + `.getAttribute("aria-valuetext") !== ` + quote(last))
			said := b.text(reader + `.getAttribute("aria-valuetext")`)
			row := b.text(`[...document.querySelectorAll("#figure-balance-DEU-POL tbody tr")].at(-2).innerText || [...document.querySelectorAll("#figure-balance-DEU-POL tbody tr")].at(-2).textContent`)
			year, _, _ := strings.Cut(said, ":")
			if !strings.HasPrefix(strings.TrimSpace(row), year) {
				t.Errorf("the keyboard reads %q, the table has %q", said, row)
			}
			for _, part := range strings.Split(said, "; ") {
				words := strings.Fields(part)
				if value := words[len(words)-1]; !strings.Contains(row, value) && !strings.HasSuffix(part, ")") && !strings.Contains(part, "no data") {
					t.Errorf("the keyboard reads %q, the table has %q", part, row)
				}
			}
			if got := b.text(`document.querySelector("#figure-balance-DEU-POL .readout").textContent`); !strings.HasPrefix(got, year) {
				t.Errorf("what is read out is not shown: %q", got)
			}

			// the switch to the table, and a file to keep
			b.do(chromedp.Click(chromedp.CSS("#figure-balance-DEU-POL .as-table summary")))
			b.until(`document.querySelector("#figure-balance-DEU-POL table").checkVisibility()`)
			dir := t.TempDir()
			if _, err := chromedp.CallBrowser(b.ctx, browser.SetDownloadBehavior, browser.SetDownloadBehaviorParams{Behavior: "allow", DownloadPath: dir}); err != nil {
				t.Fatal(err)
			}
			b.do(chromedp.Click(chromedp.CSS(`#figure-balance-DEU-POL .files a[href$=".csv"]`)))
			var file []byte
			for range 200 {
				if found, _ := filepath.Glob(filepath.Join(dir, "*.csv")); len(found) > 0 {
					if file, _ = os.ReadFile(found[0]); len(file) > 0 {
						break
					}
				}
				time.Sleep(25 * time.Millisecond)
			}
			if !strings.HasPrefix(string(file), "year,") {
				t.Errorf("the file saved begins with %.40q", file)
			}
			b.open("/")
			b.until(`document.querySelector(".recent a")?.textContent === "Germany and Poland"`)
		})
	}
}

func quote(s string) string { return "`" + strings.ReplaceAll(s, "`", "") + "`" }

// Words typed faster than the list follows are what is meant, not an entry of the
// list that was there before.
func TestWordsTypedFastAreWhatIsMeant(t *testing.T) {
	for _, key := range []string{kb.Enter, kb.Tab} {
		b := newTab(t, 1280, 900, false)
		b.open("/")
		b.do(chromedp.SendKeys(chromedp.ID("b"), "China"))
		b.do(chromedp.Click(chromedp.ID("a")), chromedp.SendKeys(chromedp.ID("a"), "in"))
		b.until(`document.querySelector("#a-options li[aria-selected=true]")?.textContent.startsWith("India")`)
		b.do(chromedp.Evaluate[chromedp.Void](`void (window.fetch = () => new Promise(() => {}))`)) // the next list never comes
		if _, err := chromedp.Call(b.ctx, input.InsertText, input.InsertTextParams{Text: "donesia"}); err != nil {
			t.Fatal(err)
		}
		b.do(chromedp.KeyEvent(key))
		if key == kb.Enter {
			b.until(`location.pathname === "/d/IDN/CHN"`)
			continue
		}
		b.until(`document.activeElement.id !== "a"`)
		if got := b.text(`document.getElementById("a").value`); got != "indonesia" {
			t.Errorf("the field has %q", got)
		}
	}
}

// A claim is edited and its verdict changes; a mistake is shown where it is.
func TestJourneyThroughClaims(t *testing.T) {
	for _, w := range widths {
		t.Run(w.name, func(t *testing.T) {
			b := newTab(t, w.width, w.height, w.dark)
			b.open("/claims")
			first := b.text(`document.getElementById("evidence-h").textContent`)
			if strings.HasPrefix(first, "C036") {
				t.Fatal("the claim chosen at first is the one to be opened")
			}
			b.do(chromedp.Click(chromedp.CSS(`[data-claims] a[href^="/claims/C036"]`)))
			b.until(`location.pathname === "/claims/C036" && document.getElementById("evidence-h").textContent.startsWith("C036")`)
			b.until(`document.title === "Claim C036 · dyad" && document.querySelectorAll("[data-claims] [aria-current]").length === 1`)
			b.do(chromedp.NavigateBack())
			b.until(`location.pathname === "/claims" && document.title === "Claims · dyad" && document.getElementById("evidence-h").textContent === ` + quote(first))
			b.until(`document.querySelector("[data-claims] [aria-current]").href.includes("/claims/" + document.getElementById("evidence-h").textContent.split(":")[0])`)
			b.do(chromedp.NavigateForward())
			b.until(`location.pathname === "/claims/C036" && document.getElementById("evidence-h").textContent.startsWith("C036")`)

			b.open("/try")
			b.until(`document.querySelector("#result .judged .verdict")?.textContent === "mixed by source"`)
			set := func(from, to string) {
				b.do(chromedp.Evaluate[chromedp.Void](`(() => { const f = document.getElementById("file"); f.value = f.value.replace(` + quote(from) + `, ` + quote(to) + `); f.dispatchEvent(new Event("input", {bubbles: true})); })()`))
			}
			set("is nine-fold", "is more than two-fold")
			b.until(`document.querySelector("#result .judged .verdict")?.textContent === "supported"`)
			b.axe("the editor with verdicts")
			set("trade.total(RUS, CHN)", "trade.totl(RUS, CHN)")
			b.until(`document.querySelector("#result .problems")?.textContent.includes("trade.total")`)
			if got := b.text(`document.querySelector(".lines .bad").textContent + document.getElementById("file").getAttribute("aria-invalid")`); got != "6true" {
				t.Errorf("the line marked and the state of the field: %q", got)
			}
			b.axe("the editor with a mistake")
			b.do(chromedp.Click(chromedp.CSS("#result .problems button")))
			b.until(`document.activeElement.id === "file" && document.getElementById("file").selectionStart > 100`)
		})
	}
}

// Two claims opened one after the other: the last one asked stands, though the
// first one's answer comes after it.
func TestTheClaimAskedLastStands(t *testing.T) {
	b := newTab(t, 1280, 900, false)
	b.open("/claims")
	b.do(chromedp.Evaluate[chromedp.Void](`void (() => {
		const plain = window.fetch.bind(window);
		window.fetch = (at) => at.includes("/claims/C036") ? new Promise((answer) => { window.letGo = () => plain(at).then((r) => { answer(r); setTimeout(() => { window.late = true; }, 300); }); }) : plain(at);
		document.querySelector('[data-claims] a[href^="/claims/C036"]').click();
		document.querySelector('[data-claims] li:last-child a').click();
	})()`))
	last := b.text(`document.querySelector("[data-claims] li:last-child small").textContent.slice(0, 4)`)
	b.until(`document.getElementById("evidence-h").textContent.startsWith(` + quote(last) + `)`)
	b.do(chromedp.Evaluate[chromedp.Void](`void window.letGo()`))
	b.until(`window.late === true`)
	if got := b.text(`location.pathname + " " + document.getElementById("evidence-h").textContent.slice(0, 4)`); got != "/claims/"+last+" "+last {
		t.Errorf("opened %s last, see %s", last, got)
	}
}

// On a map the values stand beside the economy that is pointed at.
func TestAMapIsReadWhereItIsPointedAt(t *testing.T) {
	b := newTab(t, 1280, 900, false)
	b.open("/?economy=CHN")
	b.until(`document.querySelector("#map figure .reader") !== null`)
	for _, at := range [][2]float64{{0.2, 0.35}, {0.75, 0.3}, {0.8, 0.7}} {
		b.do(chromedp.Evaluate[chromedp.Void](fmt.Sprintf(`(() => {
			const layer = document.querySelector("#map figure .reader"); layer.scrollIntoView({block: "center"});
			const box = layer.getBoundingClientRect();
			window.spot = {x: box.left + box.width * %g, y: box.top + box.height * %g};
			layer.dispatchEvent(new PointerEvent("pointermove", {bubbles: true, clientX: window.spot.x, clientY: window.spot.y}));
		})()`, at[0], at[1])))
		b.until(`!document.querySelector("#map figure .readout").hidden`)
		far := `(() => {
			const r = document.querySelector("#map figure .readout").getBoundingClientRect(), p = window.spot;
			const dx = Math.max(r.left - p.x, 0, p.x - r.right), dy = Math.max(r.top - p.y, 0, p.y - r.bottom);
			return Math.hypot(dx, dy);
		})()`
		b.until(far + " < 120") // an economy's place may lie some way from the pointer
	}
}

// Keys with a modifier are the browser's: Alt and Left goes back, in a figure too.
func TestAFigureLeavesTheBrowserItsKeys(t *testing.T) {
	b := newTab(t, 1280, 900, false)
	b.open("/d/CHN/RUS")
	b.until(`document.querySelector("figure .reader") !== null`)
	for keys, want := range map[string]string{`key: "ArrowLeft"`: "taken", `key: "ArrowLeft", altKey: true`: "left", `key: "Home", ctrlKey: true`: "left", `key: "ArrowRight", metaKey: true`: "left"} {
		got := b.text(`document.querySelector("figure .reader").dispatchEvent(new KeyboardEvent("keydown", {bubbles: true, cancelable: true, ` + keys + `})) ? "left" : "taken"`)
		if got != want {
			t.Errorf("%s is %s, want %s", keys, got, want)
		}
	}
}

// Every page, wide and light, narrow and dark.
func TestPagesAreForEverybody(t *testing.T) {
	for _, w := range widths {
		t.Run(w.name, func(t *testing.T) {
			b := newTab(t, w.width, w.height, w.dark)
			for _, at := range append([]string{"/d?a=ger&b=pol"}, everyPage...) {
				b.open(at)
				b.axe(at)
			}
			b.open("/d/CHN/RUS")
			b.do(chromedp.Evaluate[chromedp.Void](`document.querySelectorAll("details").forEach((d) => { d.open = true; })`))
			b.axe("a dyad with everything open")
		})
	}
}

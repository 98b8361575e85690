package web

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"
)

// What comes in with data, addresses and forms is shown as text.
func TestScriptIsShownAsText(t *testing.T) {
	s := shared(t)
	hostile := url.QueryEscape(script)
	for _, at := range []string{"/sources", "/d/CHN/RUS", "/", "/d?a=" + hostile + "&b=" + hostile, "/d/" + url.PathEscape(script) + "/RUS", "/m/" + url.PathEscape(script),
		"/claims?verdict=" + hostile, "/claims/" + url.PathEscape(script), "/?" + hostile + "=1", "/?measure=" + hostile, "/m/trade.total?source=" + hostile, "/" + url.PathEscape(script),
		"/api/v1/economies?q=" + hostile, "/api/v1/measures/" + url.PathEscape(script), "/d/CHN/RUS/" + url.PathEscape(script) + ".svg", "/d/CHN/RUS/balance.svg?source=" + hostile} {
		r := get(t, s, at)
		if strings.Contains(r.body, script) || strings.Contains(r.body, "<img src=x") || strings.Contains(r.body, "<b onload") {
			t.Errorf("%s: the script is in the page", at)
		}
		if strings.Contains(r.body, `href="javascript:`) {
			t.Errorf("%s: a link runs script", at)
		}
		if r.status >= 500 {
			t.Errorf("%s: %d %.200s", at, r.status, r.body)
		}
	}
	if body := get(t, s, "/sources").body; !strings.Contains(body, "&lt;script&gt;") || !strings.Contains(body, "&lt;img src=x onerror=alert(1)&gt;") {
		t.Error("the hostile source is not shown at all: the test proves nothing")
	}
	form := "file=" + url.QueryEscape("claims:\n- id: X\n  quote: \""+script+"</textarea>\"\n  check: trade.total(CHN, RUS)[2010] > 0\n")
	r := ask(t, s, http.MethodPost, "/try", strings.NewReader(form), header("Content-Type", "application/x-www-form-urlencoded"))
	if r.status != 200 || strings.Contains(r.body, script) || strings.Contains(r.body, "\"</textarea>") || !strings.Contains(r.body, "supported") {
		t.Errorf("a claim with script: %d", r.status)
	}
	svg := get(t, s, "/d/CHN/RUS/total.svg?source=hostile")
	if svg.status != 200 || strings.Contains(svg.body, "<script") {
		t.Errorf("a figure of the hostile source: %d", svg.status)
	}
}

func TestAddressesThatLeadOut(t *testing.T) {
	s := shared(t)
	for _, at := range []string{"/../../etc/passwd", "/assets/../../go.mod", "/assets/%2e%2e/%2e%2e/etc/passwd", "/d/..%2f..%2fetc/passwd", "/d/CHN/RUS/..%2f..%2fmanifest.json", "/d/CHN/RUS/%2e%2e.svg",
		"/assets//etc/passwd", "//evil.example/d/CHN/RUS", "/map/trade.total/..%5c..%5cx.svg", "/claims/..%2f..%2fx", "/icon.svg/../../x", "/d/CHN%00/RUS"} {
		r := get(t, s, at)
		if r.status == 200 || r.status >= 500 {
			t.Errorf("%s: %d", at, r.status)
		}
		if to := r.header.Get("Location"); strings.HasPrefix(to, "//") || strings.Contains(to, "://") {
			t.Errorf("%s leads to %s", at, to)
		}
		if strings.Contains(r.body, "root:") || strings.Contains(r.body, `"sources"`) {
			t.Errorf("%s shows a file", at)
		}
	}
}

func TestHugeAndMalformedRequests(t *testing.T) {
	s := shared(t)
	long := strings.Repeat("x", 100_000)
	for at, want := range map[string]int{
		"/?measure=" + long: 414, "/" + long: 414, "/api/v1/economies?q=" + long: 414,
		"/api/v1/economies?q=" + strings.Repeat("a", 3000):                                   200,
		"/d/" + strings.Repeat("a", 3000) + "/RUS":                                           404,
		"/api/v1/economies?limit=100000000000000000000":                                      400,
		"/api/v1/economies?limit=-1":                                                         400,
		"/api/v1/measures/trade.total/world?offset=9999999":                                  200,
		"/api/v1/measures/trade.total/rows?a=CHN&b=RUS&years=0:99999999999":                  400,
		"/api/v1/measures/trade.total/rows?a=CHN&b=RUS&set=" + strings.Repeat("y", 3000):     400,
		"/api/v1/measures/trade.total/rows?a=CHN&b=RUS&basket=" + strings.Repeat("27,", 900): 400,
		"/d/CHN/RUS/balance.svg?width=1000000000":                                            400,
		"/m/trade.total?from=99999999999999999999":                                           400,
		"/%ff%fe":                       400,
		"/api/v1/economies?q=%ff%fe":    400,
		"/api/v1/economies?%ff=1":       400,
		"/api/v1/economies?q=%zz":       400,
		"/api/v1/economies?q=a%00b":     400,
		"/d/%c3%28/RUS":                 400,
		"/api/v1/economies?q=a;b=c":     400,
		"/m/trade.asymmetry?year=year":  400,
		"/api/v1/measures?colour=green": 400,
	} {
		if r := get(t, s, at); r.status != want {
			t.Errorf("%.80s: %d, want %d: %.200s", at, r.status, want, r.body)
		}
	}
}

// Expressions made to run for ever are refused, and meanwhile others are served.
func TestEndlessExpressions(t *testing.T) {
	s := newServer(t, func(o *Options) { o.Limits.Check = 2 * time.Second })
	claim := func(check string) string {
		return "claims:\n- id: X\n  quote: \"q\"\n  check: " + check + "\n"
	}
	nested := strings.Repeat("(", 500) + "1" + strings.Repeat(")", 500) + " > 0"
	var many strings.Builder
	many.WriteString("claims:\n")
	for range 400 {
		many.WriteString("- id: X\n  quote: \"q\"\n  check: trade.rank(CHN, RUS)[2010] > 0\n")
	}
	for name, text := range map[string]string{
		"nested":        claim(nested),
		"comprehension": claim(`"[1,2,3,4,5,6,7,8,9].all(a, [1,2,3,4,5,6,7,8,9].all(b, [1,2,3,4,5,6,7,8,9].all(c, [1,2,3,4,5,6,7,8,9].all(d, [1,2,3,4,5,6,7,8,9].all(e, [1,2,3,4,5,6,7,8,9].all(f, [1,2,3,4,5,6,7,8,9].all(g, a+b+c+d+e+f+g > 0)))))))"`),
		"long":          claim(strings.Repeat("1 + ", 50_000) + "1 > 0"),
		"anchors":       "a: &a [x,x,x]\nb: &b [*a,*a,*a]\nc: &c [*b,*b,*b]\nclaims: *c\n",
		"deep":          strings.Repeat("[", 100_000),
		"not UTF-8":     "claims:\n- id: \xff\xfe\n",
		"many":          many.String(),
		"empty":         "",
		"NUL":           "claims:\x00\n",
	} {
		began := time.Now()
		r := ask(t, s, http.MethodPost, "/api/v1/check", strings.NewReader(text))
		if r.status >= 500 && r.status != 503 {
			t.Errorf("%s: %d %.300s", name, r.status, r.body)
		}
		if r.status == 200 && !strings.Contains(r.body, `"what"`) {
			t.Errorf("%s was judged: %.300s", name, r.body)
		}
		if took := time.Since(began); took > 20*time.Second {
			t.Errorf("%s took %v", name, took)
		}
	}
	large := ask(t, s, http.MethodPost, "/api/v1/check", strings.NewReader(strings.Repeat("x", 1<<20)))
	if large.status != 413 {
		t.Errorf("a large body: %d", large.status)
	}
	if r := get(t, s, "/api/v1/status"); r.status != 200 {
		t.Errorf("after all that: %d", r.status)
	}
}

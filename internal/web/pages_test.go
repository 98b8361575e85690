package web

import (
	"regexp"
	"strings"
	"testing"
)

// everyPage are the pages as a reader meets them.
var everyPage = []string{
	"/", "/?economy=RUS&measure=trade.total&year=2010", "/d/CHN/RUS", "/d/RUS/CHN", "/d/CHN/RUS/expected", "/d?a=chi&b=rus", "/m", "/m/trade.asymmetry", "/m/trade.asymmetry?a=RUS&b=CHN&year=2017",
	"/m/trade.structure", "/m/trade.structure?basket=hydrocarbons&year=2015", "/m/trade.multiple?set=base=2001", "/claims", "/claims?verdict=mixed", "/claims/C036", "/try", "/projects", "/projects?a=CHN&b=RUS&status=completed", "/projects/article-register:tongjiang-bridge", "/sources", "/api",
}

var (
	inlineScript = regexp.MustCompile(`(?i)<script(?:\s[^>]*)?>[^<]`)
	inlineStyle  = regexp.MustCompile(`(?i)<[a-z][^>]*\s(style|on[a-z]+)\s*=`)
	elsewhere    = regexp.MustCompile(`(?i)(?:src|href|action|srcset|data-values)="(?:[a-z]+:)?//|="javascript:`)
	styleElement = regexp.MustCompile(`(?i)<style`)
)

// What the policy of the pages forbids must not be in them: the browser would
// drop it in silence.
func TestPagesKeepTheirOwnPolicy(t *testing.T) {
	s := shared(t)
	for _, at := range everyPage {
		r := get(t, s, at)
		if r.status != 200 {
			t.Errorf("%s: %d\n%.400s", at, r.status, r.body)
			continue
		}
		for what, bad := range map[string]*regexp.Regexp{"a script of its own": inlineScript, "an inline style or handler": inlineStyle, "another host": elsewhere, "a style element": styleElement} {
			if m := bad.FindString(r.body); m != "" {
				t.Errorf("%s has %s: %q", at, what, m)
			}
		}
		if !strings.Contains(r.body, "<h1") || !strings.Contains(r.body, `<main id="main"`) || !strings.HasSuffix(strings.TrimSpace(r.body), "</html>") {
			t.Errorf("%s is not a whole page", at)
		}
		if csp := r.header.Get("Content-Security-Policy"); !strings.Contains(csp, "default-src 'none'") || strings.Contains(csp, "unsafe") {
			t.Errorf("%s: policy %q", at, csp)
		}
	}
}

func TestDyadPageHasItsSectionsAndTraces(t *testing.T) {
	body := get(t, shared(t), "/d/CHN/RUS").body
	for _, want := range []string{`id="overview"`, `id="trade"`, `id="dependence"`, `id="claims"`, `id="sources"`, `id="numbers"`,
		`href="/d/CHN/RUS/balance.svg"`, `href="/d/CHN/RUS/balance.csv"`, `data-values="/d/CHN/RUS/flows.values.json"`, `href="/claims/C036"`, `SELECT exporter`, `107.7 bn`, "Show as a table", "Lake snapshot"} {
		if !strings.Contains(body, want) {
			t.Errorf("the dyad page lacks %s", want)
		}
	}
	ids := map[string]bool{}
	for _, m := range regexp.MustCompile(`\sid="([^"]+)"`).FindAllStringSubmatch(body, -1) {
		if ids[m[1]] {
			t.Errorf("the id %s stands twice", m[1])
		}
		ids[m[1]] = true
	}
	for _, m := range regexp.MustCompile(`href="#([^"]+)"`).FindAllStringSubmatch(body, -1) {
		if !ids[m[1]] {
			t.Errorf("a link leads to #%s, which is nowhere", m[1])
		}
	}
}

// Every link of the main pages that stays on the site leads somewhere.
func TestLinksLeadSomewhere(t *testing.T) {
	s := shared(t)
	seen := map[string]bool{}
	for _, at := range []string{"/", "/d/CHN/RUS", "/m", "/m/trade.asymmetry?a=RUS&b=CHN", "/sources", "/api", "/claims/C036"} {
		for _, m := range regexp.MustCompile(`(?:href|src|data-values)="(/[^"#]*)`).FindAllStringSubmatch(get(t, s, at).body, -1) {
			link := strings.ReplaceAll(m[1], "&amp;", "&")
			if seen[link] || strings.HasSuffix(link, ".png") || strings.HasPrefix(link, "/d/") && len(seen) > 220 {
				continue
			}
			seen[link] = true
			if r := get(t, s, link); r.status != 200 {
				t.Errorf("%s on %s: %d %.200s", link, at, r.status, r.body)
			}
		}
	}
	if len(seen) < 50 {
		t.Errorf("only %d links were found", len(seen))
	}
}

func TestFiguresInEveryFormat(t *testing.T) {
	s := shared(t)
	for ending, begins := range map[string]string{".svg": "<svg", ".png": "\x89PNG", ".pdf": "%PDF", ".csv": "year,", ".json": "{", ".values.json": "{"} {
		r := get(t, s, "/d/CHN/RUS/balance"+ending)
		if r.status != 200 || !strings.HasPrefix(r.body, begins) || r.header.Get("Content-Type") != kinds[ending] {
			t.Errorf("%s: %d %s %.60q", ending, r.status, r.header.Get("Content-Type"), r.body)
		}
	}
	svg := get(t, s, "/d/CHN/RUS/balance.svg")
	if csp := svg.header.Get("Content-Security-Policy"); !strings.Contains(csp, "style-src 'sha256-") || !strings.Contains(csp, "sandbox") {
		t.Errorf("an SVG of its own has the policy %q", csp)
	}
	dark := get(t, s, "/d/CHN/RUS/balance.svg?theme=dark&layout=narrow")
	if dark.status != 200 || dark.body == svg.body {
		t.Error("theme and layout change nothing")
	}
}

func TestPickersWordsLeadToTheDyad(t *testing.T) {
	s := shared(t)
	for words, to := range map[string]string{"a=germany&b=poland": "/d/DEU/POL", "a=156&b=russia": "/d/CHN/RUS", "a=Holland&b=EU": "/d/NLD/EU"} {
		if r := get(t, s, "/d?"+words); r.status != 303 || r.header.Get("Location") != to {
			t.Errorf("%s: %d to %q", words, r.status, r.header.Get("Location"))
		}
	}
	if r := get(t, s, "/d?a=ger&b=pol"); r.status != 200 || !strings.Contains(r.body, `href="/d/DEU/POL"`) {
		t.Errorf("beginnings of names: %d", r.status)
	}
	if r := get(t, s, "/d/china/russia"); r.status != 301 || r.header.Get("Location") != "/d/CHN/RUS" {
		t.Errorf("a name in the address: %d to %q", r.status, r.header.Get("Location"))
	}
	for _, at := range []string{"/d?a=CHN&b=CHN", "/d?a=qqqq&b=zzzz", "/d/CHN/CHN", "/d/CHN/Atlantis"} {
		if r := get(t, s, at); r.status != 404 && r.status != 400 {
			t.Errorf("%s: %d", at, r.status)
		}
	}
}

// Every measure that the map offers shades it.
func TestEveryMeasureOfTheMapShadesIt(t *testing.T) {
	s := shared(t)
	offered := regexp.MustCompile(`<option value="([^"]+)"`).FindAllStringSubmatch(get(t, s, "/").body, -1)
	if len(offered) < 8 {
		t.Errorf("only %d measures are offered", len(offered))
	}
	for _, m := range offered {
		r := get(t, s, "/?economy=CHN&measure="+m[1])
		if r.status != 200 || !strings.Contains(r.body, "World map of ") {
			t.Errorf("%s: %d, no values on the map", m[1], r.status)
		}
	}
}

func TestTheLongSectionHasItsOwnPage(t *testing.T) {
	s := shared(t)
	if r := get(t, s, "/d/china/156/expected"); r.status == 200 {
		t.Errorf("one economy twice: %d", r.status)
	}
	if r := get(t, s, "/d/china/russia/expected"); r.status != 301 || r.header.Get("Location") != "/d/CHN/RUS/expected" {
		t.Errorf("by names: %d to %q", r.status, r.header.Get("Location"))
	}
	if r := get(t, s, "/d/CHN/RUS"); !strings.Contains(r.body, `data-later="/d/CHN/RUS/expected"`) || !strings.Contains(r.body, `<a href="/d/CHN/RUS/expected">`) {
		t.Error("the dyad page does not lead to it")
	}
	if r := get(t, s, "/d/CHN/RUS/expected"); r.status != 200 || !strings.Contains(r.body, `<section id="expected"`) || strings.Contains(r.body, `<section id="trade"`) {
		t.Errorf("its page: %d", r.status)
	}
}

// Oracles: the article's register, and that a page names who says what.
func TestPagesOfProjects(t *testing.T) {
	s := shared(t)
	for at, pieces := range map[string][]string{
		"/projects":                  {"Projects of China and Russia", "10 of 21 done", `href="/projects/article-register:tongjiang-bridge-chinese-half"`, "in conflict"},
		"/projects?status=abandoned": {"1 of ", "Sale of 10 % of Vankorneft to CNPC"},
		"/projects?conflict=1":       {"the Chinese half", "the Russian half"},
		"/projects?a=CHN&b=IRN":      {"Rail link between China and Iran"},
		"/projects?a=DEU&b=POL":      {"No record fits"},
		"/projects/article-register:tongjiang-bridge-chinese-half": {"Where sources disagree", "July 2016", "The Moscow Times, 27 April 2022", "February 2014"},
		"/projects/gas-contract-2014":                              {"38 bcm a year", "USD 400.0 bn"},
	} {
		body := get(t, s, at).body
		for _, p := range pieces {
			if !strings.Contains(body, p) {
				t.Errorf("%s does not say %q", at, p)
			}
		}
	}
}

package article_test

import (
	"context"
	"fmt"
	"math"
	"os"
	"slices"
	"sync"
	"testing"

	"dyad/article"
	"dyad/claim"
	"dyad/claim/review"
	"dyad/lake"
	"dyad/measure"
	"dyad/project"
	"dyad/trade"
)

// judge judges the claim file against the pack, in a lake of its own.
var judge = sync.OnceValues(func() (*claim.Review, error) {
	ctx := context.Background()
	dir, err := os.MkdirTemp("", "article")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	sets, err := article.Datasets()
	if err != nil {
		return nil, err
	}
	for _, set := range sets {
		d, err := set.Source()
		if err != nil {
			return nil, err
		}
		report, err := lake.Import(ctx, dir, d, lake.ImportOptions{})
		if err != nil {
			return nil, err
		}
		if n := report.Source.Rejected; n != 0 {
			return nil, fmt.Errorf("%s: %d rows rejected", set.Name, n)
		}
	}
	register, err := article.Register()
	if err != nil {
		return nil, err
	}
	tables := project.New(nil).Tables()
	if _, err := lake.Import(ctx, dir, register, lake.ImportOptions{Tables: tables}); err != nil {
		return nil, err
	}
	l, err := lake.Open(ctx, dir, tables...)
	if err != nil {
		return nil, err
	}
	defer l.Close()
	c, err := measure.NewCatalogue(trade.New(trade.FromLake(l)).Measures(), project.New(l).Measures())
	if err != nil {
		return nil, err
	}
	f, err := claim.Parse(article.ClaimsName, article.ClaimsFile())
	if err != nil {
		return nil, err
	}
	return claim.Judge(ctx, f, claim.Options{Catalogue: c})
})

func judged(t *testing.T) *claim.Review {
	t.Helper()
	r, err := judge()
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// The values were computed from the CSV files with a script that shares nothing
// with dyad; the verdicts follow from them and the table of wordings by hand.
func TestTheArticleJudged(t *testing.T) {
	const rus, chn, un = "RUS (imf-dots-extract)", "CHN (imf-dots-extract)", "RUS (comtrade-extract)"
	const mirror, own = "mirror (imf-dots-extract)", "own (imf-dots-extract)"
	const moscow, wiki = "The Moscow Times, 27 April 2022 (article-register)", "Wikipedia, Tongjiang-Nizhneleninskoye railway bridge (article-register)"
	yes, no := "supported", "contradicted"
	type said struct {
		by, verdict string
		value       float64 // 0: not compared
	}
	want := map[string]struct {
		verdict string
		says    []said
	}{
		"C001": {no, []said{{rus, no, 0}, {chn, no, 0}, {un, no, 0}}},
		"C017": {yes, []said{{rus, yes, 1}, {mirror, yes, 1}}},
		"C018": {no, []said{{rus, no, 0}, {chn, no, 0}, {un, no, 0}}},
		"C019": {yes, []said{{un, yes, 75.83}}},
		"C028": {yes, []said{{rus, yes, 0}, {chn, yes, 0}, {un, yes, 0}}},
		"C029": {no, []said{{rus, no, 0}, {chn, no, 0}, {un, no, 0}}},
		"C030": {no, []said{{rus, no, -30.1109}, {chn, no, -32.0001}, {un, no, -29.3067}}},
		"C031": {"mixed", []said{{rus, no, 1.0551}, {chn, yes, 0.9755}, {un, no, 1.0506}}},
		"C032": {yes, []said{{rus, yes, -28.0679}, {chn, yes, -28.6515}, {un, yes, -28.0209}}},
		"C034": {yes, []said{{rus, yes, 31.4925}, {chn, yes, 21.046}, {un, yes, 29.2796}}},
		"C036": {"mixed", []said{{rus, no, 15.6893}, {chn, yes, 8.9234}, {un, no, 12.1874}}},
		"C037": {no, []said{{rus, no, 88.3503e9}, {chn, no, 95.2438e9}, {un, no, 88.2676e9}}},
		"C038": {"mixed", []said{{rus, yes, 1}, {mirror, no, 0}, {un, yes, 1}}},
		"C039": {no, []said{{rus, no, 86.9397e9}, {chn, no, 84.4355e9}, {un, no, 98.6217e9}}},
		"C040": {yes, []said{{rus, yes, 108.2467e9}, {chn, yes, 106.6535e9}, {un, yes, 108.2375e9}}},
		"C041": {"mixed", []said{{rus, yes, 50.95}, {chn, no, 42.21}, {un, no, 47.42}}},
		"C042": {yes, []said{{rus, yes, 0}, {chn, yes, 0}, {un, yes, 0}}},
		"C043": {"mixed", []said{{rus, yes, 0}, {chn, no, 0}, {un, yes, 0}}},
		"C044": {yes, []said{{un, yes, 74.57}}},
		"C045": {yes, []said{{un, yes, 14.94}}},
		"C046": {no, []said{{un, no, 65.31}}},
		"C047": {no, []said{{un, no, 19.37}}},
		"C048": {no, []said{{un, no, 7.4749}}},
		"C049": {no, []said{{un, no, 2.5877}}},
		"C051": {no, []said{{un, no, 27.12}}},
		"C052": {no, []said{{un, no, 56.80}}},
		"C053": {no, []said{{un, no, 14.63}}},
		"C055": {"mixed", []said{{rus, no, 88.3503e9}, {chn, yes, 95.2438e9}, {un, no, 88.2676e9}}},
		"C056": {no, []said{{chn, no, 551.235e9}}},
		"C057": {yes, []said{{chn, yes, 15.485}}},
		"C058": {yes, []said{{own, yes, 7.2781}, {mirror, yes, 6.8069}}},
		"C060": {yes, []said{{chn, yes, 0}}},
		"C065": {yes, []said{{"the text itself", yes, 0}}},
		"C067": {yes, []said{{"the text itself", yes, 0}}},
		// who else dates the two halves of the bridge, as the pages cited in the register print it
		"C071": {no, []said{{moscow, no, 0}, {wiki, no, 0}}},
		"C073": {no, []said{{wiki, no, 0}}},
		"C085": {"not_testable", nil},
		"C096": {no, []said{{"KGZ (imf-dots-extract)", no, 18.984}, {mirror, no, 46.579}}},
		"C097": {no, []said{{"TJK (imf-dots-extract)", no, 16.529}, {mirror, no, 36.208}}},
		"C098": {no, []said{{"TKM (imf-dots-extract)", "not_testable", 0}, {mirror, no, 51.563}}}, // TKM's own is made from its partners' reports
		"C099": {"mixed", []said{{"UZB (imf-dots-extract)", no, 22.184}, {mirror, yes, 20.655}}},
		"C100": {yes, []said{{mirror, yes, 0}}},
		"C112": {yes, []said{{"the text itself", yes, 0}}},
		"C137": {yes, []said{{"the text itself", yes, 1000.0 / 21}}},
		"C149": {yes, []said{{rus, yes, 0}, {chn, yes, 0}, {un, yes, 0}}},
		"C150": {yes, []said{{rus, yes, -9.0747e9}, {chn, yes, -2.2069e9}, {un, yes, -15.2790e9}}},
		"C151": {yes, []said{{rus, yes, 15.1576}, {chn, yes, 10.4929}, {un, yes, 14.8233}}},
		"C152": {yes, []said{{un, yes, 0}}},
		"C153": {yes, []said{{un, yes, 0}}},
	}
	r := judged(t)
	checks := 0
	for _, c := range r.Claims {
		w, checked := want[c.ID]
		if c.Check == "" {
			if c.Verdict != "not_testable" || c.Why == "" || checked {
				t.Errorf("%s: %s, %q", c.ID, c.Verdict, c.Why)
			}
			continue
		}
		checks++
		if c.Verdict != w.verdict {
			t.Errorf("%s: %s, want %s: %s", c.ID, c.Verdict, w.verdict, c.Summary)
		}
		for _, s := range w.says {
			i := slices.IndexFunc(c.Judgements, func(j review.Judgement) bool { return j.By == s.by })
			if i < 0 {
				t.Errorf("%s: %s does not judge", c.ID, s.by)
				continue
			}
			j := c.Judgements[i]
			if j.Verdict != s.verdict {
				t.Errorf("%s: %s: %s, want %s", c.ID, s.by, j.Verdict, s.verdict)
			}
			if s.value != 0 && (j.Computed == nil || math.Abs(*j.Computed/s.value-1) > 5e-4) {
				t.Errorf("%s: %s computes %s, want %g", c.ID, s.by, j.ComputedText, s.value)
			}
		}
	}
	if checks != len(want) {
		t.Errorf("%d claims with a check, %d are expected", checks, len(want))
	}
}

// The years that break a claim, from the same script.
func TestTheYearsThatBreakAClaim(t *testing.T) {
	want := map[string]map[string][]int{
		"C043": {"CHN (imf-dots-extract)": {2009, 2011}},
		"C038": {"mirror (imf-dots-extract)": {2010, 2011, 2012, 2013}},
		"C029": {"CHN (imf-dots-extract)": {2009}, "RUS (imf-dots-extract)": {2001, 2009, 2014}},
	}
	for _, c := range judged(t).Claims {
		for _, j := range c.Judgements {
			years, asked := want[c.ID][j.By]
			if !asked {
				continue
			}
			var got []int
			for _, row := range j.BreakingRows {
				got = append(got, row.Year)
			}
			if !slices.Equal(got, years) {
				t.Errorf("%s, %s: broken in %v, want %v", c.ID, j.By, got, years)
			}
			delete(want[c.ID], j.By)
		}
	}
	for id, left := range want {
		for by := range left {
			t.Errorf("%s: %s does not judge", id, by)
		}
	}
}

package trade_test

import (
	"context"
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"dyad/economy"
	"dyad/trade"
)

func findings(t *testing.T, tr *trade.Trade, a, b economy.Code) []trade.Finding {
	t.Helper()
	fs, err := tr.Forensics(context.Background(), a, b)
	if err != nil {
		t.Fatal(err)
	}
	return fs
}

// find gives the findings of a kind about a reporter in which all years occur.
func find(fs []trade.Finding, kind, source, reporter string, years ...int) []trade.Finding {
	var out []trade.Finding
	for _, f := range fs {
		ok := f.Kind == kind && (source == "" || f.Source == source) && (reporter == "" || f.Reporter == reporter)
		for _, y := range years {
			ok = ok && slices.Contains(f.Years, y)
		}
		if ok {
			out = append(out, f)
		}
	}
	return out
}

// invented: six partners over twelve years. A's imports stand ten per cent above
// what the partners report, but 40 per cent in 2009; its exports of 2012 repeat
// those of 2011; it is silent in 2001; China's report of 2005 is 1.06 times A's.
func invented() string {
	var b strings.Builder
	b.WriteString("reporter,partner,year,flow,value\n")
	for y := 2001; y <= 2012; y++ {
		for i, p := range []string{"CHN", "DEU", "USA", "FRA", "JPN", "KOR"} {
			base := 1000.37 + float64(100*i+17*(y-2001)) + float64(i)*0.013*float64(y-2000)
			exports, gap := base, 1.1
			if y == 2012 {
				exports = 1000.37 + float64(100*i+17*(2011-2001)) + float64(i)*0.013*11
			}
			if y == 2009 {
				gap = 1.4
			}
			mirror := exports * 1.0837
			if y == 2005 && p == "CHN" {
				mirror = exports * 1.06
			}
			if y > 2001 {
				fmt.Fprintf(&b, "RUS,%s,%d,X,%.4f\nRUS,%s,%d,M,%.4f\n", p, y, exports, p, y, base*gap)
			}
			fmt.Fprintf(&b, "%s,RUS,%d,M,%.4f\n%s,RUS,%d,X,%.4f\n", p, y, mirror, p, y, base)
		}
	}
	return b.String()
}

func TestForensicsFindsWhatWasPlanted(t *testing.T) {
	l := imported(t, map[string]string{"s": invented(), "copy": invented()})
	tr := trade.New(trade.FromLake(l))
	fs := findings(t, tr, "RUS", "")
	if f := find(fs, trade.OutOfLine, "s", "RUS", 2009); len(f) == 0 || len(f[0].Years) != 1 || f[0].Value < 3.5 {
		t.Errorf("imports of 2009: %+v", f)
	}
	if f := find(fs, trade.CopiedYear, "s", "RUS", 2011, 2012); len(f) != 1 || f[0].Value != 100 {
		t.Errorf("exports of 2012 copied from 2011: %+v", f)
	}
	if f := find(fs, trade.SilentReporter, "s", "RUS", 2001); len(f) != 1 || len(f[0].Years) != 1 {
		t.Errorf("silence of 2001: %+v", f)
	}
	if f := find(fs, trade.Imputation, "s", "", 2005); len(f) != 1 || f[0].Importer != "CHN" || !strings.Contains(f[0].Text, "in 1 of these 1") {
		t.Errorf("China's report of 2005: %+v", f)
	}
	if f := find(findings(t, tr, "", ""), trade.SameFigures, "", ""); len(f) != 1 || f[0].Value != 100 {
		t.Errorf("one source twice: %+v", f)
	}
	// The dyad alone.
	fs = findings(t, tr, "RUS", "CHN")
	for kind, year := range map[string]int{trade.OutOfLine: 2009, trade.CopiedYear: 2012, trade.SilentReporter: 2001, trade.Imputation: 2005} {
		if len(find(fs, kind, "s", "", year)) == 0 {
			t.Errorf("dyad: no %s in %d among %v", kind, year, fs)
		}
	}
	// Nothing is the matter with the United States and Germany but that nobody speaks.
	if fs := findings(t, tr, "USA", "DEU"); len(fs) != 0 {
		t.Errorf("invented findings: %v", fs)
	}
}

func TestVintagesAreCompared(t *testing.T) {
	l := imported(t, map[string]string{"s": invented()})
	if fs := find(findings(t, trade.New(trade.FromLake(l)), "", ""), trade.SameFigures, "", ""); len(fs) != 0 {
		t.Errorf("one vintage alone is compared: %v", fs)
	}
}

// comtradeRussia turns the legacy files of reporter Russia into the tidy form.
func comtradeRussia(t *testing.T) string {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join(dataDir(t), "comtrade-russia", "*.csv"))
	if err != nil || len(paths) == 0 {
		t.Skip("no files of comtrade-russia")
	}
	var b strings.Builder
	b.WriteString("reporter,partner,year,flow,product,value\n")
	for _, p := range paths {
		f, err := os.Open(p)
		if err != nil {
			t.Fatal(err)
		}
		rows, err := csv.NewReader(f).ReadAll()
		f.Close()
		if err != nil {
			t.Fatal(err)
		}
		at := map[string]int{}
		for i, h := range rows[0] {
			at[h] = i
		}
		for _, r := range rows[1:] {
			flow := r[at["Trade Flow"]][:1] // Export, Import, Re-import
			product := r[at["Commodity Code"]]
			if len(product) == 1 {
				product = "0" + product
			}
			if flow == "R" || len(product) != 2 && product != "TOTAL" {
				continue
			}
			fmt.Fprintf(&b, "%s,%s,%s,%s,%s,%s\n", "RUS", r[at["Partner ISO"]], r[at["Year"]], strings.Replace(strings.Replace(flow, "E", "X", 1), "I", "M", 1), product, r[at["Trade Value (US$)"]])
		}
	}
	return b.String()
}

// Oracle: what is known of these files: Russia's reports for 2016 and 2017 are
// inflated, and a fifth of its exports to China in 2002 carries no chapter.
func TestForensicsFindsKnownFaults(t *testing.T) {
	comtrade := comtradeRussia(t)
	var imfText strings.Builder
	imfText.WriteString("reporter,partner,year,flow,value,flag\n")
	scanIMF(t, func(reporter, _, partner, line string) {
		if reporter == "RUS" || partner == "RUS" || reporter == "TKM" || partner == "TKM" {
			imfText.WriteString(line + "\n")
		}
	})
	l := imported(t, map[string]string{"comtrade": comtrade, "imf": imfText.String()})
	tr := trade.New(trade.FromLake(l))
	if len(find(findings(t, tr, "RUS", ""), trade.OutOfLine, "comtrade", "RUS", 2016, 2017)) == 0 {
		t.Error("the inflated imports of 2016 and 2017 are not found")
	}
	fs := findings(t, tr, "RUS", "CHN")
	if f := find(fs, trade.UndisclosedShare, "comtrade", "RUS", 2002); len(f) != 1 || f[0].Importer != "CHN" {
		t.Errorf("the undisclosed exports of 2002: %+v", f)
	}
	if f := find(findings(t, tr, "TKM", "RUS"), trade.Imputation, "imf", "", 2013); len(f) != 2 {
		t.Errorf("Turkmenistan's reports follow from its partners' in both directions: %+v", f)
	}
	if f := find(findings(t, tr, "TKM", ""), trade.EstimatedReport, "imf", "TKM", 2013); len(f) != 1 {
		t.Errorf("Turkmenistan's report of 2013 is no report: %+v", f)
	}
}

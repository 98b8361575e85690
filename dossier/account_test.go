package dossier

import (
	"bytes"
	"context"
	"path/filepath"
	"strings"
	"testing"

	"dyad/article"
	"dyad/desk"
	"dyad/economy"
	"dyad/lake"
	"dyad/source"
	"dyad/source/tidy"
)

// packEnv is the article's pack in a lake of its own.
func packEnv(t *testing.T) Env {
	t.Helper()
	sets, err := article.Datasets()
	if err != nil {
		t.Fatal(err)
	}
	var ds []source.Dataset
	for _, s := range sets {
		d, err := s.Source()
		if err != nil {
			t.Fatal(err)
		}
		ds = append(ds, d)
	}
	return envOf(t, ds...)
}

func envOf(t *testing.T, sets ...source.Dataset) Env {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "lake")
	for _, d := range sets {
		if _, err := lake.Import(context.Background(), dir, d, lake.ImportOptions{}); err != nil {
			t.Fatal(err)
		}
	}
	d, err := desk.Open(context.Background(), dir, desk.Options{Version: "test"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { d.Close() })
	return Env{Desk: d}
}

// invented is a lake of one table with invented values.
func invented(t *testing.T, rows string) Env {
	t.Helper()
	d, err := tidy.Open([]source.File{{Name: "invented.csv", Data: []byte("reporter,partner,year,flow,value,flag\n" + rows)}},
		tidy.Options{Meta: source.Meta{ID: "invented", Title: "Invented", Vintage: "1"}, Scale: "1e6"})
	if err != nil {
		t.Fatal(err)
	}
	return envOf(t, d)
}

func prose(acc *Account) string {
	var b strings.Builder
	for _, s := range acc.Sections {
		for _, p := range s.Text {
			for _, sp := range p {
				b.WriteString(sp.Text)
			}
			b.WriteString("\n")
		}
	}
	return b.String()
}

// Oracle: the lines of the two extracts, added and divided by hand.
func TestTheAccountOfChinaAndRussia(t *testing.T) {
	e := packEnv(t)
	acc, err := e.NewAccount(context.Background(), "CHN", "RUS")
	if err != nil {
		t.Fatal(err)
	}
	text := prose(acc)
	for _, want := range []string{
		"In 2020 the trade of China and Russia came to 107.7 bn US$ as China reports and 104.5 bn US$ as Russia reports",
		"The two reports disagree about who had the surplus in 2009, 2011 and 2020.",
		"Russia depends on China 7.94 × as much as the reverse",
		"the largest disclosed part in 2002 was metals and articles of metal (16.4 % (a part)), in 2017 mineral fuels and oils (65.3 %), as Russia reports. Not disclosed by product: 22.2 % in 2002",
		"As China reports, trade grew most in 2007 (44.2 %)",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("the account lacks %q:\n%s", want, text)
		}
	}
	var page bytes.Buffer
	if err := acc.HTML(&page); err != nil {
		t.Fatal(err)
	}
	html := page.String()
	for _, en := range acc.Entries {
		if en.Row.Query == "" || en.Source.SHA256() == "" || en.Measure == nil {
			t.Errorf("number %d (%s) does not lead to its query, file and measure", en.N, en.Text)
		}
	}
	for _, never := range []string{"<script", "http-equiv", "src=\"http", "ZgotmplZ"} {
		if strings.Contains(html, never) {
			t.Errorf("the page has %q", never)
		}
	}
	again, err := e.NewAccount(context.Background(), "CHN", "RUS")
	if err != nil {
		t.Fatal(err)
	}
	var second bytes.Buffer
	if err := again.HTML(&second); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(page.Bytes(), second.Bytes()) {
		t.Error("the same account twice gives different bytes")
	}
}

func TestOneWayTradeIsTold(t *testing.T) {
	e := invented(t, "SDN,SSD,2020,X,35.2,\nSSD,SDN,2020,M,37.5,\n")
	b, err := e.NewBoard(context.Background(), "SDN", "SSD")
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := b.Text(&out, e); err != nil {
		t.Fatal(err)
	}
	text := out.String()
	for _, want := range []string{"35.2 m", "37.5 m", "Neither side reports both directions"} {
		if !strings.Contains(text, want) {
			t.Errorf("the board lacks %q:\n%s", want, text)
		}
	}
	if strings.Contains(text, " 0 ") || strings.Contains(text, "2001") {
		t.Errorf("the board makes up a zero or a base year:\n%s", text)
	}
}

func TestADerivedReportIsNoSecondWitness(t *testing.T) {
	e := invented(t, "CHN,TKM,2013,M,8893.09,\nTKM,CHN,2013,X,8389.7,e\nCHN,TKM,2013,X,1141.93,\nTKM,CHN,2013,M,1210.45,e\n")
	b, err := e.NewBoard(context.Background(), "CHN", "TKM")
	if err != nil {
		t.Fatal(err)
	}
	if words := b.conflictWords(); !strings.Contains(words, "In 2013 what stands as the report of Turkmenistan is made from the other’s: no second opinion.") {
		t.Errorf("got %q", words)
	}
}

func TestNobodySpeaks(t *testing.T) {
	e := invented(t, "DEU,POL,2020,X,5,\n")
	for _, d := range [][2]economy.Code{{"DEU", "FRA"}, {"EU", "ASEAN"}} {
		if _, err := e.NewBoard(context.Background(), d[0], d[1]); err == nil {
			t.Errorf("%v: no error", d)
		}
	}
}

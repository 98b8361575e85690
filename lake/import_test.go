package lake

import (
	"context"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"dyad/internal/hint"
	"dyad/source"
	"dyad/source/tidy"
)

// What a file says becomes rows; the oracle is each file read by eye.
func TestImportRows(t *testing.T) {
	for _, c := range []struct {
		name string
		text string
		o    tidy.Options
		want []string
	}{
		{"exports and imports", good, tidy.Options{}, []string{
			"CHN RUS 2017 0 '' TOTAL 43.0 NULL exporter 'FOB' '' s",
			"RUS CHN 2017 0 '' TOTAL 41.0 NULL importer 'CIF' '' s"}},
		{"millions", header + "CHN,RUS,2017,X,953.1\nCHN,RUS,2018,X,3e-05\nCHN,RUS,2019,X,0.000788827\nCHN,RUS,2020,X,0\n", tidy.Options{Scale: "1e6"}, []string{
			"CHN RUS 2017 0 '' TOTAL 953100000.0 NULL exporter 'FOB' '' s",
			"CHN RUS 2018 0 '' TOTAL 30.0 NULL exporter 'FOB' '' s",
			"CHN RUS 2019 0 '' TOTAL 788.827 NULL exporter 'FOB' '' s",
			"CHN RUS 2020 0 '' TOTAL 0.0 NULL exporter 'FOB' '' s"}},
		{"another scale", header + "CHN,RUS,2017,X,2\n", tidy.Options{Scale: "1.25"}, []string{
			"CHN RUS 2017 0 '' TOTAL 2.5 NULL exporter 'FOB' '' s"}},
		{"gaps", header + "CHN,RUS,2017,X,\nCHN,RUS,2018,X,NA\nCHN,RUS,2019,X,\"  NA\"\nCHN,RUS,2020,X,\"\"\nCHN,RUS,2021,X,..\n", tidy.Options{}, []string{
			"CHN RUS 2017 0 '' TOTAL NULL NULL exporter 'FOB' 'missing' s",
			"CHN RUS 2018 0 '' TOTAL NULL NULL exporter 'FOB' 'missing' s",
			"CHN RUS 2019 0 '' TOTAL NULL NULL exporter 'FOB' 'missing' s",
			"CHN RUS 2020 0 '' TOTAL NULL NULL exporter 'FOB' 'missing' s",
			"CHN RUS 2021 0 '' TOTAL NULL NULL exporter 'FOB' 'missing' s"}},
		{"names and words", "Reporter Name;Partner Country;Year;Trade Flow;Trade Value (US$);Flag\nChina;russian federation;2017;Export; 43 ;e\n643;156;2017;imports;41;p\n",
			tidy.Options{}, []string{
				"CHN RUS 2017 0 '' TOTAL 41.0 NULL importer 'CIF' 'provisional' s",
				"CHN RUS 2017 0 '' TOTAL 43.0 NULL exporter 'FOB' 'estimate' s"}},
		{"aggregates", header + "CHN,World,2017,X,9\nCHN,_EU,2017,X,5\nCHN,EU,2017,M,4\n", tidy.Options{}, []string{
			"CHN WLD 2017 0 '' TOTAL 9.0 NULL exporter 'FOB' 'aggregate' s",
			"CHN _EU 2017 0 '' TOTAL 5.0 NULL exporter 'FOB' 'aggregate' s",
			"EU CHN 2017 0 '' TOTAL 4.0 NULL importer 'CIF' 'aggregate' s"}},
		{"aggregate and mark", "reporter,partner,year,flow,value,flag\nCHN,WLD,2017,X,9,e\nCHN,WLD,2018,X,,e\n", tidy.Options{}, []string{
			"CHN WLD 2017 0 '' TOTAL 9.0 NULL exporter 'FOB' 'aggregate,estimate' s",
			"CHN WLD 2018 0 '' TOTAL NULL NULL exporter 'FOB' 'aggregate,estimate,missing' s"}},
		{"exporter and importer", "iso3_o,iso3_d,year,trade\nCHN,RUS,2017,42\n", tidy.Options{Set: []string{"view=reconciled"}}, []string{
			"CHN RUS 2017 0 '' TOTAL 42.0 NULL reconciled '' '' s"}},
		{"valuation of a file", good, tidy.Options{Set: []string{"valuation=FOB"}}, []string{
			"CHN RUS 2017 0 '' TOTAL 43.0 NULL exporter 'FOB' '' s",
			"RUS CHN 2017 0 '' TOTAL 41.0 NULL importer 'FOB' '' s"}},
		{"one flow", "reporter,partner,year,value\nCHN,RUS,2017,42\n", tidy.Options{Set: []string{"flow=M"}}, []string{
			"RUS CHN 2017 0 '' TOTAL 42.0 NULL importer 'CIF' '' s"}},
		{"months", "reporter,partner,period,flow,value\nCHN,RUS,2017-03,X,3\nCHN,RUS,201704,X,4\nCHN,RUS,2017M05,X,5\nCHN,RUS,2017,X,60\n", tidy.Options{}, []string{
			"CHN RUS 2017 0 '' TOTAL 60.0 NULL exporter 'FOB' '' s",
			"CHN RUS 2017 3 '' TOTAL 3.0 NULL exporter 'FOB' '' s",
			"CHN RUS 2017 4 '' TOTAL 4.0 NULL exporter 'FOB' '' s",
			"CHN RUS 2017 5 '' TOTAL 5.0 NULL exporter 'FOB' '' s"}},
		{"a column of months", "reporter,partner,year,month,flow,value\nCHN,RUS,2017,3,X,3\nCHN,RUS,2017,,X,60\n", tidy.Options{}, []string{
			"CHN RUS 2017 0 '' TOTAL 60.0 NULL exporter 'FOB' '' s",
			"CHN RUS 2017 3 '' TOTAL 3.0 NULL exporter 'FOB' '' s"}},
		{"units", "reporter,partner,year,flow,value,unit\nCHN,RUS,2017,X,1.5,USD million\nCHN,RUS,2018,X,7,US$\nCHN,RUS,2019,X,2e3,thousand USD\n", tidy.Options{}, []string{
			"CHN RUS 2017 0 '' TOTAL 1500000.0 NULL exporter 'FOB' '' s",
			"CHN RUS 2018 0 '' TOTAL 7.0 NULL exporter 'FOB' '' s",
			"CHN RUS 2019 0 '' TOTAL 2000000.0 NULL exporter 'FOB' '' s"}},
		{"BOM, CRLF, quoted line ends", "\ufeffreporter,partner,year,flow,value,note\r\nCHN,RUS,2017,X,43,\"two\r\nlines, \"\"quoted\"\"\"\r\nCHN,RUS,2018,X,44,\r\n", tidy.Options{}, []string{
			"CHN RUS 2017 0 '' TOTAL 43.0 NULL exporter 'FOB' '' s",
			"CHN RUS 2018 0 '' TOTAL 44.0 NULL exporter 'FOB' '' s"}},
		{"tabs, no last line end", strings.ReplaceAll(strings.TrimSuffix(good, "\n"), ",", "\t"), tidy.Options{}, []string{
			"CHN RUS 2017 0 '' TOTAL 43.0 NULL exporter 'FOB' '' s",
			"RUS CHN 2017 0 '' TOTAL 41.0 NULL importer 'CIF' '' s"}},
		{"gzip", string(packed(t, good)), tidy.Options{}, []string{
			"CHN RUS 2017 0 '' TOTAL 43.0 NULL exporter 'FOB' '' s",
			"RUS CHN 2017 0 '' TOTAL 41.0 NULL importer 'CIF' '' s"}},
		{"a scheme", header + "710,365,2017,X,43\n", tidy.Options{Scheme: "cow"}, []string{
			"CHN RUS 2017 0 '' TOTAL 43.0 NULL exporter 'FOB' '' s"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := t.TempDir()
			r, err := bring(t, dir, c.text, c.o, ImportOptions{})
			if err != nil {
				t.Fatal(err)
			}
			if got := rowsOf(t, dir, all+"trade_total ORDER BY ALL"); !slices.Equal(got, c.want) {
				t.Errorf("rows\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(c.want, "\n"))
			}
			if r.Source.Rows != int64(len(c.want)) || r.Source.Rejected != 0 || r.Unchanged {
				t.Errorf("report %+v", r)
			}
		})
	}
}

func TestProductsAndComputedTotals(t *testing.T) {
	dir := t.TempDir()
	text := "reporter,partner,year,flow,product,classification,value,quantity\n" +
		"RUS,CHN,2017,X,TOTAL,H5,100,\n" + // a total of its own: no sum
		"RUS,CHN,2017,X,27,H5,60,5\n" +
		"RUS,CHN,2017,X,01,H5,3,0.5\n" +
		"RUS,DEU,2017,X,27,H5,7,1\n" + // no total: chapters are summed,
		"RUS,DEU,2017,X,2709,H5,6,1\n" + // but not the headings within them
		"RUS,DEU,2017,X,01,H5,,\n" +
		"RUS,DEU,2017,X,3,S3,9,\n" // nor the same trade in another classification
	r, err := bring(t, dir, text, tidy.Options{QuantityScale: "1e-3"}, ImportOptions{})
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		"RUS CHN 2017 0 'H5' TOTAL 100.0 NULL exporter 'FOB' '' s",
		"RUS DEU 2017 0 'H5' TOTAL 7.0 0.001 exporter 'FOB' 'computed,partial' s",
	}
	if got := rowsOf(t, dir, all+"trade_total ORDER BY ALL"); !slices.Equal(got, want) {
		t.Errorf("totals\n%s", strings.Join(got, "\n"))
	}
	want = []string{
		"RUS CHN 2017 0 'H5' 01 3.0 0.0005 exporter 'FOB' '' s",
		"RUS CHN 2017 0 'H5' 27 60.0 0.005 exporter 'FOB' '' s",
		"RUS CHN 2017 0 'H5' TOTAL 100.0 NULL exporter 'FOB' '' s",
		"RUS DEU 2017 0 'H5' 01 NULL NULL exporter 'FOB' 'missing' s",
		"RUS DEU 2017 0 'H5' 27 7.0 0.001 exporter 'FOB' '' s",
		"RUS DEU 2017 0 'H5' 2709 6.0 0.001 exporter 'FOB' '' s",
		"RUS DEU 2017 0 'S3' 3 9.0 NULL exporter 'FOB' '' s",
	}
	if got := rowsOf(t, dir, all+"trade ORDER BY ALL"); !slices.Equal(got, want) {
		t.Errorf("trade\n%s", strings.Join(got, "\n"))
	}
	if r.Source.Rows != 7 || r.Source.Gaps != 1 {
		t.Errorf("report %+v", r.Source)
	}
}

func TestAllowedRejects(t *testing.T) {
	dir := t.TempDir()
	text := "note,reporter,partner,year,flow,value\n\"a\nb\",CHN,RUS,2017,X,1\n,CHN,Nowhere,2017,X,2\n\n,CHN,Nowhere,2018,M,3\n,CHN,RUS\n,CHN,RUS,2019,X,-4\n,CHN,RUS,2017,X,1\n"
	r, err := bring(t, dir, text, tidy.Options{}, ImportOptions{AllowRejects: true})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, j := range r.Rejects {
		got = append(got, strings.Join([]string{filepath.Base(j.File), itoa(j.Line), j.Column, j.Value, j.Reason[:12]}, "|"))
	}
	// Lines counted by eye: the first record takes lines 2 and 3, line 5 is blank.
	want := []string{
		"file.csv|4|partner|Nowhere|unknown econ",
		"file.csv|6|partner|Nowhere|unknown econ",
		"file.csv|7||,CHN,RUS|cannot be cu",
		"file.csv|8|value|-4|a trade valu",
		"file.csv|9|value|1|the row says",
	}
	if !slices.Equal(got, want) {
		t.Errorf("rejects\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if r.Read != 6 || r.Source.Rows != 1 || r.Source.Rejected != 5 || r.Duplicates != 1 || r.Conflicts != 0 {
		t.Errorf("counts %+v", r)
	}
	if u := r.Source.Unresolved; len(u) != 1 || u[0].Text != "Nowhere" || u[0].Rows != 2 {
		t.Errorf("unresolved %+v", u)
	}
	if text := contents(t, filepath.Join(dir, filepath.Dir(r.Source.RejectsFile))); !strings.Contains(text, ",8,value,-4,a trade value cannot be negative") {
		t.Errorf("rejects file:\n%s", text)
	}
}

func TestTwiceChangesNothing(t *testing.T) {
	dir := t.TempDir()
	first, err := bring(t, dir, good, tidy.Options{}, ImportOptions{})
	if err != nil {
		t.Fatal(err)
	}
	before := contents(t, dir)
	second, err := bring(t, dir, good, tidy.Options{}, ImportOptions{})
	if err != nil || !second.Unchanged || second.Source.Vintage != first.Source.Vintage {
		t.Errorf("second import: %+v, %v", second, err)
	}
	named := tidy.Options{Meta: source.Meta{Vintage: first.Source.Vintage}}
	if r, err := bring(t, dir, good, named, ImportOptions{}); err != nil || !r.Unchanged {
		t.Errorf("with its vintage: %+v, %v", r, err)
	}
	_, err = bring(t, dir, strings.Replace(good, "43", "44", 1), named, ImportOptions{})
	complains(t, err, hint.Data, "has the flow from CHN to RUS in 2017 in the exporter view already, from file.csv", "never changed", "--vintage NAME")
	named.Scale = "1000"
	_, err = bring(t, dir, good, named, ImportOptions{})
	complains(t, err, hint.Data, "read in another way", "--vintage NAME")
	if contents(t, dir) != before {
		t.Error("the lake changed")
	}
}

// What is said of a source the second time is not kept, and the report says so.
func TestOtherWordsOfTheSame(t *testing.T) {
	dir := t.TempDir()
	meta := source.Meta{Title: "Trade of Ruritania", Licence: "free", Retrieved: "2026-01-31", Caveats: []string{"imports are CIF"}}
	if _, err := bring(t, dir, good, tidy.Options{Meta: meta}, ImportOptions{}); err != nil {
		t.Fatal(err)
	}
	before := contents(t, dir)
	for _, c := range []struct {
		now  source.Meta
		want string
	}{
		{meta, ""},
		{source.Meta{}, ""},
		{source.Meta{Title: "s"}, ""}, // the name again, for want of a title
		{source.Meta{Title: "Trade"}, "title"},
		{source.Meta{Publisher: "The Office", URL: "https://example.org", Licence: "free", Unit: "USD"}, "publisher url unit"},
		{source.Meta{Title: meta.Title, Licence: "none", Retrieved: "2026-02-01", Caveats: []string{"imports are FOB"}}, "licence retrieved caveats"},
	} {
		r, err := bring(t, dir, good, tidy.Options{Meta: c.now}, ImportOptions{})
		if err != nil || !r.Unchanged || strings.Join(r.MetaDiffers, " ") != c.want || r.Source.Title != meta.Title {
			t.Errorf("%+v: differs %v, %v; want %q", c.now, r.MetaDiffers, err, c.want)
		}
	}
	if contents(t, dir) != before {
		t.Error("the lake changed")
	}
}

func TestVintages(t *testing.T) {
	for _, c := range []struct {
		vintages []string // in the order imported
		latest   string
	}{
		{[]string{"2023", "2024"}, "2024"},
		{[]string{"2024-07", "2024-01"}, "2024-07"},
		{[]string{"V202401b", "V202501", "V202301"}, "V202501"},
		{[]string{"aaaa", "2024"}, "2024"},
		{[]string{"2024", "first"}, "first"},
	} {
		dir := t.TempDir()
		for i, v := range c.vintages {
			o := tidy.Options{Meta: source.Meta{Vintage: v}}
			if _, err := bring(t, dir, strings.Replace(good, "43", itoa(int64(50+i)), 1), o, ImportOptions{}); err != nil {
				t.Fatal(err)
			}
		}
		if got := rowsOf(t, dir, "vintage) AS VARCHAR) FROM trade_total GROUP BY vintage"); !slices.Equal(got, []string{c.latest}) {
			t.Errorf("%v: latest is %v", c.vintages, got)
		}
		if got := rowsOf(t, dir, "count(*)) AS VARCHAR) FROM trade_all"); got[0] != itoa(int64(2*len(c.vintages))) {
			t.Errorf("%v: %s rows in all", c.vintages, got[0])
		}
		if got := rowsOf(t, dir, "vintage) AS VARCHAR) FROM source WHERE latest"); !slices.Equal(got, []string{c.latest}) {
			t.Errorf("%v: source says %v", c.vintages, got)
		}
	}
}

// Several files of one import land together or not at all.
func TestManyFiles(t *testing.T) {
	dir, in := t.TempDir(), t.TempDir()
	paths := []string{write(t, in, "a.csv", good), write(t, in, "b.csv", "flow;value;reporter;partner;year;flag\nX;7;DEU;POL;2017;e\n")}
	r, err := bringFiles(dir, tidy.Options{}, ImportOptions{}, paths...)
	if err != nil || r.Source.Rows != 3 || len(r.Source.Inputs) != 2 {
		t.Fatalf("%+v, %v", r, err)
	}
	before := contents(t, dir)
	bad := []string{paths[0], write(t, in, "c.csv", header+"DEU,POL,2017,X,1\nDEU,POL,2018,X,-1\n")}
	_, err = bringFiles(dir, tidy.Options{}, ImportOptions{}, bad...)
	complains(t, err, hint.Data, "c.csv:3", "1 of 4 rows")
	if contents(t, dir) != before {
		t.Error("the lake changed")
	}
	clash := []string{paths[0], write(t, in, "d.csv", header+"CHN,RUS,2017,X,43\n")}
	_, err = bringFiles(dir, tidy.Options{}, ImportOptions{}, clash...)
	complains(t, err, hint.Data, "d.csv:2", "the same as", "a.csv:2")
}

// Data that travels inside the program has a name and no path.
func TestDataInside(t *testing.T) {
	dir := t.TempDir()
	d, err := tidy.Open([]source.File{{Name: "article.csv", Data: []byte(good)}}, tidy.Options{Meta: source.Meta{ID: "article", Vintage: "2018"}})
	if err != nil {
		t.Fatal(err)
	}
	r, err := Import(context.Background(), dir, d, ImportOptions{})
	if err != nil || r.Source.Inputs[0].Name != "article.csv" || r.Source.Rows != 2 {
		t.Errorf("%+v, %v", r, err)
	}
}

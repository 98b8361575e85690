package economy

import (
	"bytes"
	"compress/gzip"
	"encoding/csv"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"
)

// openData reads a file of the shared test data, which is not part of the
// repository, or skips the test.
func openData(t *testing.T, name string) []byte {
	t.Helper()
	dir := os.Getenv("DYAD_DATA")
	if dir == "" {
		dir = filepath.Join("..", "..", "shared", "data")
	}
	raw, err := os.ReadFile(filepath.Join(dir, name))
	if os.IsNotExist(err) {
		t.Skipf("test data %s is not here; set DYAD_DATA to its folder", name)
	}
	if err != nil {
		t.Fatal(err)
	}
	if !strings.HasSuffix(name, ".gz") {
		return raw
	}
	zip, err := gzip.NewReader(bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if _, err := out.ReadFrom(zip); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// readTable gives the rows of a CSV file by column name. A file that is not
// UTF-8 is read as Latin-1.
func readTable(t *testing.T, name string) []map[string]string {
	t.Helper()
	raw := bytes.TrimPrefix(openData(t, name), []byte("\xef\xbb\xbf"))
	if !utf8.Valid(raw) {
		wide := make([]rune, len(raw))
		for i, b := range raw {
			wide[i] = rune(b)
		}
		raw = []byte(string(wide))
	}
	reader := csv.NewReader(bytes.NewReader(raw))
	reader.FieldsPerRecord = -1
	records, err := reader.ReadAll()
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	out := make([]map[string]string, 0, len(records)-1)
	for _, record := range records[1:] {
		row := make(map[string]string, len(record))
		for i, value := range record[:min(len(record), len(records[0]))] {
			row[records[0][i]] = value
		}
		out = append(out, row)
	}
	return out
}

// distinct collects the values of columns of a file too large for readTable.
func distinct(t *testing.T, name string, columns ...string) map[string]bool {
	t.Helper()
	reader := csv.NewReader(bytes.NewReader(openData(t, name)))
	reader.ReuseRecord = true
	header, err := reader.Read()
	if err != nil {
		t.Fatal(err)
	}
	var wanted []int
	for i, h := range header {
		for _, c := range columns {
			if h == c {
				wanted = append(wanted, i)
			}
		}
	}
	if len(wanted) != len(columns) {
		t.Fatalf("%s has columns %q, want %q", name, header, columns)
	}
	out := map[string]bool{}
	for {
		record, err := reader.Read()
		if err != nil {
			return out
		}
		for _, i := range wanted {
			if !out[record[i]] {
				out[strings.Clone(record[i])] = true
			}
		}
	}
}

// inMapping says whether a label stands in the join table exactly as spelt.
func inMapping() func(Scheme, string) bool {
	set := map[LabelRow]bool{}
	for _, row := range Mapping() {
		set[LabelRow{Scheme: row.Scheme, Label: row.Label}] = true
	}
	return func(scheme Scheme, label string) bool { return set[LabelRow{Scheme: scheme, Label: label}] }
}

func TestCoversIMF(t *testing.T) {
	codes := distinct(t, "imf-dots/dots_iso3.csv.gz", "reporter", "partner")
	if len(codes) < 200 {
		t.Fatalf("only %d codes", len(codes))
	}
	for code := range codes {
		if _, err := Resolve(code); err != nil {
			t.Error(err)
		}
	}
}

func TestCoversUNCTAD(t *testing.T) {
	mapped := inMapping()
	names := distinct(t, "unctad/unctad_matrix_1995_2005_2015_sitc1.csv.gz", "exporter", "importer")
	for name := range names {
		if _, err := Resolve(name); err != nil {
			t.Error(err)
		}
		if !mapped(Name, name) {
			t.Errorf("%q is not in Mapping", name)
		}
	}
}

func TestCoversComtrade(t *testing.T) {
	mapped := inMapping()
	for year := 2000; year <= 2020; year++ {
		for _, row := range readTable(t, "comtrade-russia/total-trade-value-"+strconv.Itoa(year)+".csv") {
			for _, side := range []string{"Reporter", "Partner"} {
				number, name, iso := row[side+" Code"], row[side], row[side+" ISO"]
				byNumber, err := ResolveIn(Comtrade, number)
				if err != nil {
					t.Error(err)
				}
				byName, err := ResolveIn(Name, name)
				if err != nil || byName.Code != byNumber.Code {
					t.Errorf("%s is %s by number and %s by name: %v", name, byNumber.Code, byName.Code, err)
				}
				if !mapped(Comtrade, number) || !mapped(Name, name) {
					t.Errorf("%s %q is not in Mapping", number, name)
				}
				// Former Sudan carries the letters of Sudan.
				if byISO, err := ResolveIn(ComtradeISO, iso); iso != "" && (err != nil || byISO.Code != byNumber.Code && number != "736") {
					t.Errorf("%s is %s by number and %s by letters: %v", name, byNumber.Code, byISO.Code, err)
				}
			}
		}
	}
}

func TestCoversBACI(t *testing.T) {
	mapped := inMapping()
	// BACI gives these the letters of a present economy that is not the same.
	lettersDiffer := map[string]string{"58": "BEL for Belgium-Luxembourg", "280": "DEU for West Germany", "711": "ZAF for the customs union", "736": "SDN for former Sudan", "490": "N/A in V202201", "697": "N/A", "849": "N/A"}
	for _, version := range []string{"V202201", "V202301"} {
		for _, row := range readTable(t, "baci/baci_country_codes_"+version+".csv") {
			number := row["country_code"]
			e, err := ResolveIn(CEPII, number)
			if err != nil {
				t.Error(err)
				continue
			}
			for _, column := range []string{"country_name_abbreviation", "country_name_full"} {
				if got, err := ResolveIn(Name, row[column]); err != nil || got.Code != e.Code || !mapped(Name, row[column]) {
					t.Errorf("%s %q: number means %s, name %s: %v", number, row[column], e.Code, got.Code, err)
				}
			}
			if row["iso_3digit_alpha"] != string(e.Code) && lettersDiffer[number] == "" {
				t.Errorf("BACI %s is %s here and %s there", number, e.Code, row["iso_3digit_alpha"])
			}
		}
	}
}

func TestCoversCEPIIGravity(t *testing.T) {
	for _, row := range readTable(t, "codes/cepii_gravity_Countries_V202211.csv") {
		e, err := ResolveIn(CEPIIID, row["country_id"])
		if err != nil {
			t.Error(err)
			continue
		}
		if got, err := ResolveIn(Name, row["country"]); err != nil || got.Code != e.Code && !strings.Contains(row["country_id"], ".") {
			t.Errorf("%s: %q is %s: %v", row["country_id"], row["country"], got.Code, err)
		}
		if _, err := ResolveIn(Name, row["countrylong"]); err != nil {
			t.Error(err)
		}
		if _, err := ResolveIn(ISO3, row["iso3"]); err != nil && row["country_id"] != "VDR" {
			t.Error(err)
		}
		if number := row["iso3num"]; number != "" && number != "736" {
			if got, err := ResolveIn(M49, number); err != nil || got.Code != e.Code && !sameM49(got.Code, e.Code) {
				t.Errorf("%s: number %s is %s: %v", row["country_id"], number, got.Code, err)
			}
		}
	}
}

// sameM49 holds where CEPII gives a past economy the number of the present one.
func sameM49(present, past Code) bool {
	e, _ := Lookup(past)
	for _, s := range append(e.Successors, e.StandsFor...) {
		if s == present {
			return true
		}
	}
	return false
}

func TestCoversCountryCodes(t *testing.T) {
	for _, row := range readTable(t, "codes/country-codes.csv") {
		code := row["ISO3166-1-Alpha-3"]
		for scheme, label := range map[Scheme]string{ISO3: code, ISO2: row["ISO3166-1-Alpha-2"], M49: row["M49"]} {
			if e, err := ResolveIn(scheme, label); err != nil || string(e.Code) != code {
				t.Errorf("%s %q is %s: %v", scheme, label, e.Code, err)
			}
		}
		for _, column := range []string{"official_name_en", "UNTERM English Short", "UNTERM English Formal", "CLDR display name", "official_name_cn", "UNTERM Chinese Short", "official_name_ru", "UNTERM Russian Short"} {
			name := strings.TrimRight(strings.TrimSpace(row[column]), " *")
			if e, err := Resolve(name); name != "" && (err != nil || string(e.Code) != code) {
				t.Errorf("%s: %q is %s: %v", code, name, e.Code, err)
			}
		}
	}
}

func TestCoversCorrelatesOfWar(t *testing.T) {
	for _, row := range readTable(t, "institutions/cow_states.csv") {
		if row["endyear"] < "1945" {
			continue // the catalogue begins with 1945
		}
		year, err := strconv.Atoi(row["styear"])
		if err != nil {
			t.Fatal(err)
		}
		year = max(year, 1945)
		byNumber, err := ResolveInYear(COW, row["ccode"], year)
		if err != nil {
			t.Error(err)
		}
		byLetters, err := ResolveInYear(COWAbbrev, row["stateabb"], year)
		if err != nil || byNumber.Code != byLetters.Code && !sameM49(byLetters.Code, byNumber.Code) {
			t.Errorf("%s is %s by number and %s by letters: %v", row["statenme"], byNumber.Code, byLetters.Code, err)
		}
		if _, err := ResolveIn(Name, row["statenme"]); err != nil {
			t.Error(err)
		}
	}
}

// The article's countries, blocs and regions that have a code.
func TestCoversArticle(t *testing.T) {
	for _, row := range readTable(t, "../article/entities.csv") {
		switch row["type"] {
		case "country", "bloc", "region", "city":
			if code := row["code"]; code != "" {
				if _, err := Resolve(code); err != nil {
					t.Errorf("%s: %v", row["id"], err)
				}
			}
		}
	}
}

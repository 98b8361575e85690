package extract

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"sort"
	"strconv"
	"strings"
)

// ComtradeFolder holds the legacy CSV files of UN Comtrade, reporter Russia.
const ComtradeFolder = "comtrade-russia"

// chapterYears are the years of the article's figures 3 and 4.
var chapterYears = []int{2002, 2017}

// comtradePartners is how many of Russia's largest partners of any year are
// taken, so that the first places can be told.
const comtradePartners = 5

// line is one observation as Comtrade prints it.
type line struct {
	partner, flow, classification, product string
	year                                   int
	value, flag                            string
}

// Comtrade derives the extract of Russia's reports to UN Comtrade: CSV sorted
// by partner, flow, year and product, values in US dollars.
func Comtrade(dataDir string) ([]byte, error) {
	folder := filepath.Join(dataDir, ComtradeFolder)
	var totals, chapters []line
	for year := commonYear; year <= lastYear; year++ {
		l, err := comtradeFile(filepath.Join(folder, fmt.Sprintf("total-trade-value-%d.csv", year)))
		if err != nil {
			return nil, err
		}
		totals = append(totals, l...)
	}
	for _, name := range []string{"2000-2001-2002-2003-2004", "2015-2016-2017-2018-2019"} {
		l, err := comtradeFile(filepath.Join(folder, "goods_124-156-192-196-203_"+name+".csv"))
		if err != nil {
			return nil, err
		}
		chapters = append(chapters, l...)
	}
	first := firstPartners(totals)
	out := slices.DeleteFunc(totals, func(l line) bool { return !first[l.partner] && l.partner != world })
	for _, l := range chapters {
		if l.partner == "CHN" && slices.Contains(chapterYears, l.year) {
			out = append(out, l)
		}
	}
	return writeComtrade(out)
}

// comtradeFile reads the exports and imports of one file. Lines of re-imports
// are parts of imports and are left out.
func comtradeFile(path string) ([]line, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	lines, err := readComtrade(f)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return lines, nil
}

func readComtrade(r io.Reader) ([]line, error) {
	in := csv.NewReader(r)
	header, err := in.Read()
	if err != nil {
		return nil, err
	}
	at := map[string]int{}
	for i, h := range header {
		at[h] = i
	}
	for _, h := range []string{"Classification", "Year", "Trade Flow", "Reporter ISO", "Partner ISO", "Commodity Code", "Trade Value (US$)", "Flag"} {
		if _, ok := at[h]; !ok {
			return nil, fmt.Errorf("no column %q", h)
		}
	}
	var out []line
	for {
		f, err := in.Read()
		if err == io.EOF {
			return out, nil
		}
		if err != nil {
			return nil, err
		}
		get := func(h string) string { return f[at[h]] }
		flow, ok := map[string]string{"Export": "X", "Import": "M"}[get("Trade Flow")]
		if !ok || get("Reporter ISO") != "RUS" {
			continue
		}
		n, _ := in.FieldPos(0)
		year, err := strconv.Atoi(get("Year"))
		if err != nil {
			return nil, fmt.Errorf("line %d: year %q", n, get("Year"))
		}
		value := get("Trade Value (US$)")
		if _, err := strconv.ParseInt(value, 10, 64); err != nil {
			return nil, fmt.Errorf("line %d: value %q", n, value)
		}
		out = append(out, line{get("Partner ISO"), flow, get("Classification"), chapter(get("Commodity Code")), year, value, get("Flag")})
	}
}

// chapter gives back the leading zero that the files lost: "1" is "01".
func chapter(code string) string {
	if len(code) == 1 {
		return "0" + code
	}
	return code
}

// firstPartners are those among Russia's largest in some year, by exports and
// imports together.
func firstPartners(totals []line) map[string]bool {
	sums := map[int]map[string]int64{}
	for _, l := range totals {
		if l.partner == world || l.partner == "" || l.partner == "RUS" {
			continue
		}
		if sums[l.year] == nil {
			sums[l.year] = map[string]int64{}
		}
		v, _ := strconv.ParseInt(l.value, 10, 64) // checked when read
		sums[l.year][l.partner] += v
	}
	out := map[string]bool{}
	for _, by := range sums {
		names := make([]string, 0, len(by))
		for n := range by {
			names = append(names, n)
		}
		sort.Slice(names, func(i, j int) bool {
			if by[names[i]] != by[names[j]] {
				return by[names[i]] > by[names[j]]
			}
			return names[i] < names[j]
		})
		for i, n := range names {
			if i < comtradePartners {
				out[n] = true
			}
		}
	}
	return out
}

func writeComtrade(lines []line) ([]byte, error) {
	key := func(l line) string {
		return strings.Join([]string{l.partner, l.flow, strconv.Itoa(l.year), l.product}, ",")
	}
	sort.Slice(lines, func(i, j int) bool { return key(lines[i]) < key(lines[j]) })
	var out bytes.Buffer
	out.WriteString("reporter,partner,year,flow,classification,product,value_usd,flag\n")
	for i, l := range lines {
		if i > 0 && key(lines[i-1]) == key(l) {
			return nil, fmt.Errorf("%s is there twice", key(l))
		}
		fmt.Fprintf(&out, "RUS,%s,%d,%s,%s,%s,%s,%s\n", l.partner, l.year, l.flow, l.classification, l.product, l.value, l.flag)
	}
	return out.Bytes(), nil
}

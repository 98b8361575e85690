package extract

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/csv"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"sort"
	"strconv"
	"strings"
)

// IMFFile is where the Direction of Trade Statistics lie below the data folder:
// gzipped CSV of reporter, partner, year, flow, value_musd, flag.
const IMFFile = "imf-dots/dots_iso3.csv.gz"

// row is one observation with its value as printed.
type row struct {
	reporter, partner, flow string
	year                    int
	value, flag             string
}

// IMF derives the extract of the Direction of Trade Statistics: CSV sorted by
// reporter, partner, flow and year, values in millions of US dollars.
func IMF(dataDir string) ([]byte, error) {
	path := filepath.Join(dataDir, IMFFile)
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	z, err := gzip.NewReader(bufio.NewReader(f))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	rows, err := candidates(z)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return write(choose(rows))
}

// candidates are the rows that touch a centre or the world.
func candidates(r io.Reader) ([]row, error) {
	in := csv.NewReader(r)
	in.FieldsPerRecord = 6
	in.ReuseRecord = true
	var out []row
	for first := true; ; first = false {
		f, err := in.Read()
		if err == io.EOF {
			return out, nil
		}
		if err != nil {
			return nil, err
		}
		if first {
			if got := strings.Join(f, ","); got != "reporter,partner,year,flow,value_musd,flag" {
				return nil, fmt.Errorf("unexpected header %q", got)
			}
			continue
		}
		if centres[f[0]] == 0 && centres[f[1]] == 0 && f[0] != world && f[1] != world {
			continue
		}
		if strings.HasPrefix(f[0], "_") || strings.HasPrefix(f[1], "_") { // area groups of the IMF
			continue
		}
		year, err := strconv.Atoi(f[2])
		if err != nil {
			line, _ := in.FieldPos(2)
			return nil, fmt.Errorf("line %d: year %q", line, f[2])
		}
		if year < firstYear || year > lastYear {
			continue
		}
		value, err := plain(f[4])
		if err != nil {
			line, _ := in.FieldPos(4)
			return nil, fmt.Errorf("line %d: value %q", line, f[4])
		}
		out = append(out, row{strings.Clone(f[0]), strings.Clone(f[1]), strings.Clone(f[3]), year, value, strings.Clone(f[5])})
	}
}

// plain writes a number without an exponent and leaves its digits alone:
// 2.3956e+06 becomes 2395600.
func plain(s string) (string, error) {
	v, err := strconv.ParseFloat(s, 64)
	if err != nil {
		return "", err
	}
	if math.IsNaN(v) || math.IsInf(v, 0) || v < 0 {
		return "", fmt.Errorf("%s is no value of trade", s)
	}
	if !strings.ContainsAny(s, "eE") {
		return strings.Clone(s), nil
	}
	return strconv.FormatFloat(v, 'f', -1, 64), nil
}

// choose applies the rules of selection.
func choose(rows []row) []row {
	partners := largest(rows)
	for c := range centres {
		for _, p := range always(c) {
			partners[c][p] = true
		}
	}
	wanted := func(r row) bool {
		if r.reporter == world || r.partner == world {
			return false
		}
		for _, d := range [2][2]string{{r.reporter, r.partner}, {r.partner, r.reporter}} {
			centre, other := d[0], d[1]
			long := centres[centre] > 0 && (other == "CHN" || other == "RUS")
			if long || r.year >= commonYear && partners[centre][other] {
				return true
			}
		}
		return false
	}
	speaks := map[string]bool{}
	for _, r := range rows {
		if wanted(r) {
			speaks[r.reporter] = true
		}
	}
	var out []row
	for _, r := range rows {
		total := r.partner == world && speaks[r.reporter] && (r.year >= commonYear || centres[r.reporter] > 0)
		mirror := r.reporter == world && centres[r.partner] > 0
		if wanted(r) || total || mirror {
			out = append(out, r)
		}
	}
	return out
}

// largest gives for each centre the partners that were among its largest in
// some year, by its own report or by theirs, exports and imports together.
func largest(rows []row) map[string]map[string]bool {
	type book struct {
		centre string
		own    bool
		year   int
	}
	sums := map[book]map[string]float64{}
	add := func(b book, partner string, value float64) {
		if sums[b] == nil {
			sums[b] = map[string]float64{}
		}
		sums[b][partner] += value
	}
	for _, r := range rows {
		if r.year < commonYear || r.reporter == world || r.partner == world {
			continue
		}
		v, _ := strconv.ParseFloat(r.value, 64) // checked when read
		if centres[r.reporter] > 0 {
			add(book{r.reporter, true, r.year}, r.partner, v)
		}
		if centres[r.partner] > 0 {
			add(book{r.partner, false, r.year}, r.reporter, v)
		}
	}
	out := map[string]map[string]bool{}
	for c := range centres {
		out[c] = map[string]bool{}
	}
	for b, by := range sums {
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
			if i < centres[b.centre] {
				out[b.centre][n] = true
			}
		}
	}
	return out
}

func write(rows []row) ([]byte, error) {
	sort.Slice(rows, func(i, j int) bool {
		a, b := rows[i], rows[j]
		switch {
		case a.reporter != b.reporter:
			return a.reporter < b.reporter
		case a.partner != b.partner:
			return a.partner < b.partner
		case a.flow != b.flow:
			return a.flow < b.flow
		}
		return a.year < b.year
	})
	var out bytes.Buffer
	out.WriteString("reporter,partner,year,flow,value_musd,flag\n")
	for i, r := range rows {
		if i > 0 {
			p := rows[i-1]
			if p.reporter == r.reporter && p.partner == r.partner && p.flow == r.flow && p.year == r.year {
				return nil, fmt.Errorf("%s, %s, %d, %s is there twice", r.reporter, r.partner, r.year, r.flow)
			}
		}
		fmt.Fprintf(&out, "%s,%s,%d,%s,%s,%s\n", r.reporter, r.partner, r.year, r.flow, r.value, r.flag)
	}
	return out.Bytes(), nil
}

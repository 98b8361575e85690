package trade

import (
	"context"
	"fmt"
	"math"
	"strings"

	"dyad/economy"
	"dyad/lake"
	"dyad/measure"
)

// readLines runs one of the queries on product lines.
func readLines(ctx context.Context, l *lake.Lake, sql string) ([]Flow, error) {
	var flows []Flow
	share := sharedTexts()
	err := l.Each(ctx, "SELECT exporter, importer, year, product, view, valuation, classification, value_usd, flags, source, vintage FROM ("+sql+") q", nil, func(row []any) error {
		f := Flow{Exporter: share(row[0]), Importer: share(row[1]), Product: share(row[3]), Valuation: share(row[5]),
			Classification: share(row[6]), Flags: share(row[8]), Source: share(row[9]), Vintage: share(row[10])}
		f.View = measure.View(share(row[4]))
		year, _ := row[2].(int16)
		f.Year = int(year)
		var known bool
		f.Value, known = row[7].(float64)
		f.Missing = !known
		flows = append(flows, f)
		return nil
	})
	return flows, err
}

// sharedTexts keeps one copy of texts that repeat from row to row.
func sharedTexts() func(any) string {
	shared := map[string]string{}
	return func(v any) string {
		s, _ := v.(string)
		if t, ok := shared[s]; ok {
			return t
		}
		shared[s] = s
		return s
	}
}

// readFlows runs one of the queries on whole flows, for an answer of few rows.
func readFlows(ctx context.Context, l *lake.Lake, sql string) (*Flows, error) {
	b := newBuilder(Total)
	text := func(v any) string { s, _ := v.(string); return s }
	err := l.Each(ctx, "SELECT exporter, importer, year, value_usd, source, vintage, view, valuation, classification, flags FROM ("+sql+") q", nil, func(row []any) error {
		b.add(text(row[0]), text(row[1]), row[2], row[3],
			stampKey{text(row[4]), text(row[5]), text(row[6]), text(row[7]), text(row[8]), text(row[9])})
		return nil
	})
	if err != nil {
		return nil, err
	}
	return b.flows(), nil
}

func (b *builder) add(exporter, importer string, year, value any, k stampKey) {
	y, _ := year.(int16)
	b.put(b.economy(exporter), b.economy(importer), y, value, b.stamp(k))
}

func (b *builder) put(exporter, importer uint16, year int16, value any, stamp uint16) {
	r := raw{exporter: exporter, importer: importer}
	r.year, r.stamp = year, stamp
	var known bool
	if r.value, known = value.(float64); !known {
		r.value = math.NaN()
	}
	b.rows = append(b.rows, r)
}

// The words that a packed row has numbers for; others come as texts.
var (
	packedViews      = []string{"exporter", "importer", "reconciled", ""}
	packedValuations = []string{"", "FOB", "CIF", "other"}
	packedFlags      = []string{"", "estimate", "aggregate", "aggregate,estimate", "region", "region,estimate", "computed"}
)

// readPacked runs one of the queries on whole flows, for an answer of many rows.
// The engine turns the words of a row into one number, which is several times
// faster to hand over than the words: who exports, who imports, the year, and
// the number of a combination of source, view, valuation and flags. What has no
// number comes as a text beside it.
func readPacked(ctx context.Context, l *lake.Lake, sql string) (*Flows, error) {
	b := newBuilder(Total)
	var codes, sources []string
	for _, e := range economy.All() {
		codes = append(codes, string(e.Code))
	}
	expected := int64(0)
	var releases []release
	for _, s := range l.Latest() {
		releases = append(releases, release{s.ID, s.Vintage})
		sources = append(sources, s.ID)
		for _, a := range s.Aggregates {
			codes = append(codes, a.Text)
		}
		expected += s.Rows
	}
	if len(sources) == 0 || len(sources) > 200 {
		return readFlows(ctx, l, sql)
	}
	codes = unique(codes)
	if strings.Contains(sql, "IN (") || strings.Contains(sql, "year =") {
		expected = 0 // a part of the lake
	}
	b.rows = make([]raw, 0, expected)
	number := make([]uint16, len(codes)) // in b, 0 for not met yet, else one more
	stamps := map[int64]uint16{}
	other := int64(len(codes))
	text := func(v any) string { s, _ := v.(string); return s }
	err := l.Each(ctx, packed(sql, codes, sources), nil, func(row []any) error {
		n, _ := row[0].(int64)
		economyOf := func(i int64, v any) uint16 {
			if i >= other {
				return b.economy(text(v))
			}
			if number[i] == 0 {
				number[i] = b.economy(codes[i]) + 1
			}
			return number[i] - 1
		}
		x, m := economyOf(n>>36&0xfff, row[2]), economyOf(n>>24&0xfff, row[3])
		combination := n >> 48
		var stamp uint16
		if row[4] != nil || row[5] != nil {
			k := unpackStamp(combination, releases)
			if row[4] != nil {
				k.flags = text(row[4])
			}
			k.classification = text(row[5])
			stamp = b.stamp(k)
		} else if s, ok := stamps[combination]; ok {
			stamp = s
		} else {
			stamp = b.stamp(unpackStamp(combination, releases))
			stamps[combination] = stamp
		}
		b.put(x, m, int16(n>>8&0xffff), row[1], stamp)
		return nil
	})
	if err != nil {
		return nil, err
	}
	return b.flows(), nil
}

func unpackStamp(n int64, releases []release) stampKey {
	r := releases[n>>7]
	k := stampKey{source: r.source, vintage: r.vintage, view: packedViews[n>>5&3], valuation: packedValuations[n>>3&3]}
	if f := int(n & 7); f < len(packedFlags) {
		k.flags = packedFlags[f]
	}
	return k
}

// packed wraps a query on whole flows.
func packed(sql string, codes, sources []string) string {
	var values strings.Builder
	for i, c := range codes {
		if i > 0 {
			values.WriteString(", ")
		}
		fmt.Fprintf(&values, "(%s, %d)", quote(c), i)
	}
	flags := numbered("flags", packedFlags, 7)
	return fmt.Sprintf(`WITH code(code, n) AS (VALUES %s)
SELECT (((%s * 4 + %s) * 4 + %s) * 8 + %s) * CAST(281474976710656 AS BIGINT)
     + CAST(coalesce(x.n, %d) AS BIGINT) * 68719476736 + CAST(coalesce(m.n, %d) AS BIGINT) * 16777216 + CAST(q.year AS BIGINT) * 256 AS packed,
       q.value_usd,
       CASE WHEN x.n IS NULL THEN q.exporter END AS exporter,
       CASE WHEN m.n IS NULL THEN q.importer END AS importer,
       CASE WHEN %s = 7 THEN q.flags END AS flags,
       CASE WHEN q.classification <> '' THEN q.classification END AS classification
FROM (%s) q
LEFT JOIN code x ON x.code = q.exporter
LEFT JOIN code m ON m.code = q.importer`,
		values.String(), numbered("source", sources, len(sources)), numbered("view", packedViews, 3), numbered("valuation", packedValuations, 3), flags,
		len(codes), len(codes), flags, sql)
}

// numbered gives the place of a word in a list.
func numbered(column string, words []string, other int) string {
	var b strings.Builder
	fmt.Fprintf(&b, "CASE q.%s", column)
	for i, w := range words {
		fmt.Fprintf(&b, " WHEN %s THEN %d", quote(w), i)
	}
	fmt.Fprintf(&b, " ELSE %d END", other)
	return b.String()
}

func unique(words []string) []string {
	seen := map[string]bool{}
	var out []string
	for _, w := range words {
		if !seen[w] {
			seen[w] = true
			out = append(out, w)
		}
	}
	return out
}

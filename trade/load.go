package trade

import (
	"context"
	"fmt"
	"math"
	"strings"

	"dyad/lake"
	"dyad/measure"
)

// readLines runs one of the queries on product lines.
func readLines(ctx context.Context, l *lake.Lake, sql string) ([]Flow, error) {
	var flows []Flow
	share := sharedTexts()
	apart := map[string]string{}
	flags := func(s string) string {
		words, ok := apart[s]
		if !ok {
			words = distinctWords(s)
			apart[s] = words
		}
		return words
	}
	err := l.Each(ctx, "SELECT exporter, importer, year, product, view, valuation, classification, value_usd, flags, source, vintage FROM ("+sql+") q", nil, func(row *lake.Row) error {
		f := Flow{Exporter: share(row.Text(0)), Importer: share(row.Text(1)), Product: share(row.Text(3)), Valuation: share(row.Text(5)),
			Classification: share(row.Text(6)), Flags: flags(row.Text(8)), Source: share(row.Text(9)), Vintage: share(row.Text(10))}
		f.View = measure.View(share(row.Text(4)))
		f.Year = int(row.Int(2))
		var known bool
		f.Value, known = row.Number(7)
		f.Missing = !known
		flows = append(flows, f)
		return nil
	})
	return flows, err
}

// distinctWords drops the words that come again, as where the flags of several
// lines are joined, and the empty ones.
func distinctWords(flags string) string {
	var out []string
	for _, w := range strings.Split(flags, ",") {
		if w != "" {
			out = join(out, []string{w})
		}
	}
	return strings.Join(out, ",")
}

// sharedTexts keeps one copy of texts that repeat from row to row.
func sharedTexts() func(string) string {
	shared := map[string]string{}
	return func(s string) string {
		if t, ok := shared[s]; ok {
			return t
		}
		shared[s] = s
		return s
	}
}

// readFlows runs one of the queries on whole flows.
func readFlows(ctx context.Context, l *lake.Lake, sql string, e evidence) (*Flows, error) {
	b := newBuilder(Total)
	if err := b.read(ctx, l, sql); err != nil {
		return nil, err
	}
	return b.flows(e), nil
}

// slices of the alphabet by which all flows are read, so that the engine never
// holds them all. Files are sorted by exporter: what is read is read once.
var alphabet = []string{"", "C", "E", "H", "L", "O", "S", "V", "X-IMF-M", "~"}

// readAll reads every whole flow; expected makes room for so many.
func readAll(ctx context.Context, l *lake.Lake, expected int64) (*Flows, error) {
	b := newBuilder(Total)
	b.rows = make([]raw, 0, expected)
	for i := range len(alphabet) - 1 {
		sql := strings.NewReplacer("{from}", quote(alphabet[i]), "{to}", quote(alphabet[i+1])).Replace(query("all"))
		if err := b.read(ctx, l, sql); err != nil {
			return nil, err
		}
	}
	return b.flows(evidence{}), nil
}

// read adds the answer to a query on whole flows. The words that many rows share
// come as one text, for each text handed over costs as much as a number read. A
// query knows the latest vintage of a source alone, so the vintage comes from the
// lake's list of sources. Rows come in the order of the files: where a source
// gives a total under several classifications the first stands.
func (b *builder) read(ctx context.Context, l *lake.Lake, sql string) error {
	vintage := map[string]string{}
	for _, s := range l.Latest() {
		vintage[s.ID] = s.Vintage
	}
	stamps := map[string]uint16{}
	var exporter, importer, words string // of the row before, for rows come in order
	var x, m, stamp uint16
	first := true
	return l.Each(ctx, "SELECT exporter, importer, year, value_usd, concat_ws('|', source, view, valuation, flags) AS words FROM ("+sql+") q", nil, func(row *lake.Row) error {
		if s := row.Text(0); s != exporter || first {
			exporter, x = s, b.economy(s)
		}
		if s := row.Text(1); s != importer || first {
			importer, m = s, b.economy(s)
		}
		if s := row.Text(4); s != words {
			var ok bool
			words = s
			if stamp, ok = stamps[s]; !ok {
				w := strings.SplitN(s, "|", 4)
				if len(w) < 4 {
					return fmt.Errorf("the lake gives a flow with the marks %q, which are not four", s)
				}
				stamp = b.stamp(stampKey{w[0], vintage[w[0]], w[1], w[2], w[3]})
				stamps[s] = stamp
			}
		}
		first = false
		r := raw{exporter: x, importer: m}
		r.year = int16(row.Int(2))
		r.stamp = stamp
		var known bool
		if r.value, known = row.Number(3); !known {
			r.value = math.NaN()
		}
		b.rows = append(b.rows, r)
		return nil
	})
}

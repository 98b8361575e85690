package golden

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// volatile are the keys of what is not an answer: dates, versions, names that
// hold a hash of the layout of files.
var volatile = map[string]bool{"imported": true, "dyad": true, "version": true, "snapshot": true, "path": true, "bytes": true, "generated": true, "checked": true, "queries": true, "query": true}

// digest tells what a JSON text holds, a line for each path of keys: how many
// values, how many of them null, and a digest of them all in order. A change of one
// field so leaves the others' lines alone.
func digest(t *testing.T, text string) string {
	t.Helper()
	v, err := parse(text)
	if err != nil {
		return text // an error's words
	}
	paths := map[string]*column{}
	walk(v, "", "", paths)
	var b strings.Builder
	keys := make([]string, 0, len(paths))
	for k := range paths {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	for _, k := range keys {
		c := paths[k]
		if c.n == 1 && c.bytes.Len() < 120 {
			fmt.Fprintf(&b, "%s = %s\n", k, strings.TrimSuffix(c.bytes.String(), "\n"))
			continue
		}
		fmt.Fprintf(&b, "%s: %d", k, c.n)
		if c.null > 0 {
			fmt.Fprintf(&b, ", %d null", c.null)
		}
		fmt.Fprintf(&b, ", %.4x\n", sha256.Sum256(c.bytes.Bytes()))
	}
	return b.String()
}

type column struct {
	n, null int
	bytes   bytes.Buffer
}

func parse(text string) (any, error) {
	d := json.NewDecoder(strings.NewReader(text))
	d.UseNumber()
	var v any
	err := d.Decode(&v)
	return v, err
}

func walk(v any, path, measure string, into map[string]*column) {
	switch v := v.(type) {
	case map[string]any:
		if m, ok := v["measure"].(string); ok {
			measure = m
		}
		for k, x := range v {
			if !volatile[k] && !(k == "sha256" && strings.HasSuffix(path, ".files[]")) { // an engine may write the same rows in other bytes
				walk(x, path+"."+k, measure, into)
			}
		}
		return
	case []any:
		into[path+"[]"] = at(into, path+"[]", strconv.Itoa(len(v)), false)
		for _, x := range v {
			walk(x, path+"[]", measure, into)
		}
		return
	}
	if path == "" {
		path = "."
	}
	into[path] = at(into, path, leaf(v, measure), v == nil)
}

func at(into map[string]*column, path, text string, null bool) *column {
	c := into[path]
	if c == nil {
		c = &column{}
	}
	c.n++
	if null {
		c.null++
	}
	c.bytes.WriteString(text + "\n")
	return c
}

// leaf writes a value: a number to nine significant digits, since the order in
// which an engine adds is its own; to six where it is estimated iteratively.
func leaf(v any, measure string) string {
	n, ok := v.(json.Number)
	if !ok {
		return fmt.Sprint(v)
	}
	digits := 9
	if strings.HasPrefix(measure, "gravity.") {
		digits = 6
	}
	f, err := n.Float64()
	if err != nil {
		return n.String()
	}
	return strconv.FormatFloat(f, 'g', digits, 64)
}

// series writes the rows of a measure: a line for each voice (source, reporter,
// view, label) with its values by year, _ where there is none, and what else the
// rows say by digest.
func series(t *testing.T, text string) string {
	t.Helper()
	v, err := parse(text)
	rows, ok := v.([]any)
	if err != nil || !ok {
		return text
	}
	type point struct{ year, text string }
	voices := map[string][]point{}
	for _, x := range rows {
		r := x.(map[string]any)
		var who []string
		for _, k := range []string{"source", "reporter", "view", "label"} {
			if s, ok := r[k].(string); ok {
				who = append(who, s)
			}
		}
		value := "_"
		if r["value"] != nil {
			value = leaf(r["value"], r["measure"].(string))
		}
		name := strings.Join(who, " ")
		voices[name] = append(voices[name], point{fmt.Sprint(r["year"]), value})
	}
	names := make([]string, 0, len(voices))
	for n := range voices {
		names = append(names, n)
	}
	slices.SortFunc(names, cmp.Compare)
	var b strings.Builder
	for _, n := range names {
		fmt.Fprintf(&b, "%s:", n)
		last := ""
		for _, p := range voices[n] {
			if y, _ := strconv.Atoi(last); strconv.Itoa(y+1) != p.year {
				b.WriteString(" " + p.year + ":")
			}
			b.WriteString(" " + p.text)
			last = p.year
		}
		b.WriteString("\n")
	}
	return b.String() + digest(t, text)
}

package frame

import "slices"

// merger puts parts together in the order of the file, with one dictionary for
// each coded column: levels are numbered as they first occur, whichever parser
// has met them.
type merger struct {
	rows       int
	runs       []run
	columns    []column
	index      []map[string]int32
	translated [][][]int32 // by parser and column, the codes of its codes
}

func newMerger(l *layout, parsers int) *merger {
	m := &merger{columns: make([]column, len(l.wanted)), index: make([]map[string]int32, len(l.wanted)), translated: make([][][]int32, parsers)}
	for k, w := range l.wanted {
		m.columns[k].name = w.name
		if w.coded {
			m.index[k] = map[string]int32{}
		}
	}
	for i := range m.translated {
		m.translated[i] = make([][]int32, len(l.wanted))
	}
	return m
}

// add appends a part; room is how many rows there will be, by all that is known.
func (m *merger) add(p *part, room int) {
	for k := range p.columns {
		from, to := &p.columns[k], &m.columns[k]
		if m.index[k] == nil {
			to.numbers = append(enlarge(to.numbers, p.rows, room), from.numbers[:p.rows]...)
			continue
		}
		known := m.learn(p, k)
		to.codes = enlarge(to.codes, p.rows, room)
		next := to.codes[m.rows : m.rows+p.rows]
		for i, code := range from.codes[:p.rows] {
			if code >= 0 {
				code = known[code]
			}
			next[i] = code
		}
		to.codes = to.codes[:m.rows+p.rows]
	}
	for _, r := range p.runs {
		m.runs = follow(m.runs, run{m.rows + r.row, r.line})
	}
	m.rows += p.rows
}

// enlarge makes room for more elements. What is set aside and not used costs
// addresses, not memory.
func enlarge[T any](list []T, more, room int) []T {
	if len(list)+more <= cap(list) {
		return list
	}
	return append(make([]T, 0, max(room+room/8, len(list)+more)), list...)
}

// learn numbers the levels new to a part's parser and gives all of its codes.
func (m *merger) learn(p *part, column int) []int32 {
	from, to := &p.columns[column], &m.columns[column]
	known := m.translated[p.parser][column]
	for j, level := range from.levels {
		code, ok := m.index[column][level]
		if !ok {
			code = int32(len(to.levels))
			m.index[column][level] = code
			to.levels, to.first = append(to.levels, level), append(to.first, int32(m.rows)+from.first[j])
		}
		known = append(known, code)
	}
	m.translated[p.parser][column] = known
	return known
}

func (m *merger) frame(l *layout) *Frame {
	f := &Frame{Source: l.source, rows: m.rows, places: &Places{true, m.runs}, columns: map[string]*column{}}
	for k := range m.columns {
		c := &m.columns[k]
		if m.index[k] != nil {
			c.codes = slices.Clip(c.codes)
			if c.codes == nil {
				c.codes = []int32{}
			}
		}
		f.columns[c.name] = c
	}
	return f
}

package duck

import (
	"bufio"
	"context"
	"encoding/csv"
	"os"
	"slices"
)

// linesOf gives the line of each record in its file, the header being line 1.
// It is asked only when some record was refused: most files answer from the
// count of their lines, others are read once more.
func (s *Stage) linesOf(ctx context.Context, records []int64) (map[int64]int64, error) {
	records = slices.Clone(records)
	slices.Sort(records)
	records = slices.Compact(records)
	out := make(map[int64]int64, len(records))
	start := int64(0)
	for i, end := range s.ends {
		var own []int64
		for _, r := range records {
			if r >= start && r < end {
				own = append(own, r-start)
			}
		}
		if err := s.linesIn(ctx, i, end-start, own, func(record, line int64) { out[start+record] = line }); err != nil {
			return nil, err
		}
		start = end
	}
	return out, nil
}

// linesIn finds the lines of the given records, ascending, of one file, and
// mends those of its ragged records.
func (s *Stage) linesIn(ctx context.Context, i int, rows int64, records []int64, found func(record, line int64)) error {
	in := &s.inputs[i]
	ragged := s.raggedOf(in.Label)
	if in.Each > 0 {
		for _, r := range records { // a field with line ends would need the file once more
			if line := r/int64(in.Each) + 2 + int64(in.Skip); !in.Text.Quotes {
				found(r, line)
			}
		}
		return nil
	}
	if in.Skip > 0 {
		inner := found
		found = func(record, line int64) { inner(record, line+int64(in.Skip)) }
		defer func() {
			for _, j := range ragged {
				if j.Line > 0 {
					j.Line += int64(in.Skip)
				}
			}
		}()
	}
	if len(records) == 0 && len(ragged) == 0 {
		return nil
	}
	if in.Head.Parquet {
		for _, r := range records {
			found(r, r+1)
		}
		return nil
	}
	if in.Text.Quotes || in.Text.Lines != 1+rows+int64(len(ragged)) {
		return readLines(ctx, in, records, ragged, found)
	}
	for _, r := range records { // a line is a record
		line := r + 2
		for _, j := range ragged {
			if j.Line <= line {
				line++
			}
		}
		found(r, line)
	}
	return nil
}

// raggedOf gives the ragged records of a file in its order.
func (s *Stage) raggedOf(label string) []*Reject {
	var out []*Reject
	for i := range s.ragged {
		if s.ragged[i].File == label {
			out = append(out, &s.ragged[i])
		}
	}
	return out
}

// readLines reads the file again, with its quotes and blank lines, which the
// engine does not count. Where the two readers of CSV see a file differently,
// the rest stays without a line.
func readLines(ctx context.Context, in *Input, records []int64, ragged []*Reject, found func(record, line int64)) error {
	f, err := os.Open(in.Path)
	if err != nil {
		return err
	}
	defer f.Close()
	r := csv.NewReader(bufio.NewReaderSize(f, 1<<20))
	r.Comma, r.FieldsPerRecord, r.ReuseRecord, r.LazyQuotes = in.Head.Delimiter, -1, true, true
	for _, j := range ragged {
		j.Line = 0
	}
	if _, err := r.Read(); err != nil {
		return nil
	}
	for record := int64(0); len(records)+len(ragged) > 0; {
		if record%65536 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		fields, err := r.Read()
		if err != nil {
			return nil
		}
		line, _ := r.FieldPos(0)
		if len(fields) != len(in.Head.Columns) {
			if len(ragged) > 0 {
				ragged[0].Line = int64(line)
				ragged = ragged[1:]
			}
			continue
		}
		if len(records) > 0 && record == records[0] {
			found(record, int64(line))
			records = records[1:]
		}
		record++
	}
	return nil
}

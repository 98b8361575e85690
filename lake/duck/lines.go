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

// linesIn finds the lines of the given records, ascending, of one file.
func (s *Stage) linesIn(ctx context.Context, i int, rows int64, records []int64, found func(record, line int64)) error {
	in := &s.inputs[i]
	if len(records) == 0 {
		return nil
	}
	if in.Head.Parquet {
		for _, r := range records {
			found(r, r+1)
		}
		return nil
	}
	ragged := s.raggedLines(in.Label)
	if !in.Text.Quotes && in.Text.Lines == 1+rows+int64(len(ragged)) {
		for _, r := range records {
			line := r + 2
			for _, l := range ragged {
				if l <= line {
					line++
				}
			}
			found(r, line)
		}
		return nil
	}
	return readLines(ctx, in, records, found)
}

func (s *Stage) raggedLines(label string) []int64 {
	var lines []int64
	for _, r := range s.ragged {
		if r.File == label {
			lines = append(lines, r.Line)
		}
	}
	slices.Sort(lines)
	return lines
}

// readLines reads the file again, with its quotes and blank lines. Where the
// two readers of CSV see a file differently, the rest stays without a line.
func readLines(ctx context.Context, in *Input, records []int64, found func(record, line int64)) error {
	f, err := os.Open(in.Path)
	if err != nil {
		return err
	}
	defer f.Close()
	r := csv.NewReader(bufio.NewReaderSize(f, 1<<20))
	r.Comma, r.FieldsPerRecord, r.ReuseRecord, r.LazyQuotes = in.Head.Delimiter, -1, true, true
	if _, err := r.Read(); err != nil {
		return nil
	}
	for record := int64(0); len(records) > 0; {
		if record%65536 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		fields, err := r.Read()
		if err != nil {
			return nil
		}
		if len(fields) != len(in.Head.Columns) {
			continue
		}
		if record == records[0] {
			line, _ := r.FieldPos(0)
			found(record, int64(line))
			records = records[1:]
		}
		record++
	}
	return nil
}

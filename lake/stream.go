package lake

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"dyad/internal/hint"
	"dyad/lake/duck"
	"dyad/source"
)

// hashFiles takes the hash of every file of a stream.
func (im *importing) hashFiles(ctx context.Context) error {
	var total, before int64
	for _, f := range im.data.Files {
		if info, err := os.Stat(f.Path); f.Path != "" && err == nil {
			total += info.Size()
		} else {
			total += int64(len(f.Data))
		}
	}
	for _, f := range im.data.Files {
		in := duck.Input{Label: f.Label(), Path: f.Path}
		var info os.FileInfo
		if f.Path != "" {
			var err error
			if info, err = os.Stat(f.Path); err == nil && info.Size() == 0 {
				return hint.New(hint.Data, f.Path, "the file is empty", "fetch it again")
			}
		}
		im.seen = append(im.seen, info)
		var err error
		in.Text.SHA256, in.Text.Bytes, err = source.Hash(ctx, f, func(done int64) { im.options.Progress(Reading, before+done, total) })
		if err != nil {
			return err
		}
		before += in.Text.Bytes
		im.inputs = append(im.inputs, in)
	}
	return nil
}

// stream reads the files record by record and writes what was kept.
func (im *importing) stream(ctx context.Context) (Report, []duck.File, error) {
	var report Report
	collector, err := duck.NewCollector(ctx, duck.Config{Temp: filepath.Join(im.work, "spill")})
	if err != nil {
		return report, nil, err
	}
	defer collector.Close()
	out, err := newRejectsFile(filepath.Join(im.work, "rejects.csv"))
	if err != nil {
		return report, nil, cannotWrite(im.dir, err)
	}
	s := &sink{ctx: ctx, data: &im.data, tables: im.tables, collector: collector, rejects: out, apart: map[string]int64{},
		unresolved: map[string]int64{}, near: map[string][]string{}, parties: map[string]party{}, writers: map[string]*writer{}}
	if err := im.readAll(ctx, s); err != nil {
		out.close()
		return report, nil, err
	}
	files, err := im.settleRows(ctx, s, &report)
	if closed := out.close(); err == nil && closed != nil {
		err = cannotWrite(im.dir, closed)
	}
	return report, files, err
}

func (im *importing) readAll(ctx context.Context, s *sink) error {
	im.options.Progress(Parsing, 0, 0)
	for i, f := range im.data.Files {
		s.file, s.label = i, f.Label()
		in := source.Input{File: f, Size: im.inputs[i].Text.Bytes, SHA256: im.inputs[i].Text.SHA256,
			Open: func() (io.ReadCloser, error) { return f.OpenText(ctx) }}
		before := s.read
		err := im.data.Stream(ctx, in, s)
		if ctx.Err() != nil {
			return ctx.Err()
		}
		var h *hint.Error
		if err != nil && !errors.As(err, &h) {
			err = &hint.Error{Code: hint.Data, Where: f.Label(), What: "cannot read the file", Err: err, Try: "fetch it again"}
		}
		if err != nil {
			return err
		}
		if s.read == before {
			return hint.New(hint.Data, f.Label(), "the file has no records", "fetch it again")
		}
	}
	return s.collector.Flush()
}

// settleRows refuses rows that repeat a key, holds the count of the refused
// against what may be refused, and writes the others.
func (im *importing) settleRows(ctx context.Context, s *sink, report *Report) ([]duck.File, error) {
	im.options.Progress(Sorting, 0, 0)
	err := s.collector.Twins(ctx, func(t duck.Twin) error {
		r := Reject{File: im.inputs[t.File].Label, Line: t.Line, Value: t.Key}
		first := fmt.Sprintf("%s:%d", im.inputs[t.FirstFile].Label, t.FirstLine)
		switch {
		case t.Same:
			report.Duplicates++
			r.Reason = "the row says the same as " + first + " (exact duplicate)"
		case t.FirstIsItself:
			report.Conflicts++
			r.Reason = "a later row with the same " + t.Table + " says something else"
		default:
			report.Conflicts++
			r.Reason = "the row has the key of " + first + " and says something else"
		}
		s.reject(r)
		return nil
	})
	if err != nil {
		return nil, err
	}
	src := &im.source
	report.Read, src.Rejected, src.Notes = s.read, s.rejected, s.notes
	src.Apart, src.Unresolved = byRows(s.apart, nil), byRows(s.unresolved, func(l string) []string { return s.near[l] })
	report.Rejects, report.Source = s.rejects.first, *src
	if s.rejects.err != nil {
		return nil, cannotWrite(im.dir, s.rejects.err)
	}
	amounts, err := s.collector.Amounts(ctx)
	if err != nil {
		return nil, err
	}
	for i, a := range amounts {
		src.Rows += a.Rows
		if i == 0 || a.Table == src.Table {
			src.Gaps, src.Zeros, src.Reporters = a.Gaps, a.Zeros, a.Economies
		}
		if a.FirstYear != 0 && (src.FirstYear == 0 || a.FirstYear < src.FirstYear) {
			src.FirstYear = a.FirstYear
		}
		src.LastYear = max(src.LastYear, a.LastYear)
	}
	if bad := s.rejected - report.Duplicates; src.Rows == 0 || float64(bad) > im.options.MaxRejectShare*float64(s.read) && !im.options.AllowRejects {
		if src.Rows == 0 && s.rejected == 0 {
			return nil, hint.New(hint.Data, im.inputs[0].Label, "every record is kept apart: "+labelsInWords(src.Apart), "import a file that has others")
		}
		return nil, tooMany(s.rejects.first, s.rejected, s.read, im.options.MaxRejectShare)
	}
	if err := im.noClash(ctx, s.collector, amounts); err != nil {
		return nil, err
	}
	im.options.Progress(Writing, 0, 0)
	report.Source = *src
	return s.collector.Write(ctx, duck.Names{Source: src.ID, Vintage: src.Vintage}, im.work)
}

func labelsInWords(ls []Label) string {
	out := ""
	for i, l := range ls {
		if i > 0 {
			out += ", "
		}
		out += fmt.Sprintf("%s (%d)", l.Text, l.Rows)
	}
	return out
}

// noClash refuses rows of a part that another file of the release has brought.
func (im *importing) noClash(ctx context.Context, c *duck.Collector, amounts []duck.Amount) error {
	if im.joins == nil {
		return nil
	}
	for _, a := range amounts {
		var files []string
		for _, f := range im.joins.Files {
			if f.tableOf(im.joins) == a.Table {
				files = append(files, filepath.Join(im.dir, f.Path))
			}
		}
		clash, err := c.Clash(ctx, a.Table, files)
		if err != nil {
			return err
		}
		if clash != nil {
			return im.clashes(im.inputs[clash.File].Label, clash.Part)
		}
	}
	return nil
}

// clashes is the error of a part that is there already. Where nobody said which
// release the files are of, they are another one, and that is said.
func (im *importing) clashes(label, part string) error {
	if im.source.Undated {
		im.source.Notes = append(im.source.Notes, fmt.Sprintf("vintage %s has %s already: this is another release and answers in its place, for all years", im.joins.Vintage, part))
		im.joins, im.source.Vintage = nil, hashOf(im.source.Inputs)[:8]
		return nil
	}
	var names []string
	for _, in := range im.joins.Inputs {
		names = append(names, in.Name)
	}
	return hint.New(hint.Data, label, fmt.Sprintf("source %s, vintage %s, has %s already, from %s; what came in is never changed",
		im.joins.ID, im.joins.Vintage, part, short(names)), "--vintage NAME imports this as another release")
}

// short lists some names.
func short(names []string) string {
	out := ""
	for i, n := range names {
		switch {
		case i == 4:
			return out + fmt.Sprintf(" and %d more", len(names)-4)
		case i > 0:
			out += ", "
		}
		out += n
	}
	return out
}

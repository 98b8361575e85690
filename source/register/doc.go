// Package register reads dyad's own register of projects, a file that a person
// edits: YAML, or CSV with a line for each milestone. A fault is told with file,
// line and what is wrong; one in a project refuses that project.
//
// What is checked: unknown keys; economies, currencies, dates and stages that are
// none; shares that add up to more than 100 %; milestones of one witness that run
// backwards, as an end before a start. Two witnesses that contradict each other
// are no fault: both are kept, and the field shows the conflict.
package register

import (
	"bytes"
	"context"
	"io"
	"strings"

	"dyad/internal/bounded"
	"dyad/internal/hint"
	"dyad/source"
	"dyad/source/lifecycle"
)

// Statuses are the words of a register.
var Statuses = func() (out lifecycle.Words) {
	for _, s := range lifecycle.All() {
		out = append(out, lifecycle.Word{Printed: s.Words(), Status: s})
	}
	return append(out, lifecycle.Word{Printed: "frozen", Status: lifecycle.Suspended}, lifecycle.Word{Printed: "cancelled", Status: lifecycle.Abandoned},
		lifecycle.Word{Printed: "dropped", Status: lifecycle.Abandoned})
}()

// Reader describes the format to the registry.
func Reader() *source.Reader {
	return &source.Reader{
		Name: "register", ID: "register", Title: "Register of projects",
		Tables:  []string{"project", "project_party", "milestone", "stake", "quantity"},
		Files:   "dyad's own register of projects, YAML or CSV (dyad projects new writes a skeleton)",
		Example: "register.yaml --source my-register",
		Knows: func(name string, h source.Head) (int, string) {
			switch {
			case h.Has("id", "title", "kind", "parties", "status", "date"):
				return 90, "columns of a register"
			case strings.HasSuffix(name, ".yaml") && bytes.Contains(h.First, []byte("projects:")):
				return 80, "the key projects"
			}
			return 0, ""
		},
		Open: func(files []source.File, o source.Options) (source.Dataset, error) {
			return source.Dataset{Meta: o.Meta, Table: "project", Files: files, Stream: read, Reading: "1"}, nil
		},
	}
}

var bounds = bounded.YAML{Kind: "a register", Help: "split the register", Bytes: 64 << 20, Items: 4_000_000, Depth: 20, Line: 20_000, Keys: 100}

func read(_ context.Context, in source.Input, out source.Sink) error {
	w := newWriters(out)
	if strings.HasSuffix(strings.ToLower(in.Label()), ".csv") {
		return readCSV(in, out, w)
	}
	text, err := in.Open()
	if err != nil {
		return err
	}
	defer text.Close()
	all, err := io.ReadAll(io.LimitReader(text, int64(bounds.Bytes)+1))
	if err != nil {
		return err
	}
	entries, err := parse(in.Label(), all)
	if err != nil {
		return err
	}
	for _, e := range entries {
		if e.fault == nil {
			e.check()
		}
		if f := e.fault; f != nil {
			out.Reject(int64(f.line), f.where, f.value, f.what)
			continue
		}
		if err := w.write(e); err != nil {
			return err
		}
	}
	return nil
}

// at is a usage error at a line of a register.
func at(file string, line int, what, try string) error {
	return hint.New(hint.Data, file+":"+itoa(line), what, try)
}

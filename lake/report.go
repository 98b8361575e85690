package lake

import (
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"dyad/internal/hint"
	"dyad/internal/medium"
	"dyad/lake/duck"
)

// Reject is one record refused: file, line, column, what is printed, why.
type Reject = duck.Reject

// Report is what an import did.
type Report struct {
	Source     Source   // as the manifest keeps it; its counts hold for the rows kept
	Unchanged  bool     // the lake had it already, nothing was written
	Read       int64    // records in the files, header apart
	Duplicates int64    // of the rejects, rows that repeat another exactly
	Conflicts  int64    // of the rejects, rows that another with the same key contradicts
	Rejects    []Reject // the first of them
	Took       time.Duration

	// MetaDiffers names what was said of an Unchanged source this time otherwise
	// than the lake keeps it: "title", "caveats" … It is not kept.
	MetaDiffers []string
}

// firstRejects is how many rejects a report and an error show.
const firstRejects = 20

// defaultRejectShare is the part of the records that may be refused: a file
// with more of them is a wrong file or is read wrongly.
const defaultRejectShare = 0.001

// tooMany is the error of an import with too many rejects.
func tooMany(first []Reject, rejected, read int64, share float64) error {
	var b strings.Builder
	for i, r := range first {
		if i == 5 {
			break
		}
		if i > 0 {
			b.WriteString("\n  " + place(r) + ": ")
		}
		if r.Column != "" {
			b.WriteString("column " + r.Column + ": ")
		}
		b.WriteString(r.Reason)
	}
	if rejected > 5 {
		fmt.Fprintf(&b, "\n  and %d more", rejected-5)
	}
	fmt.Fprintf(&b, "\n  %d of %d rows are refused (%.3g %%); at most %.3g %% may be, so nothing was imported", rejected, read, 100*float64(rejected)/float64(read), 100*share)
	e := hint.New(hint.Data, "", b.String(), "mend the file, or --allow-rejects to import the other rows")
	if len(first) > 0 && strings.HasPrefix(first[0].Reason, "unknown economy") {
		e.Try = fmt.Sprintf("--alias %q or --aggregate %q says what the label means, --scheme the system of the codes; or --allow-rejects to import the other rows", first[0].Value+"=CODE", first[0].Value)
	}
	if len(first) > 0 {
		e.Where = place(first[0])
	}
	return e
}

func place(r Reject) string {
	if r.Line == 0 {
		return r.File
	}
	return r.File + ":" + strconv.FormatInt(r.Line, 10)
}

// rejectsFile writes the rejects as they come.
type rejectsFile struct {
	file  *os.File
	csv   *csv.Writer
	first []Reject
	err   error // of the disk, met while a reader went on
}

func newRejectsFile(path string) (*rejectsFile, error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		return nil, err
	}
	f, err := os.Create(path)
	if err != nil {
		return nil, err
	}
	w := csv.NewWriter(f)
	return &rejectsFile{file: f, csv: w}, w.Write([]string{"file", "line", "column", "value", "reason"})
}

func (r *rejectsFile) add(j Reject) error {
	if len(r.first) < firstRejects {
		r.first = append(r.first, j)
	}
	return r.csv.Write(medium.Cells([]string{j.File, strconv.FormatInt(j.Line, 10), j.Column, j.Value, j.Reason}))
}

func (r *rejectsFile) close() error {
	r.csv.Flush()
	if err := r.csv.Error(); err != nil {
		r.file.Close()
		return err
	}
	if err := r.file.Sync(); err != nil {
		r.file.Close()
		return err
	}
	return r.file.Close()
}

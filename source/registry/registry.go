// Package registry lists the formats that can be imported. A new reader is one
// line here.
package registry

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"dyad/internal/hint"
	"dyad/source"
	"dyad/source/aei"
	"dyad/source/atop"
	"dyad/source/cowigo"
	"dyad/source/gcdf"
	"dyad/source/gem"
	"dyad/source/hrt"
	"dyad/source/iati"
	"dyad/source/idealpoints"
	"dyad/source/membership"
	"dyad/source/register"
	"dyad/source/sipri"
	"dyad/source/sipritiv"
	"dyad/source/tidy"
	"dyad/source/unga"
	"dyad/source/visits"
	"dyad/source/wdi"
	"dyad/source/worldbank"
)

// Readers lists every reader by name.
func Readers() []*source.Reader {
	out := []*source.Reader{
		aei.Reader(),
		atop.Reader(),
		cowigo.Reader(),
		gcdf.Reader(),
		gem.Reader(),
		hrt.Reader(),
		iati.Reader(),
		idealpoints.Reader(),
		membership.Reader(),
		register.Reader(),
		sipri.Reader(),
		sipritiv.Reader(),
		tidy.Reader(),
		unga.Reader(),
		visits.Reader(),
		wdi.Reader(),
		worldbank.Reader(),
	}
	slices.SortFunc(out, func(a, b *source.Reader) int { return strings.Compare(a.Name, b.Name) })
	return out
}

// Find gives a reader by its name; a misspelt one gets a suggestion.
func Find(name string) (*source.Reader, error) {
	var names []string
	for _, r := range Readers() {
		if r.Name == name {
			return r, nil
		}
		names = append(names, r.Name)
	}
	try := "`dyad import --help` lists the formats"
	if near := hint.Suggest(name, append(names, "auto")); len(near) > 0 {
		try = "did you mean " + strings.Join(near, " or ") + "? " + try
	}
	return nil, hint.New(hint.Usage, "", fmt.Sprintf("unknown format %q", name), try)
}

// Choice is a reader that knows some files.
type Choice struct {
	Reader     *source.Reader
	Confidence int
	Why        string // by what the format is known
}

// Auto finds the reader that knows the files best. Files of which two readers
// are equally sure, or of which the files' own best readers differ, are refused
// with what each knows; nothing is guessed.
func Auto(files []source.File) (Choice, error) {
	var chosen Choice
	for i, f := range files {
		best, err := autoOne(f)
		if err != nil {
			return Choice{}, err
		}
		if i > 0 && best.Reader.Name != chosen.Reader.Name {
			return Choice{}, hint.New(hint.Usage, f.Label(), fmt.Sprintf("looks like %s (%s), and %s like %s (%s)",
				best.Reader.Name, best.Why, files[0].Label(), chosen.Reader.Name, chosen.Why), "import each format with a command of its own")
		}
		if i == 0 || best.Confidence < chosen.Confidence {
			chosen = best
		}
	}
	return chosen, nil
}

func autoOne(f source.File) (Choice, error) {
	head, headErr := source.Look(f)
	if headErr != nil {
		return Choice{}, headErr
	}
	var best, second Choice
	for _, r := range Readers() {
		if r.Knows == nil {
			continue
		}
		confidence, why := r.Knows(filepath.Base(f.Label()), head)
		c := Choice{r, confidence, why}
		switch {
		case confidence > best.Confidence:
			best, second = c, best
		case confidence > second.Confidence:
			second = c
		}
	}
	switch {
	case best.Confidence == 0:
		what := "no reader knows this format"
		if len(head.Columns) > 0 {
			what += "; its header is " + strings.Join(head.Columns[:min(8, len(head.Columns))], ", ")
		}
		return best, hint.New(hint.Data, f.Label(), what, "`dyad import --help` lists the formats; tidy takes any table of reporter, partner, year, flow and value")
	case best.Confidence == second.Confidence:
		return best, hint.New(hint.Data, f.Label(), fmt.Sprintf("may be %s (%s) or %s (%s)", best.Reader.Name, best.Why, second.Reader.Name, second.Why),
			"say which: dyad import "+best.Reader.Name+" or "+second.Reader.Name)
	}
	return best, nil
}

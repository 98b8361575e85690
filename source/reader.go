package source

import (
	"fmt"
	"slices"
	"strings"

	"dyad/economy"
	"dyad/internal/hint"
)

// Reader is one published format, as it describes itself to the registry: the
// command line, its help and completion, the automatic choice and the docs all
// read this.
type Reader struct {
	Name      string // of the command: dyad import NAME FILE…
	ID        string // of the source in the lake where the user gives none; "" asks for one
	Title     string // of the data set
	Publisher string
	URL       string
	Licence   string   // terms of use in a sentence
	Tables    []string // of the lake that it fills, the main one first
	Files     string   // which files it reads, in a sentence
	Example   string   // what follows "dyad import NAME"
	Caveats   []Caveat // that every release of this format carries
	Takes     []string // the options it understands, of OptionNames

	// Knows says how sure the reader is that a file is of its format, from 0 (it
	// is not) to 100 (nothing else looks so), and by what it knows it. It looks
	// at the head alone.
	Knows func(name string, head Head) (confidence int, why string)

	// Open describes the files, after looking at their heads.
	Open func(files []File, o Options) (Dataset, error)
}

// Caveat is what a reader of numbers must know. It holds for some measures and
// years, or for all of them where these are empty.
type Caveat struct {
	Text     string   `json:"text"`
	Measures []string `json:"measures,omitempty"` // by name, or all that begin so: "trade."
	From     int      `json:"from,omitempty"`     // years; 0 is open
	To       int      `json:"to,omitempty"`
}

// Holds says whether the caveat is one on a measure's number of a year; year 0
// is any.
func (c *Caveat) Holds(measure string, year int) bool {
	if year != 0 && (c.From != 0 && year < c.From || c.To != 0 && year > c.To) {
		return false
	}
	return len(c.Measures) == 0 || slices.ContainsFunc(c.Measures, func(m string) bool {
		return m == measure || strings.HasSuffix(m, ".") && strings.HasPrefix(measure, m)
	})
}

// Options are what a user says of files.
type Options struct {
	Meta          Meta
	Map, Set      []string // field=column, field=text
	Scale         string
	QuantityScale string
	Scheme        string
	Missing       []string
	Aggregates    []string
	Aliases       []string // label=CODE
	Flags         map[string]string
	Encoding      string // of a text that is not UTF-8: latin1, windows-1252 …
	Decimal       string // "," where decimals stand behind a comma
	Extra         map[string]string
}

// OptionNames are the options of Options by the names of the command line.
func OptionNames() []string {
	return []string{"map", "set", "scale", "quantity-scale", "scheme", "missing", "aggregate", "alias", "encoding", "decimal"}
}

// given says which options are set.
func (o *Options) given() map[string]bool {
	return map[string]bool{"map": len(o.Map) > 0, "set": len(o.Set) > 0, "scale": o.Scale != "", "quantity-scale": o.QuantityScale != "",
		"scheme": o.Scheme != "", "missing": len(o.Missing) > 0, "aggregate": len(o.Aggregates) > 0, "alias": len(o.Aliases) > 0,
		"encoding": o.Encoding != "", "decimal": o.Decimal != ""}
}

// Read opens files with the reader: the options it does not take are refused,
// and what the user leaves unsaid of the source is the reader's own.
func (r *Reader) Read(files []File, o Options) (Dataset, error) {
	for name, set := range o.given() {
		if set && !slices.Contains(r.Takes, name) {
			try := "leave it out"
			if len(r.Takes) > 0 {
				try = r.Name + " takes --" + strings.Join(r.Takes, ", --")
			}
			return Dataset{}, hint.New(hint.Usage, "", "import "+r.Name+" takes no --"+name, try)
		}
	}
	if len(files) == 0 {
		return Dataset{}, hint.New(hint.Usage, "", "no file is named", "dyad import "+r.Name+" FILE...")
	}
	m := &o.Meta
	own := func(text *string, otherwise string) {
		if *text == "" {
			*text = otherwise
		}
	}
	own(&m.ID, r.ID)
	own(&m.Title, r.Title)
	own(&m.Publisher, r.Publisher)
	own(&m.URL, r.URL)
	own(&m.Licence, r.Licence)
	if m.ID == "" {
		return Dataset{}, hint.New(hint.Usage, "", "the source has no name", "add --source NAME, as --source imf-dots")
	}
	own(&m.Title, m.ID)
	m.Reader = r.Name
	m.Scoped = append(slices.Clone(r.Caveats), m.Scoped...)
	return r.Open(files, o)
}

// Aliases reads labels of economies that the catalogue does not know, each with
// the code it stands for: "Zone euro=EA".
func Aliases(given []string) (map[string]economy.Code, error) {
	if len(given) == 0 {
		return nil, nil
	}
	out := map[string]economy.Code{}
	for _, g := range given {
		i := strings.LastIndexByte(g, '=')
		if i <= 0 {
			return nil, hint.New(hint.Usage, "", fmt.Sprintf("--alias %q is not LABEL=CODE", g), `--alias "Zone euro=EA"`)
		}
		e, err := economy.Resolve(g[i+1:])
		if err != nil {
			return nil, hint.New(hint.Usage, "", "--alias "+g+": "+err.Error(), "write the code that the label stands for")
		}
		out[strings.TrimSpace(g[:i])] = e.Code
	}
	return out, nil
}

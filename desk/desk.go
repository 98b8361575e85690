package desk

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"dyad/economy"
	"dyad/gravity"
	"dyad/institution"
	"dyad/internal/hint"
	"dyad/lake"
	"dyad/lake/table"
	"dyad/measure"
	"dyad/trade"
)

// Desk is an open lake with its fields. It may be used by many goroutines.
type Desk struct {
	Catalogue *measure.Catalogue
	Sources   []lake.Source // the releases that answer
	Releases  []lake.Source // every one
	Baskets   *trade.Baskets
	Gravity   *gravity.Fields // models of expected trade, estimated when asked for
	Version   string          // of dyad, for the colophon
	Snapshot  string          // the name of all that numbers rest on
	Members   string          // with which members groups count; "" for each year's (see WithMembers)

	// Findings lists what looks odd in the reports on a dyad, of one economy where
	// b is empty, in the whole lake where both are.
	Findings func(ctx context.Context, a, b economy.Code) ([]trade.Finding, error)

	lake   *lake.Lake
	fields []Field
}

// Options say how a lake is opened.
type Options struct {
	Version string // of dyad
	// Estimating, if not nil, is told of a model that begins to be estimated.
	Estimating func(gravity.Panel, int)
	// Fields adds fields of one's own to those that are registered.
	Fields func(*lake.Lake) []Field
}

// Open opens the lake in a directory and registers the fields over it.
func Open(ctx context.Context, dir string, o Options) (*Desk, error) {
	d := &Desk{Version: o.Version, Baskets: trade.BuiltIn()}
	own := filepath.Join(dir, "baskets.yaml")
	if _, err := os.Stat(own); err == nil {
		if d.Baskets, err = trade.ReadBaskets(own); err != nil {
			return nil, err
		}
	} else if !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	tables := Tables()
	if o.Fields != nil {
		for _, f := range o.Fields(nil) {
			tables = append(tables, f.Tables()...)
		}
	}
	l, err := lake.Open(ctx, dir, tables...)
	if err != nil {
		return nil, err
	}
	if err := ownGroups(ctx, l); err != nil {
		l.Close()
		return nil, err
	}
	d.lake, d.fields = l, d.makeFields(l)
	if o.Fields != nil {
		d.fields = append(d.fields, o.Fields(l)...)
	}
	d.Gravity.Announce, d.Findings = o.Estimating, d.findings
	if d.Catalogue, err = catalogue(d.fields); err != nil {
		l.Close()
		return nil, err
	}
	d.Sources, d.Releases, d.Snapshot = l.Latest(), l.Sources(), d.name(l.Snapshot())
	return d, nil
}

// ownGroups lets the groups of a lake's own lists stand wherever an economy can.
// They hold for the whole program: a lake without any takes them back.
func ownGroups(ctx context.Context, l *lake.Lake) error {
	stays, names, err := institution.Groups(ctx, l)
	if err != nil {
		return err
	}
	if err := economy.Extend(stays, names); err != nil {
		return hint.New(hint.Data, "", "the lake's own "+err.Error(), "`dyad sources` lists the lists; `dyad sources remove` takes one out")
	}
	return nil
}

// Groups lets a lake's own groups be named in a command before the lake is
// opened; a directory without a lake, or without such groups, has none.
func Groups(ctx context.Context, dir string) error {
	if !lake.Holds(dir, institution.Membership.Name) {
		return nil
	}
	l, err := lake.Open(ctx, dir, institution.Membership)
	if err != nil {
		return err
	}
	defer l.Close()
	return ownGroups(ctx, l)
}

// name is a snapshot's with the settings that numbers rest on besides.
func (d *Desk) name(snapshot string) string {
	if len(d.Baskets.Text()) == 0 {
		return snapshot
	}
	sum := sha256.Sum256(append([]byte(snapshot+"\x00baskets\x00"), d.Baskets.Text()...))
	return hex.EncodeToString(sum[:])
}

func catalogue(fields []Field) (*measure.Catalogue, error) {
	var groups [][]*measure.Measure
	for _, f := range fields {
		groups = append(groups, f.Measures())
	}
	return measure.NewCatalogue(groups...)
}

// Describe gives the catalogue without a lake: its measures cannot be evaluated.
func Describe() (*measure.Catalogue, error) {
	d := &Desk{Baskets: trade.BuiltIn()}
	return catalogue(d.makeFields(nil))
}

// Tables are those that fields declare and readers may fill.
func Tables() []*table.Table {
	var out []*table.Table
	for _, f := range (&Desk{Baskets: trade.BuiltIn()}).makeFields(nil) {
		out = append(out, f.Tables()...)
	}
	return out
}

// Close ends what the fields have under way, then the lake.
func (d *Desk) Close() error {
	for _, f := range d.fields {
		if c, ok := f.(closer); ok {
			c.Close()
		}
	}
	return d.lake.Close()
}

// Ping says whether the lake still answers.
func (d *Desk) Ping(ctx context.Context) error {
	return d.lake.Each(ctx, "SELECT 1", nil, func(*lake.Row) error { return nil })
}

// Warm brings into memory what questions need, while the first are answered
// without it.
func (d *Desk) Warm(ctx context.Context) error {
	defer d.Gravity.Start() // expected trade, in the background
	for _, f := range d.fields {
		if w, ok := f.(warmer); ok {
			if err := w.Warm(ctx); err != nil {
				return err
			}
		}
	}
	return nil
}

// findings asks every field that looks for faults.
func (d *Desk) findings(ctx context.Context, a, b economy.Code) ([]trade.Finding, error) {
	var out []trade.Finding
	for _, f := range d.fields {
		if x, ok := f.(finder); ok {
			found, err := x.Forensics(ctx, a, b)
			if err != nil {
				return nil, err
			}
			out = append(out, found...)
		}
	}
	return out, nil
}

// WithMembers is the same desk with groups counted as a value of the parameter
// members says; "" leaves it as it is.
func (d *Desk) WithMembers(members string) *Desk {
	if members == "" {
		return d
	}
	same := *d
	same.Members, same.Catalogue = members, d.Catalogue.With("members", members)
	return &same
}

// Remembering is the same desk for one piece of work that puts the same question
// several times; see measure.Catalogue.Remember.
func (d *Desk) Remembering() *Desk {
	same := *d
	same.Catalogue = d.Catalogue.Remember()
	return &same
}

// RememberingWorlds is the same desk for a server; see
// measure.Catalogue.RememberWorld.
func (d *Desk) RememberingWorlds(most int) *Desk {
	same := *d
	same.Catalogue = d.Catalogue.RememberWorld(most)
	return &same
}

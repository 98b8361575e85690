package file

// File is a claim file as read.
type File struct {
	Name   string // as given, for messages
	Text   About
	AsOf   string   // default of the claims
	Judges []string // default of the claims' judged_by
	Claims []*Claim
}

// About describes the text that the claims are quoted from.
type About struct {
	Doc    string // short key, as in at: {doc: …}
	Title  string
	Author string
	URL    string
	Date   string // of publication
	Note   string
}

// Claim is one quoted sentence with its check.
type Claim struct {
	ID    string
	Quote Text
	Doc   string // at.doc
	Par   string // at.par: a paragraph number or a name ("note5")

	Let   []Let
	Check Text // empty when the claim cannot be tested

	JudgedBy  []Text // nil: everybody who has data
	AsOf      string // YYYY, YYYY-MM or YYYY-MM-DD
	Tolerance Text
	Over      Text   // window that series wordings use unless they say one
	Universe  string // value of a measure's parameter "universe" unless a call says one
	Internal  bool   // the text is tested against itself

	NotTestable *NotTestable
	Needs       []string // measures or data that would settle it
	Proposed    bool     // written by `dyad claims new`, not yet by a person
	Kind        string   // free: level, trend, rank …
	Notes       string

	Line, Column int // of the id
}

// Let names a part of the check.
type Let struct {
	Name         string
	Value        Text
	Line, Column int
}

// NotTestable says why a sentence cannot be tested.
type NotTestable struct {
	Why  string // no number, causal, data not public, forecast, not measured yet
	Note string
}

// Reasons are the values of not_testable.why.
var Reasons = []string{"no number", "causal", "data not public", "forecast", "no measure yet", "opinion", "not understood"}

// Text is a string of the file that knows where each of its characters stands.
type Text struct {
	Value string
	src   *source
	line  int // of the first character of the scalar, from 1
	col   int
	kind  scalarKind
}

// Given says whether the file has the key at all.
func (t Text) Given() bool { return t.src != nil || t.Value != "" }

// TextOf makes a Text without a file, for checks typed by hand.
func TextOf(s string) Text { return Text{Value: s, src: newSource([]byte(s)), line: 1, col: 1} }

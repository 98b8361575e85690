package register

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"

	"dyad/economy"
	"dyad/internal/hint"
	"dyad/period"
	"dyad/source/lifecycle"
)

// parse reads the YAML of a register. An error is that of a text that is no
// register; what is wrong with one project is that project's fault.
func parse(file string, text []byte) (out []*entry, err error) {
	if f := bounds.Check(text); f != nil {
		return nil, at(file, f.Line, f.What, f.Try)
	}
	defer func() { // the YAML library panics on some malformed texts
		if p := recover(); p != nil {
			out, err = nil, hint.New(hint.Data, file, fmt.Sprintf("this is no readable YAML: %v", p), "")
		}
	}()
	tree, err := parser.ParseBytes(text, 0)
	if err != nil {
		what := strings.SplitN(err.Error(), "\n", 2)[0]
		return nil, hint.New(hint.Data, file, "this is no readable YAML: "+what, "`dyad projects new` writes a skeleton")
	}
	for _, d := range tree.Docs {
		if d.Body == nil {
			continue
		}
		top, err := fields(d.Body)
		if err != nil {
			return nil, at(file, line(d.Body), "a register has the key projects", "`dyad projects new` writes a skeleton")
		}
		for _, f := range top {
			if f.key != "projects" {
				return nil, at(file, f.line, fmt.Sprintf("a register has no key %q", f.key), "projects")
			}
			for _, n := range items(f.value) {
				out = append(out, project(n))
			}
		}
	}
	return out, nil
}

func line(n ast.Node) int {
	if t := n.GetToken(); t != nil && t.Position != nil {
		return t.Position.Line
	}
	return 1
}

type field struct {
	key   string
	line  int
	value ast.Node
}

var errShape = errors.New("is no mapping")

// fields are the keys of a mapping in their order.
func fields(n ast.Node) ([]field, error) {
	var values []*ast.MappingValueNode
	switch m := n.(type) {
	case *ast.MappingNode:
		values = m.Values
	case *ast.MappingValueNode:
		values = []*ast.MappingValueNode{m}
	default:
		return nil, errShape
	}
	out := make([]field, len(values))
	for i, v := range values {
		out[i] = field{v.Key.GetToken().Value, line(v.Key), v.Value}
	}
	return out, nil
}

func items(n ast.Node) []ast.Node {
	if s, ok := n.(*ast.SequenceNode); ok {
		return s.Values
	}
	return nil
}

// scalar is the text of a single value, as printed.
func scalar(n ast.Node) (string, bool) {
	switch v := n.(type) {
	case *ast.StringNode:
		return v.Value, true
	case *ast.LiteralNode:
		return strings.TrimSpace(v.Value.Value), true
	case *ast.NullNode:
		return "", true
	case *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode:
		return n.GetToken().Value, true
	}
	return "", false
}

var (
	textKeys   = []string{"id", "title", "kind", "sector", "host", "currency", "prices", "programme", "part_of", "collateral", "url", "note"}
	numberKeys = []string{"value", "year", "members", "rate", "maturity", "grace", "grant_element"}
	listKeys   = []string{"parties", "milestones", "stakes", "quantities", "same_as"}
)

// project reads one entry of the list.
func project(n ast.Node) *entry {
	e := &entry{line: line(n), text: map[string]string{}, number: map[string]float64{}}
	fs, err := fields(n)
	if err != nil {
		e.fail(e.line, "projects", "", "a project is written as keys with values")
		return e
	}
	for i, f := range fs {
		if i == 0 {
			e.line = f.line
		}
		e.take(f)
		if e.fault != nil {
			return e
		}
	}
	return e
}

func (e *entry) take(f field) {
	switch {
	case slices.Contains(listKeys, f.key):
		for _, n := range items(f.value) {
			e.part(f.key, n)
		}
		if items(f.value) == nil {
			e.fail(f.line, f.key, "", f.key+" is a list")
		}
		return
	case !slices.Contains(textKeys, f.key) && !slices.Contains(numberKeys, f.key):
		e.fail(f.line, f.key, "", "a project has no key "+strconv.Quote(f.key)+meant(f.key, append(append(slices.Clone(textKeys), numberKeys...), listKeys...)))
		return
	}
	text, ok := scalar(f.value)
	if !ok {
		e.fail(f.line, f.key, "", f.key+" is a single value")
		return
	}
	if _, twice := e.text[f.key]; twice {
		e.fail(f.line, f.key, text, f.key+" is given twice")
	}
	e.text[f.key] = text
	e.single(f.line, f.key, text)
}

// single checks a single value by its key; the CSV form shares it.
func (e *entry) single(line int, key, text string) {
	switch {
	case slices.Contains(numberKeys, key):
		v, err := strconv.ParseFloat(strings.ReplaceAll(text, "_", ""), 64)
		if err != nil {
			e.fail(line, key, text, key+" is a number, as 400e9")
			return
		}
		e.number[key] = v
	case key == "host" && text != "":
		if code := e.economy(line, key, text); code != "" {
			e.text[key] = string(code)
		}
	case key == "currency" && text != "" && !money(text):
		e.fail(line, key, text, strconv.Quote(text)+" is no currency's code; USD, CNY, RUB, EUR …")
	}
}

func meant(word string, known []string) string {
	if near := hint.Suggest(word, known); len(near) > 0 {
		return "; did you mean " + strings.Join(near, " or ") + "?"
	}
	return "; it has " + strings.Join(known, ", ")
}

func (e *entry) economy(line int, key, text string) economy.Code {
	found, err := economy.Named(text)
	if err != nil {
		what := err.Error()
		var u *economy.UnknownError
		if errors.As(err, &u) && len(u.Suggestions) > 0 {
			what += "; did you mean " + strings.Join(u.Suggestions, " or ") + "?"
		}
		e.fail(line, key, text, what)
		return ""
	}
	return found.Code
}

func (e *entry) date(line int, text string) period.Period {
	if strings.TrimSpace(text) == "" {
		return period.Period{}
	}
	p, err := period.Parse(text)
	if err != nil {
		e.fail(line, "date", text, strconv.Quote(text)+" is no date: write 2014, 2014-Q2, 2014-05 or 2014-05-21")
	}
	return p
}

func (e *entry) stage(line int, text string) lifecycle.Status {
	s, ok := lifecycle.Parse(text)
	if !ok {
		var known []string
		for _, s := range lifecycle.All() {
			known = append(known, s.Words())
		}
		e.fail(line, "status", text, strconv.Quote(text)+" is no stage"+meant(strings.ToLower(text), known))
	}
	return s
}

var partKeys = map[string][]string{
	"parties":    {"economy", "side", "share", "who"},
	"milestones": {"status", "date", "planned", "printed", "according", "members"},
	"stakes":     {"holder", "economy", "share", "date", "state", "according"},
	"quantities": {"what", "value", "unit", "item", "years", "date", "according"},
}

// part reads one item of a list.
func (e *entry) part(list string, n ast.Node) {
	if list == "same_as" {
		text, _ := scalar(n)
		if src, id, ok := strings.Cut(text, ":"); !ok || src == "" || id == "" || strings.ContainsAny(text, " \t") {
			e.fail(line(n), list, text, "a record of another source is written as source:id")
		}
		e.text[list] = strings.TrimSpace(e.text[list] + " " + text)
		return
	}
	fs, err := fields(n)
	if err != nil {
		e.fail(line(n), list, "", "an item of "+list+" has the keys "+strings.Join(partKeys[list], ", "))
		return
	}
	text, at := map[string]string{}, map[string]int{}
	for _, f := range fs {
		if !slices.Contains(partKeys[list], f.key) {
			e.fail(f.line, f.key, "", "an item of "+list+" has no key "+strconv.Quote(f.key)+meant(f.key, partKeys[list]))
			return
		}
		v, ok := scalar(f.value)
		if !ok {
			e.fail(f.line, f.key, "", f.key+" is a single value")
			return
		}
		text[f.key], at[f.key] = v, f.line
	}
	e.add(list, fs[0].line, text, at)
}

// add makes an item of a list from its texts.
func (e *entry) add(list string, first int, text map[string]string, at map[string]int) {
	where := func(key string) int {
		if l, ok := at[key]; ok {
			return l
		}
		return first
	}
	number := func(key string) *float64 {
		if text[key] == "" {
			return nil
		}
		v, err := strconv.ParseFloat(text[key], 64)
		if err != nil {
			e.fail(where(key), key, text[key], key+" is a number")
			return nil
		}
		return &v
	}
	party_ := func() economy.Code {
		if text["economy"] == "" {
			return ""
		}
		return e.economy(where("economy"), "economy", text["economy"])
	}
	switch list {
	case "parties":
		if text["economy"] == "" {
			e.fail(first, "economy", "", "a party is an economy")
			return
		}
		e.parties = append(e.parties, party{first, party_(), text["side"], text["who"], number("share")})
	case "milestones":
		if p := text["planned"]; p != "" && p != "true" && p != "false" {
			e.fail(where("planned"), "planned", p, "planned is true or false")
		}
		e.milestones = append(e.milestones, milestone{first, e.stage(where("status"), text["status"]), e.date(where("date"), text["date"]), text["planned"] == "true", text["printed"], text["according"], number("members")})
	case "stakes":
		s := stake{first, text["holder"], text["state"], text["according"], party_(), e.date(where("date"), text["date"]), number("share")}
		if s.state == "" {
			s.state = "held"
		}
		if !slices.Contains([]string{"held", "agreed", "dropped"}, s.state) {
			e.fail(where("state"), "state", s.state, "a stake is held, agreed or dropped")
		}
		if s.share != nil && (*s.share < 0 || *s.share > 100) {
			e.fail(where("share"), "share", text["share"], "a share lies between 0 and 100 %")
		}
		if s.holder == "" {
			e.fail(first, "holder", "", "a stake has a holder")
		}
		e.stakes = append(e.stakes, s)
	case "quantities":
		q := quantity{first, text["what"], text["unit"], text["item"], text["according"], e.date(where("date"), text["date"]), number("value"), number("years")}
		if !slices.Contains([]string{"declared", "delivered", "capacity", "target"}, q.what) {
			e.fail(where("what"), "what", q.what, "a quantity is declared, delivered, capacity or target")
		}
		if q.unit == "" || q.value == nil {
			e.fail(first, "quantities", "", "a quantity has a value and a unit")
		}
		e.quantities = append(e.quantities, q)
	}
}

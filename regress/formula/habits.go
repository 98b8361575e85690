package formula

import (
	"fmt"
	"regexp"
	"strings"
)

// What users of R, fixest, Stata and Julia write from habit, and what it is
// here. Nothing in this file is accepted; it makes the errors useful.

// foreignFunctions says what to write in place of a function of theirs.
var foreignFunctions = map[string]string{
	"ln":        "log(), the natural logarithm",
	"i":         "i(year) makes indicators; it stands alone as a term, or in a product as i(year):x",
	"factor":    "i(year) makes indicators; it stands alone as a term, or in a product as i(year):x",
	"as.factor": "i(year) makes indicators",
	"C":         "i(year) makes indicators",
	"fe":        "effects stand after the bar: trade ~ rta | exporter^year + importer^year",
	"lag":       noLags, "lead": noLags, "l": noLags, "f": noLags, "d": noLags, "L": noLags, "F": noLags, "D": noLags,
	"sw": oneModel, "sw0": oneModel, "csw": oneModel, "csw0": oneModel, "mvsw": oneModel,
	"c":       "one outcome a formula, and one formula for each model; a list of values stands after in: year in (1986, 1990)",
	"ifelse":  "I(year >= 2014) is 1 where the condition holds and 0 elsewhere",
	"cond":    "I(year >= 2014) is 1 where the condition holds and 0 elsewhere",
	"poly":    "write the powers out: x + x^2",
	"scale":   "put the standardised values in a column of the data",
	"inlist":  "write: year in (1986, 1990)",
	"inrange": "write: year >= 1986 && year <= 2006",
	"missing": "rows with a missing value drop out by themselves, counted",
	"is.na":   "rows with a missing value drop out by themselves, counted",
	"mod":     "the remainder is written year % 4",
}

const (
	noLags   = "the order of a panel is not known here: put lagged values in a column of the data"
	oneModel = "one formula for each model: give --formula again"

	products = "a product is a:b, both and their product a*b, a coefficient for each year i(year, x); # joins the columns of an effect"

	groupsAre = "effects and clusters are columns, joined by ^ into combinations and by + into lists: exporter^year + importer^year"
)

// foreignSigns are characters that word processors put in place of ours.
var foreignSigns = map[rune]string{
	'“': "use straight quotation marks", '”': "use straight quotation marks", '„': "use straight quotation marks",
	'‘': "use straight quotation marks", '’': "use straight quotation marks",
	'≥': "write >=", '≤': "write <=", '≠': "write !=", '−': "write -", '–': "write -", '×': "write *",
	'.': "there is no short form for all columns: name them",
	';': "one condition or formula at a time; join conditions with &&",
}

// habit says what to try in place of a token that does not belong where it
// stands.
func (p *parser) habit(t token) string {
	before := token{}
	if p.at > 0 {
		before = p.tokens[p.at-1]
	}
	doubled := before.kind == symbol && t.kind == symbol
	switch {
	case doubled && before.text == "*" && t.text == "*":
		return "a power is written ^"
	case doubled && before.text == "%" && t.text == "%":
		return "the remainder is written %"
	case before.text == "%" && before.kind == symbol && t.kind == name && t.text == "in", t.kind == symbol && t.text == "%":
		return "membership is written: year in (1986, 1990); the remainder: year % 4"
	case doubled && before.text == "<" && t.text == ">", t.kind == symbol && t.text == "~":
		return "not equal is written !="
	case before.kind == name && before.text == "not":
		return "not is written !"
	case before.kind == name && before.text == "if":
		return "leave `if` out"
	}
	if t.kind == name {
		switch t.text {
		case "and", "or":
			return "write && for and, || for or"
		case "between":
			return "write: year >= 1986 && year <= 2006"
		}
		return ""
	}
	switch t.text {
	case ":":
		if p.where == "--combine" {
			return "a coefficient's name with colons stands in backquotes: `year::2006:x`"
		}
	case "&", "|":
		return "write " + t.text + t.text
	case "=":
		return "compare with =="
	case "[":
		return "coefficients that differ by group are a term: i(exporter, year)"
	case ",":
		return "conditions are joined by &&; numbers have no thousands separator"
	}
	return ""
}

// leftOver is the error for what stands behind a whole formula.
func (p *parser) leftOver(t token, f *Formula) error {
	what, try := t.describe()+" is not expected here", p.habit(t)
	switch {
	case t.kind == name && t.text == "if":
		try = "conditions stand in --where 'exporter != importer'"
	case t.kind == symbol && (t.text == "," || t.text == "="):
		try = "options are flags, not part of a formula: effects stand after |, clusters in --cluster, conditions in --where, weights in --weights"
	case len(f.Effects) > 0 && t.kind == symbol && (t.text == "*" || t.text == "&"):
		try = "the columns of one effect are joined by ^: exporter^year"
	case len(f.Effects) > 0 && t.kind == name:
		try = "effects are joined by +"
	case len(f.Effects) > 0 && t.text == "[":
		try = "slopes by group are a term: i(exporter, year) before the bar"
	case t.kind == symbol && t.text == "#":
		try = products
	case t.kind == symbol && t.text == "^":
		try = "write the products out, as in a*b for a + b + a:b"
	case t.kind == name || t.kind == number || t.kind == text:
		try = "terms are joined by +"
	}
	return p.fault(t, what, try)
}

// bareColumn is what to write for f(column) among effects, where a column is a
// group whatever it holds.
func (p *parser) bareColumn() string {
	rest := p.tokens[p.at:]
	if len(rest) > 2 && rest[1].kind == name && rest[2].kind == symbol && rest[2].text == ")" {
		return fmt.Sprintf("write %s alone: a column after the bar is a group already", rest[1].text)
	}
	return groupsAre
}

// thirdPart is what to write for "| 0 | pair": clusters, to users of R's lfe and
// alpaca; instruments, to those of fixest.
func (p *parser) thirdPart() string {
	var words []string
	for _, t := range p.tokens[p.at+1:] {
		switch {
		case t.kind == name, t.kind == symbol && (t.text == "+" || t.text == "^"):
			words = append(words, t.text)
		case t.kind == number && t.value == 0, t.kind == symbol && t.text == "|", t.kind == end:
		default:
			return "name clusters with --cluster; instrumental variables are not supported"
		}
	}
	if len(words) == 0 {
		return "drop it"
	}
	return "name clusters with --cluster " + strings.ReplaceAll(strings.Join(words, ""), "+", ",")
}

// stata is a name with one of Stata's operators before it: i.year, ib2010.year,
// c.dist, L.rta, L4.rta, F.rta, D.rta. A column that is called so stands in
// backquotes.
type stata struct{ operator, column string }

var stataOperator = regexp.MustCompile(`^(i|ib[0-9]+|c|L[0-9]*|F[0-9]*|D[0-9]*)\.([\pL_].*)$`)

func stataName(t token) (stata, bool) {
	if t.kind != name || t.quoted {
		return stata{}, false
	}
	m := stataOperator.FindStringSubmatch(t.text)
	if m == nil {
		return stata{}, false
	}
	return stata{m[1], m[2]}, true
}

func (s stata) asTerm() string {
	called := fmt.Sprintf(" (a column that is called so: `%s.%s`)", s.operator, s.column)
	switch {
	case s.operator == "i":
		return fmt.Sprintf("write i(%s)%s", s.column, called)
	case s.operator[0] == 'i':
		return fmt.Sprintf("write i(%s, ref=%s)%s", s.column, s.operator[2:], called)
	case s.operator == "c":
		return "write " + s.column + called
	}
	return noLags + called
}

// asGroup is what to write among effects, behind the columns before it in the
// same effect.
func (s stata) asGroup(before []Column) string {
	if s.operator == "c" && len(before) > 0 {
		return fmt.Sprintf("slopes by group are a term: i(%s, %s) before the bar", before[0], s.column)
	}
	return fmt.Sprintf("write %s alone: a column after the bar is a group already", s.column)
}

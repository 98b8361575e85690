package eval

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"dyad/claim/wording"
	"dyad/measure"
)

// saysName is the hidden variable through which measures learn who is asked.
const saysName = "says__"

// fault is a mistake at an offset (in runes) of the text of a check.
type fault struct {
	at        int
	what, try string
}

// words is one wording of a check: where it stands and what it means.
type words struct {
	text string
	at   int
	rule *wording.Rule
}

// frame is one level of brackets: where its current clause begins in the
// output, and what must be closed at the clause's end.
type frame struct {
	start   int
	closers string
	index   bool // brackets of an index: written .at(…)
	call    bool // brackets of a call: name=value is an argument
}

// rewriter turns a check into plain CEL. It keeps, for every rune it writes,
// the offset in the check it stands for.
type rewriter struct {
	src       []rune
	out       []rune
	at        []int
	stack     []frame
	last      lexeme
	pos       int
	catalogue *measure.Catalogue
	lets      map[string]bool
	tolerance *wording.Tolerance
	tolerated *bool // a wording has taken the tolerance
	words     *[]words
	faults    []fault
	prose     int // wordings inside wordings
}

func (w *rewriter) fault(at int, what, try string) {
	w.faults = append(w.faults, fault{at, what, try})
}

func (w *rewriter) write(s string, at int) {
	for _, r := range s {
		w.out = append(w.out, r)
		w.at = append(w.at, at)
	}
}

func (w *rewriter) copy(l lexeme) {
	for i := l.from; i < l.to; i++ {
		w.out = append(w.out, w.src[i])
		w.at = append(w.at, i)
	}
}

// insert writes s where the current clause begins.
func (w *rewriter) insert(s string) {
	start := w.top().start
	at := w.pos
	if start < len(w.at) {
		at = w.at[start]
	}
	add := []rune(s)
	offsets := make([]int, len(add))
	for i := range offsets {
		offsets[i] = at
	}
	w.out = slices.Insert(w.out, start, add...)
	w.at = slices.Insert(w.at, start, offsets...)
}

func (w *rewriter) top() *frame { return &w.stack[len(w.stack)-1] }

// clause ends the current clause, closing what it opened.
func (w *rewriter) clause() {
	f := w.top()
	if strings.HasPrefix(f.closers, "~") { // an open end: T[2001..]
		if w.last.kind == mark && w.last.text == ".." {
			w.write("open()", w.pos)
		}
	}
	w.write(strings.ReplaceAll(f.closers, "~", ""), w.pos)
	f.closers = ""
}

func (w *rewriter) fresh() { w.top().start = len(w.out) }

func (w *rewriter) run() {
	w.stack = []frame{{}}
	for w.pos < len(w.src) {
		if isSpace(w.src[w.pos]) {
			w.write(" ", w.pos)
			w.pos++
			continue
		}
		l := lex(w.src, w.pos)
		w.step(l)
	}
	w.clause()
	if len(w.stack) > 1 {
		w.fault(len(w.src), "a bracket is not closed", "close it")
	}
}

func (w *rewriter) step(l lexeme) {
	w.pos = l.to
	switch l.kind {
	case number:
		w.number(l)
		return
	case ident:
		word := strings.ToLower(l.text)
		if w.top().call && !w.last.operandEnd() {
			word = "" // an argument is expected, and AND is Andorra
		}
		switch word {
		case "and", "or":
			w.pos = l.from
			w.clause()
			w.pos = l.to
			w.write(map[string]string{"and": "&&", "or": "||"}[strings.ToLower(l.text)], l.from)
			w.last = lexeme{kind: mark, text: "&&"}
			w.fresh()
			return
		case "not":
			if !w.last.operandEnd() {
				w.write("!", l.from)
				w.last = lexeme{kind: mark, text: "!"}
				w.fresh()
				return
			}
		case "in":
			w.copy(l)
			w.last = lexeme{kind: mark, text: "in"}
			return
		}
		if w.last.operandEnd() {
			w.wording(l)
			return
		}
		w.name(l)
		return
	case text:
		if !strings.HasSuffix(l.text, l.text[:1]) || len([]rune(l.text)) < 2 {
			w.fault(l.from, "a quotation mark is not closed", "close it with "+l.text[:1])
		}
		w.copy(l)
	case mark:
		w.mark(l)
	}
	w.last = l
}

func (w *rewriter) mark(l lexeme) {
	switch l.text {
	case "(", "{":
		w.copy(l)
		w.stack = append(w.stack, frame{start: len(w.out), call: l.text == "(" && w.last.kind == ident && w.last.to > w.last.from})
	case "[":
		index := w.last.operandEnd()
		if index {
			w.write(".at(", l.from)
		} else {
			w.copy(l)
		}
		w.stack = append(w.stack, frame{start: len(w.out), index: index})
	case ")", "]", "}":
		w.clause()
		if len(w.stack) == 1 {
			w.fault(l.from, fmt.Sprintf("a %s that closes nothing", l.text), "remove it")
			return
		}
		if w.top().index {
			w.write(")", l.from)
		} else {
			w.copy(l)
		}
		w.stack = w.stack[:len(w.stack)-1]
	case ",", "&&", "||", "?", ":":
		w.clause()
		w.copy(l)
		w.fresh()
	case "!":
		w.copy(l)
		w.fresh()
	case "..":
		w.insert("span(")
		if !w.last.operandEnd() {
			w.write("open()", l.from)
		}
		w.write(", ", l.from)
		w.top().closers = "~)" + w.top().closers
	case "=":
		w.fault(l.from, "a single =", "write == to compare, or name=value inside the brackets of a measure")
		w.copy(l)
	case "–", "−", "‑":
		w.write("-", l.from)
	default:
		w.copy(l)
	}
}

// scaleWords may follow a number in an expression: 95.3 bn.
var scaleWords = map[string]string{"bn": "e9", "billion": "e9", "mn": "e6", "million": "e6", "thousand": "e3", "trillion": "e12"}

func (w *rewriter) number(l lexeme) {
	literal := l.text
	if !strings.ContainsAny(literal, "eE.") {
		literal += ".0"
	}
	next := l.to
	for next < len(w.src) && isSpace(w.src[next]) {
		next++
	}
	call := "num("
	if next < len(w.src) {
		n := lex(w.src, next)
		if e, ok := scaleWords[n.text]; ok && n.kind == ident && !strings.ContainsAny(l.text, "eE") {
			literal += e
			call = "scaled("
			w.pos = n.to
		} else if n.text == "%" {
			after := n.to
			for after < len(w.src) && isSpace(w.src[after]) {
				after++
			}
			if after >= len(w.src) || !operandStart(w.src, after) {
				call = "pct("
				w.pos = n.to
			}
		}
	}
	next = w.pos
	for next < len(w.src) && isSpace(w.src[next]) {
		next++
	}
	if next < len(w.src) && call != "pct(" {
		if n := lex(w.src, next); n.kind == ident && strings.EqualFold(n.text, "USD") { // 95.3 bn USD
			call = "usd("
			w.pos = n.to
		}
	}
	w.write(call+literal+")", l.from)
	w.last = lexeme{number, l.text, l.from, l.to}
}

// operandStart says whether a number, a name or a bracket begins here, so that
// a % before it would be a remainder; and words such as "and" do not count.
func operandStart(src []rune, i int) bool {
	l := lex(src, i)
	switch l.kind {
	case number, text:
		return true
	case ident:
		switch strings.ToLower(l.text) {
		case "and", "or", "is", "in", "are", "was", "were":
			return false
		}
		return true
	}
	return l.text == "("
}

// asLarge parts "twice as large as EXPRESSION".
var asLarge = regexp.MustCompile(`^(.*\S)\s+as\s+(?:large|big|high|great|much|many|strong|important|heavy|long|expensive|cheap)\s+as\s+(.+)$`)

func (w *rewriter) wording(l lexeme) {
	from := l.from
	switch strings.ToLower(l.text) {
	case "is", "are", "was", "were":
		from = l.to
	}
	end := max(l.to, wordingEnd(w.src, l.from))
	for from < end && isSpace(w.src[from]) {
		from++
	}
	stop := end
	for stop > from && isSpace(w.src[stop-1]) {
		stop--
	}
	said := string(w.src[from:stop])
	w.pos = l.from
	w.clause()
	if m := asLarge.FindStringSubmatch(said); m != nil && w.prose == 0 {
		rest := from + len([]rune(said)) - len([]rune(m[2]))
		inner := &rewriter{src: w.src[:stop], pos: rest, catalogue: w.catalogue, lets: w.lets, tolerance: w.tolerance, tolerated: w.tolerated, words: w.words, prose: 1}
		inner.run()
		w.faults = append(w.faults, inner.faults...)
		w.insert("is(" + saysName + ", (")
		w.write(") / (", l.from)
		w.out, w.at = append(w.out, inner.out...), append(w.at, inner.at...)
		w.write(fmt.Sprintf("), %d)", w.rule(m[1], from)), l.from)
	} else {
		w.insert("is(" + saysName + ", ")
		w.write(fmt.Sprintf(", %d)", w.rule(said, from)), l.from)
	}
	w.pos = end
	w.last = lexeme{mark, ")", l.from, end}
}

// rule reads the words and returns their number in the check.
func (w *rewriter) rule(said string, at int) int {
	shift := 0
	if n := len(said); n >= 2 && (said[0] == '"' || said[0] == '\'') && said[n-1] == said[0] {
		said, shift = said[1:n-1], 1
	}
	r, err := wording.Parse(said, nil)
	if err == nil && w.tolerance != nil && r.Takes(w.tolerance) {
		*w.tolerated = true
		r, err = wording.Parse(said, w.tolerance)
	}
	if err != nil {
		e := err.(*wording.Error)
		w.fault(at+shift+e.At, e.What, e.Try)
		r = &wording.Rule{Kind: wording.Vague}
	}
	*w.words = append(*w.words, words{said, at + shift, r})
	return len(*w.words) - 1
}

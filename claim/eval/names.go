package eval

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"dyad/economy"
	"dyad/internal/hint"
)

var codeLike = regexp.MustCompile(`^[A-Z]{2,}[0-9]*$`)

// name writes a let, an economy, a function or a measure.
func (w *rewriter) name(l lexeme) {
	full, end := l.text, l.to
	if w.last.text != "." && !w.lets[l.text] {
		for end+1 < len(w.src) && w.src[end] == '.' {
			n := lex(w.src, end+1)
			if n.kind != ident {
				break
			}
			full, end = full+"."+n.text, n.to
		}
	}
	next := end
	for next < len(w.src) && isSpace(w.src[next]) {
		next++
	}
	isCall := next < len(w.src) && w.src[next] == '('
	whole := lexeme{ident, full, l.from, end}
	switch {
	case strings.Contains(full, "__"):
		w.fault(l.from, fmt.Sprintf("the name %q", full), "names have no __ in them")
	case w.last.text == "." || w.lets[l.text]:
		w.copy(l)
		w.last = l
		return
	case isCall && w.measure(full):
		w.copy(whole)
		w.write("("+saysName, l.from)
		w.pos = next + 1
		w.stack = append(w.stack, frame{start: len(w.out), call: true})
		k := w.pos
		for k < len(w.src) && isSpace(w.src[k]) {
			k++
		}
		if k < len(w.src) && w.src[k] != ')' {
			w.write(", ", l.from)
			w.fresh()
		}
		w.last = lexeme{mark, "(", next, next + 1}
		return
	case isCall && !strings.Contains(full, ".") && isFunction(full):
	case isCall:
		w.unknownCall(l.from, full)
	case w.argument(l, end):
		return
	case codeLike.MatchString(full):
		e, err := economy.Resolve(full)
		if err != nil {
			w.fault(l.from, err.Error(), economyTry(full, w.lets))
			w.write(`economy("WLD")`, l.from)
		} else {
			w.write(fmt.Sprintf("economy(%q)", string(e.Code)), l.from)
		}
		w.last = lexeme{ident, full, l.from, end}
		w.pos = end
		return
	}
	w.copy(whole)
	w.pos = end
	w.last = whole
}

// argument reads name=value inside the brackets of a call.
func (w *rewriter) argument(l lexeme, end int) bool {
	next := end
	for next < len(w.src) && isSpace(w.src[next]) {
		next++
	}
	if !w.top().call || next >= len(w.src) || w.src[next] != '=' || next+1 < len(w.src) && w.src[next+1] == '=' {
		return false
	}
	w.write(fmt.Sprintf("{%q: ", l.text), l.from)
	w.top().closers += "}"
	w.pos = next + 1
	w.last = lexeme{mark, "=", next, next + 1}
	return true
}

func (w *rewriter) measure(name string) bool {
	_, err := w.catalogue.Get(name)
	return err == nil
}

func (w *rewriter) unknownCall(at int, name string) {
	if !strings.Contains(name, ".") {
		known := append(slices.Clone(functionNames), w.catalogue.Names()...)
		near := hint.Suggest(name, known)
		for _, m := range w.catalogue.Names() {
			if strings.HasSuffix(m, "."+name) {
				near = append([]string{m}, near...)
			}
		}
		if len(near) > 0 {
			w.fault(at, fmt.Sprintf("unknown function %q", name), "did you mean "+strings.Join(near[:min(3, len(near))], " or ")+"?")
			return
		}
		w.fault(at, fmt.Sprintf("unknown function %q", name), "the functions are "+strings.Join(functionNames, ", ")+"; measures are listed by `dyad measures`")
		return
	}
	_, err := w.catalogue.Get(name)
	w.fault(at, fmt.Sprintf("unknown measure %q", name), hint.TryOf(err))
}

// notOne says that a text is no economy, or the name of two.
func notOne(name string) string {
	if economy.Shared(name) != nil {
		return fmt.Sprintf("%q is the name of two economies", name)
	}
	return fmt.Sprintf("unknown economy %q", name)
}

func economyTry(name string, lets map[string]bool) string {
	if both := economy.Shared(name); both != nil {
		var named []string
		for _, c := range both {
			named = append(named, fmt.Sprintf("%s (%s)", c, economy.Label(c)))
		}
		return "write " + strings.Join(named, " or ")
	}
	var known []string
	for _, e := range economy.All() {
		known = append(known, string(e.Code))
	}
	for l := range lets {
		known = append(known, l)
	}
	slices.Sort(known)
	if near := hint.Suggest(name, known); len(near) > 0 {
		var named []string
		for _, n := range near {
			if l := economy.Label(economy.Code(n)); l != n {
				n += " (" + l + ")"
			}
			named = append(named, n)
		}
		return "did you mean " + strings.Join(named, " or ") + "?"
	}
	return `economies are ISO 3166 codes such as CHN, groups such as EU, or names in quotes: "Russia"`
}

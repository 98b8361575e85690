package web

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"dyad/economy"
	"dyad/internal/hint"
	"dyad/measure"
)

// canonical leads from /d/china/156… to /d/CHN/…: every dyad has one address in
// each direction.
func (s *Server) canonical(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		a, b, err := measure.Pair(r.PathValue("a"), r.PathValue("b"))
		if err != nil {
			s.fail(w, r, asNotFound(err))
			return
		}
		if string(a) == r.PathValue("a") && string(b) == r.PathValue("b") {
			next.ServeHTTP(w, r)
			return
		}
		to := url.URL{Path: "/d/" + string(a) + "/" + string(b), RawQuery: r.URL.RawQuery}
		if strings.HasSuffix(r.URL.Path, "/"+expectedID) {
			to.Path += "/" + expectedID
		} else if f := r.PathValue("file"); f != "" {
			to.Path += "/" + f
		}
		http.Redirect(w, r, to.String(), http.StatusMovedPermanently)
	})
}

// asNotFound is for a word in the path: what it names does not exist.
func asNotFound(err error) error {
	if h := hintOf(err); h.Code == hint.Usage {
		return refusal{http.StatusNotFound, h}
	}
	return err
}

func dyadOf(r *http.Request) (a, b economy.Code) {
	return economy.Code(r.PathValue("a")), economy.Code(r.PathValue("b"))
}

// oneOrTwo reads the economies a and b, either of which may be left out.
func oneOrTwo(r *http.Request) (a, b economy.Code, err error) {
	q := r.URL.Query()
	switch x, y := q.Get("a"), q.Get("b"); {
	case x != "" && y != "":
		return measure.Pair(x, y)
	case x+y != "":
		a, err = measure.Resolve(x + y)
	}
	return a, "", err
}

// yearOf reads a year from the address, 0 where there is none.
func yearOf(r *http.Request, name string) (int, error) {
	ys, err := measure.ParseYears(r.URL.Query().Get(name))
	if err != nil {
		return 0, err
	}
	if ys.From != ys.To {
		return 0, hint.New(hint.Usage, "", name+" is one year here, not a span", "write "+name+"=2014")
	}
	return ys.From, nil
}

// numberOf reads a whole number between low and high from the address.
func numberOf(r *http.Request, name string, otherwise, low, high int) (int, error) {
	text := r.URL.Query().Get(name)
	if text == "" {
		return otherwise, nil
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < low || n > high {
		return 0, hint.New(hint.Usage, "", name+" cannot be "+strconv.Quote(shorten(text)),
			"write a whole number from "+strconv.Itoa(low)+" to "+strconv.Itoa(high))
	}
	return n, nil
}

// known refuses parameters that nobody reads: a misspelt one would be passed
// over in silence.
func known(r *http.Request, names ...string) error {
	for given := range r.URL.Query() {
		found := false
		for _, n := range names {
			found = found || n == given
		}
		if !found {
			try := "parameters: " + strings.Join(names, ", ")
			if near := hint.Suggest(given, names); len(near) > 0 {
				try = "did you mean " + strings.Join(near, " or ") + "? " + try
			}
			if len(names) == 0 {
				try = "leave it out"
			}
			return hint.New(hint.Usage, "", "unknown parameter "+strconv.Quote(shorten(given)), try)
		}
	}
	return nil
}

// wordsOf reads a question from the address: the names are those of the command
// line's options; lists are repeated or separated by commas.
func wordsOf(r *http.Request) measure.Words {
	q := r.URL.Query()
	list := func(name string) []string {
		var out []string
		for _, v := range q[name] {
			for _, w := range strings.Split(v, ",") {
				if w = strings.TrimSpace(w); w != "" {
					out = append(out, w)
				}
			}
		}
		return out
	}
	return measure.Words{A: q.Get("a"), B: q.Get("b"), Years: q.Get("years"), Freq: q.Get("freq"), Basket: q.Get("basket"),
		Reporters: list("reporter"), Sources: list("source"), Sets: q["set"], World: q.Get("world") != "" && q.Get("world") != "0" && q.Get("world") != "false"}
}

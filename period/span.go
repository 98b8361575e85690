package period

import "strings"

// Span is everything from the first day of From to the last day of To. An end
// that is no period is open.
type Span struct{ From, To Period }

// Has says whether the whole of p lies in the span.
func (s Span) Has(p Period) bool {
	return (s.From.IsZero() || !p.First().Before(s.From.First())) && (s.To.IsZero() || !p.Last().After(s.To.Last()))
}

// IsZero says that both ends are open.
func (s Span) IsZero() bool { return s == Span{} }

// String writes it as it is read: 2000:2017.
func (s Span) String() string {
	if s.From == s.To {
		return s.From.String()
	}
	return s.From.String() + ":" + s.To.String()
}

// ParseSpan reads 2000:2017, 2000:, :2017, 2014, 2014-03:2014-12. Text "" is
// everything. An end that is longer than the other counts from its first or to
// its last day. The error is a *BadError.
func ParseSpan(text string) (Span, error) {
	if strings.TrimSpace(text) == "" {
		return Span{}, nil
	}
	from, to, two := strings.Cut(text, ":")
	var s Span
	var err error
	if strings.TrimSpace(from) != "" {
		if s.From, err = Parse(from); err != nil {
			return Span{}, err
		}
	}
	if !two {
		s.To = s.From
		return s, nil
	}
	if strings.TrimSpace(to) != "" {
		if s.To, err = Parse(to); err != nil {
			return Span{}, err
		}
	}
	if s.IsZero() {
		return s, &BadError{text, "neither end is given"}
	}
	if !s.From.IsZero() && !s.To.IsZero() && s.To.Last().Before(s.From.First()) {
		return Span{}, &BadError{text, "it runs backwards"}
	}
	return s, nil
}

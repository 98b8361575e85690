package period

import (
	"cmp"
	"fmt"
	"time"
)

// Unit is how long a period is.
type Unit uint8

// The units, from none to the shortest.
const (
	None Unit = iota
	Year
	Quarter
	Month
	Day
)

// String is the unit's name: "year", "quarter", "month", "day", "".
func (u Unit) String() string {
	return [...]string{"", "year", "quarter", "month", "day"}[u]
}

// UnitOf reads a unit's name, or its letter in SDMX (A, Q, M, D).
func UnitOf(text string) (Unit, bool) {
	switch text {
	case "year", "annual", "A", "a":
		return Year, true
	case "quarter", "quarterly", "Q", "q":
		return Quarter, true
	case "month", "monthly", "M", "m":
		return Month, true
	case "day", "daily", "D", "d":
		return Day, true
	}
	return None, false
}

// Period is a year, or a part of one: exactly one of Quarter, Month and Month
// with Day is set, or none of them for the whole year. The zero value is no
// period. It is comparable.
type Period struct {
	Year    int // 1 to 9999
	Quarter int // 1 to 4, else 0
	Month   int // 1 to 12, else 0
	Day     int // 1 to 31, with Month, else 0
}

// Of is the whole year.
func Of(year int) Period { return Period{Year: year} }

// OfMonth is a month; month 0 is the whole year, as files write it.
func OfMonth(year, month int) Period { return Period{Year: year, Month: month} }

// OfDate is the day of a time.
func OfDate(t time.Time) Period {
	return Period{Year: t.Year(), Month: int(t.Month()), Day: t.Day()}
}

// Unit is how long the period is.
func (p Period) Unit() Unit {
	switch {
	case p.Day != 0:
		return Day
	case p.Month != 0:
		return Month
	case p.Quarter != 0:
		return Quarter
	case p.Year != 0:
		return Year
	}
	return None
}

// IsZero says that it is no period.
func (p Period) IsZero() bool { return p == Period{} }

// Valid says whether the period exists: there is no February 30 and no month 13.
func (p Period) Valid() bool {
	if p.Year < 1 || p.Year > 9999 || p.Quarter < 0 || p.Quarter > 4 || p.Month < 0 || p.Month > 12 || p.Day < 0 {
		return false
	}
	if p.Quarter != 0 && p.Month != 0 || p.Day != 0 && p.Month == 0 {
		return false
	}
	return p.Day == 0 || OfDate(p.First()) == p
}

// First is the first day, at midnight UTC.
func (p Period) First() time.Time {
	m := p.Month
	if p.Quarter != 0 {
		m = 3*p.Quarter - 2
	}
	return time.Date(p.Year, time.Month(max(m, 1)), max(p.Day, 1), 0, 0, 0, 0, time.UTC)
}

// Last is the last day, at midnight UTC.
func (p Period) Last() time.Time { return p.Add(1).First().AddDate(0, 0, -1) }

// Ordinal numbers the periods of one unit, so that neighbours differ by one:
// years since 0, quarters and months since the year 0, days since 1970-01-01.
func (p Period) Ordinal() int {
	switch p.Unit() {
	case Quarter:
		return 4*p.Year + p.Quarter - 1
	case Month:
		return 12*p.Year + p.Month - 1
	case Day:
		return int(p.First().Unix() / 86400)
	}
	return p.Year
}

// At is the period of a unit with an Ordinal.
func At(u Unit, ordinal int) Period {
	switch u {
	case Quarter:
		return Period{Year: floor(ordinal, 4), Quarter: ordinal - 4*floor(ordinal, 4) + 1}
	case Month:
		return Period{Year: floor(ordinal, 12), Month: ordinal - 12*floor(ordinal, 12) + 1}
	case Day:
		return OfDate(time.Unix(int64(ordinal)*86400, 0).UTC())
	case Year:
		return Period{Year: ordinal}
	}
	return Period{}
}

func floor(n, by int) int {
	if n < 0 {
		return -((-n + by - 1) / by)
	}
	return n / by
}

// Add is the period n units later.
func (p Period) Add(n int) Period { return At(p.Unit(), p.Ordinal()+n) }

// In is the period of a longer or equal unit that holds p: the year of a month.
// Asked for a shorter unit it gives no period.
func (p Period) In(u Unit) Period {
	if u > p.Unit() {
		return Period{}
	}
	switch u {
	case Year:
		return Of(p.Year)
	case Quarter:
		if p.Quarter != 0 {
			return p
		}
		return Period{Year: p.Year, Quarter: (p.Month + 2) / 3}
	case Month:
		return OfMonth(p.Year, p.Month)
	}
	return p
}

// Parts lists the periods of a shorter unit that make p up, in order.
func (p Period) Parts(u Unit) []Period {
	if u < p.Unit() || p.IsZero() {
		return nil
	}
	first := OfDate(p.First()).In(u)
	var out []Period
	for q := first; !q.First().After(p.Last()); q = q.Add(1) {
		out = append(out, q)
	}
	return out
}

// Compare orders periods by their first day, the longer one before its parts.
func Compare(a, b Period) int {
	return cmp.Or(a.First().Compare(b.First()), cmp.Compare(a.Unit(), b.Unit()))
}

// String writes the period as ISO 8601 does, the quarter as 2017-Q1; "" for none.
func (p Period) String() string {
	switch p.Unit() {
	case Year:
		return fmt.Sprintf("%04d", p.Year)
	case Quarter:
		return fmt.Sprintf("%04d-Q%d", p.Year, p.Quarter)
	case Month:
		return fmt.Sprintf("%04d-%02d", p.Year, p.Month)
	case Day:
		return fmt.Sprintf("%04d-%02d-%02d", p.Year, p.Month, p.Day)
	}
	return ""
}

// Label writes the period as a reader meets it: 2017, Q1 2017, March 2017,
// 31 December 2017.
func (p Period) Label() string {
	switch p.Unit() {
	case Quarter:
		return fmt.Sprintf("Q%d %d", p.Quarter, p.Year)
	case Month:
		return fmt.Sprintf("%s %d", time.Month(p.Month), p.Year)
	case Day:
		return fmt.Sprintf("%d %s %d", p.Day, time.Month(p.Month), p.Year)
	}
	return p.String()
}

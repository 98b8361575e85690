package source

import (
	"fmt"
	"strconv"
	"strings"

	"dyad/period"
)

// When is the year of a printed period, and its month where it is one.
type When struct{ Year, Month int }

// PeriodOf understands a year or a month: 2017, 2017-03, 2017M03, 201703, 2017.0.
// Month 0 is the whole year. It does not judge whether the year is plausible.
func PeriodOf(label string) (year, month int, ok bool) {
	if s := strings.TrimSpace(label); len(s) == 5 && Numbered(s) {
		year, _ := strconv.Atoi(s)
		return year, 0, true // a slip of the hand, told as a year outside the plausible ones
	}
	p, err := period.Parse(label)
	if err != nil || p.Day != 0 || p.Quarter != 0 {
		return 0, 0, false
	}
	return p.Year, p.Month, true
}

// Periods understands all the periods of a column together: a date stands for a
// year where all are the first or last day of one, for a month where all are
// the first or last of one. yearly says that months are told elsewhere. unclear
// says why dates can be read in two ways.
func Periods(labels []string, yearly bool) (when map[string]When, unclear string) {
	when = map[string]When{}
	var days []period.Period
	var texts []string
	for _, label := range labels {
		if y, m, ok := PeriodOf(label); ok {
			when[label] = When{y, m}
		} else if p, err := period.Parse(strings.TrimSpace(label)); err == nil && p.Day != 0 {
			days, texts = append(days, p), append(texts, label)
		}
	}
	if len(days) == 0 {
		return when, ""
	}
	ends, months, years := true, true, map[int]bool{}
	for _, p := range days {
		same := p.Month == days[0].Month && p.Day == days[0].Day
		ends = ends && same && (p.Month == 1 && p.Day == 1 || p.Month == 12 && p.Day == 31)
		months = months && (p.Day == 1 || p.Add(1).Day == 1)
		years[p.Year] = true
	}
	switch {
	case yearly || ends && len(years) > 1:
		for i, p := range days {
			when[texts[i]] = When{Year: p.Year}
		}
	case ends:
		unclear = fmt.Sprintf("%q may stand for the year %d or for one month of it", texts[0], days[0].Year)
	case months:
		for i, p := range days {
			when[texts[i]] = When{p.Year, p.Month}
		}
	}
	return when, unclear
}

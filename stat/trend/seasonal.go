package trend

import "fmt"

// Seasonal is the Mann–Kendall test of a series with seasons (Hirsch, Slack and
// Smith 1982): S and its variance are the sums of those of every season by itself,
// so that a January is compared with Januaries alone. period is the number of
// seasons, 12 for months; the first value belongs to the first. Tau is over the
// pairs compared. Seasons are taken as independent of each other. It errs with
// ErrPeriod unless there are two seasons at least and three whole years.
func Seasonal(y []float64, period int) (Test, error) {
	if err := check(y); err != nil {
		return Test{}, err
	}
	if period < 2 {
		return Test{}, &Error{ErrPeriod, fmt.Sprintf("%d seasons", period), -1}
	}
	if len(y) < least*period {
		return Test{}, &Error{ErrTooShort, fmt.Sprintf("%d, and a trend over %d seasons needs %d", len(y), period, least*period), -1}
	}
	var s int64
	pairs, v := 0.0, 0.0
	var season []float64
	for first := range period {
		season = season[:0]
		for i := first; i < len(y); i += period {
			season = append(season, y[i])
		}
		own, ties := score(season)
		s += own
		v += variance(len(season), ties)
		pairs += float64(len(season)) * float64(len(season)-1) / 2
	}
	return outcome(len(y), s, pairs, v, 1), nil
}

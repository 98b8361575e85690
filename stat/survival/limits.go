package survival

import (
	"fmt"
	"math"
)

// Limits says on which scale a confidence interval is symmetric.
type Limits int

const (
	// Log limits are symmetric for the logarithm of the estimate; survfit's default.
	Log Limits = iota
	// Plain limits are symmetric for the estimate itself.
	Plain
	// LogLog limits are symmetric for log(-log(estimate)); they stay between 0 and 1.
	LogLog
)

// String is "log", "plain" or "log-log".
func (l Limits) String() string {
	switch l {
	case Plain:
		return "plain"
	case LogLog:
		return "log-log"
	}
	return "log"
}

// ParseLimits reads "plain", "log" or "log-log".
func ParseLimits(name string) (Limits, error) {
	for _, l := range []Limits{Plain, Log, LogLog} {
		if name == l.String() {
			return l, nil
		}
	}
	return 0, &Error{Column: "limits", Index: -1, Reason: fmt.Sprintf("%q is none of plain, log and log-log", name)}
}

// Options of a curve. The zero Options ask for 95 % log limits.
type Options struct {
	Limits Limits
	// Level is the coverage of the limits, between 0 and 1; 0 stands for 0.95.
	Level float64
}

// interval computes limits of one kind at one level.
type interval struct {
	limits Limits
	z      float64
}

func (o Options) interval() (interval, error) {
	level := o.Level
	if level == 0 {
		level = 0.95
	}
	if !(level > 0 && level < 1) {
		return interval{}, &Error{Column: "level", Index: -1, Reason: fmt.Sprintf("%v is not between 0 and 1", o.Level)}
	}
	if o.Limits < Log || o.Limits > LogLog {
		return interval{}, &Error{Column: "limits", Index: -1, Reason: fmt.Sprintf("%d is no kind of limits", int(o.Limits))}
	}
	return interval{o.Limits, math.Sqrt2 * math.Erfinv(level)}, nil
}

// around gives the limits of the estimate p whose standard error is s times p.
func (c interval) around(p, s float64) (lower, upper Value) {
	switch c.limits {
	case Plain:
		half := c.z * s * p
		return Known(max(p-half, 0)), Known(min(p+half, 1))
	case Log:
		if p == 0 {
			return Missing, Missing
		}
		factor := math.Exp(c.z * s)
		return Known(p / factor), Known(min(p*factor, 1))
	}
	if p <= 0 || p >= 1 {
		return Missing, Missing
	}
	// log(-log p) plus or minus its half width is a factor of log p.
	log := math.Log(p)
	factor := math.Exp(c.z * s / -log)
	return Known(math.Exp(log * factor)), Known(math.Exp(log / factor))
}

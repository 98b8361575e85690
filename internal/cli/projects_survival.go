package cli

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"dyad/internal/hint"
	"dyad/project"
	"dyad/source/lifecycle"
	"dyad/stat/survival"
)

// survivalAsk is what projects survival is asked.
type survivalAsk struct {
	file, time, event, entry, group, cause string
	from, to, conf, format                 string
	level                                  float64
	sources                                []string
}

func (a *app) projectsSurvival() *cobra.Command {
	var ask survivalAsk
	c := &cobra.Command{
		Use: "survival [A B]", Short: "how long it takes, with those still open: Kaplan–Meier, Aalen–Johansen",
		Long: `How long it takes from one stage to another, with those still open counted as
far as they were seen: Kaplan–Meier, and Aalen–Johansen where projects are also
suspended or abandoned, as 1 − Kaplan–Meier would then be wrong.

With --file the same of any table of durations: a row a subject, --event 0 where
it was only seen so far. --cause names the column of what ended it.`,
		Example: `  dyad projects survival CHN RUS --source worldbank
  dyad projects survival --file F.csv --time months --event event --group group --conf log-log --format json`,
		Args: between("[A]", "[B]"), ValidArgsFunction: completes("economy", "economy"),
		RunE: func(c *cobra.Command, args []string) error {
			limits, err := survival.ParseLimits(ask.conf)
			if err != nil {
				return hint.New(hint.Usage, "", fmt.Sprintf("--conf cannot be %q", ask.conf), "plain, log or log-log")
			}
			o := survival.Options{Limits: limits, Level: ask.level}
			switch {
			case ask.file != "" && len(args) > 0:
				return hint.New(hint.Usage, "", "either two economies or --file", "leave one out")
			case ask.file != "":
				return a.survivalOfFile(ask, o)
			case len(args) != 2:
				return hint.New(hint.Usage, "", "projects survival takes two economies, or --file with --time and --event", "`"+c.CommandPath()+" --help` has examples")
			}
			return a.survivalOfDyad(c, args, ask, o)
		},
	}
	f := c.Flags()
	f.StringVar(&ask.file, "file", "", "a CSV of durations")
	f.StringVar(&ask.time, "time", "", "its column of the time at which a subject left")
	f.StringVar(&ask.event, "event", "", "its column of what happened then: 0 is nothing, censored")
	f.StringVar(&ask.entry, "entry", "", "its column of the time at which a subject came under observation")
	f.StringVar(&ask.group, "group", "", "its column of groups")
	f.StringVar(&ask.cause, "cause", "", "its column of causes, for endings that compete")
	f.StringVar(&ask.from, "from", "signed", "the stage where the time begins")
	f.StringVar(&ask.to, "to", "completed", "the stage where it ends")
	f.StringVar(&ask.conf, "conf", "log", "the scale on which the limits are symmetric: plain, log, log-log")
	f.Float64Var(&ask.level, "level", 0.95, "how sure the limits are")
	f.StringSliceVar(&ask.sources, "source", nil, "only from these sources")
	formatFlag(c, &ask.format)
	return c
}

func (a *app) survivalOfFile(ask survivalAsk, o survival.Options) error {
	t, err := readDurations(ask)
	if err != nil {
		return err
	}
	rows, sums, err := project.Curves(t.Data, o, t.groups, t.causes)
	if err != nil {
		var bad *survival.Error
		if errors.As(err, &bad) {
			where := ask.file
			if bad.Index >= 0 {
				where = fmt.Sprintf("%s:%d", ask.file, t.lines[bad.Index])
			}
			return hint.New(hint.Data, where, bad.Error(), "a row is a subject: a time, an event, and an entry before the time")
		}
		return err
	}
	if err := a.writeCurves(ask.format, rows); err != nil {
		return err
	}
	if ask.format != "table" {
		return nil
	}
	a.saySums(sums, "")
	if len(t.groups) > 1 {
		if test, err := survival.LogRank(t.Data); err == nil {
			a.say("Log-rank between the groups: chi-squared %.4f on %d degrees of freedom, p = %s", test.ChiSquare, test.DF, test.P)
		}
	}
	return nil
}

func (a *app) writeCurves(format string, rows []project.CurveRow) error {
	g := grid{columns: []string{"group", "cause", "time", "n_risk", "n_event", "n_censor", "estimate", "std_error", "lower", "upper"}}
	g.right = g.columns[2:]
	num := func(v float64) string {
		if format == "csv" {
			return strconv.FormatFloat(v, 'g', -1, 64)
		}
		return strconv.FormatFloat(v, 'g', 6, 64)
	}
	val := func(v survival.Value) string {
		if x, known := v.Get(); known {
			return num(x)
		}
		return ""
	}
	for _, r := range rows {
		g.rows = append(g.rows, []string{r.Group, r.Cause, num(r.Time), strconv.Itoa(r.AtRisk), strconv.Itoa(r.Events), strconv.Itoa(r.Censored), num(r.Estimate), val(r.StdError), val(r.Lower), val(r.Upper)})
	}
	if rows == nil {
		rows = []project.CurveRow{}
	}
	return a.write(format, g, rows)
}

func (a *app) saySums(sums []project.CurveSummary, unit string) {
	for _, s := range sums {
		limit := func(v survival.Value) string {
			if x, known := v.Get(); known {
				return strconv.FormatFloat(x, 'f', 1, 64)
			}
			return "none"
		}
		who := strings.TrimSpace(s.Group + " " + s.Cause)
		if who != "" {
			who += ": "
		}
		median := "no median: fewer than a half came to it"
		if _, known := s.Median.Get(); known {
			median = "median " + limit(s.Median) + unit + " (limits " + limit(s.Low) + " and " + limit(s.High) + ")"
		}
		a.say("%sn = %d, events = %d, %s%s", who, s.N, s.Events, median, s.Note)
	}
}

func (a *app) survivalOfDyad(c *cobra.Command, args []string, ask survivalAsk, o survival.Options) error {
	x, y, err := pair(args)
	if err != nil {
		return err
	}
	from, ok := lifecycle.Parse(ask.from)
	to, ok2 := lifecycle.Parse(ask.to)
	if !ok || !ok2 {
		return hint.New(hint.Usage, "", fmt.Sprintf("from %q to %q are no stages", ask.from, ask.to), "announced, agreed, signed, financed, construction, completed, suspended, abandoned")
	}
	d, err := a.openDesk(c.Context())
	if err != nil {
		return err
	}
	defer d.Close()
	lives, err := d.Projects().Durations(c.Context(), x, y, from, to, ask.sources)
	if err != nil {
		return err
	}
	if len(lives) == 0 {
		return noProjects(args, ask.sources)
	}
	var rows []project.CurveRow
	var sums []project.CurveSummary
	for _, l := range lives {
		group := strings.TrimSpace(l.Source + " " + l.Group)
		note := ""
		if w := l.Words(); w != "" {
			note = "; " + w
		}
		if len(l.Exit) == 0 {
			sums = append(sums, project.CurveSummary{Group: group, Median: survival.Missing, Low: survival.Missing, High: survival.Missing, Note: note})
			continue
		}
		var causes []string
		if l.Competing() {
			causes = project.CauseNames[1:]
		}
		r, s, err := project.Curves(l.Data(), o, []string{group}, causes)
		if err != nil {
			return err
		}
		for i := range s {
			s[i].Note = note
		}
		rows, sums = append(rows, r...), append(sums, s...)
	}
	if err := a.writeCurves(ask.format, rows); err != nil {
		return err
	}
	if ask.format == "table" {
		a.say("Months from %s to %s.", from.Words(), to.Words())
		a.saySums(sums, " months")
	}
	return nil
}

// durations is a table of durations read from a file.
type durations struct {
	survival.Data
	groups, causes []string // names of the codes
	lines          []int
}

func readDurations(ask survivalAsk) (*durations, error) {
	if ask.time == "" || ask.event == "" && ask.cause == "" {
		return nil, hint.New(hint.Usage, "", "--file needs --time and --event", "--time months --event event")
	}
	f, err := os.Open(ask.file)
	if err != nil {
		return nil, &hint.Error{Code: hint.Data, Where: ask.file, What: "cannot read the file", Err: err, Try: "check the path"}
	}
	defer f.Close()
	r := csv.NewReader(f)
	r.ReuseRecord = true
	header, err := r.Read()
	if err != nil {
		return nil, hint.New(hint.Data, ask.file+":1", "the header cannot be read", "a CSV with a header")
	}
	header = slices.Clone(header)
	header[0] = strings.TrimPrefix(header[0], "\ufeff")
	column := func(name string) (int, error) {
		if name == "" {
			return -1, nil
		}
		i := slices.IndexFunc(header, func(h string) bool { return strings.TrimSpace(h) == name })
		if i < 0 {
			try := "columns: " + strings.Join(header, ", ")
			if near := hint.Suggest(name, header); len(near) > 0 {
				try = "did you mean " + strings.Join(near, " or ") + "? " + try
			}
			return i, hint.New(hint.Data, ask.file+":1", fmt.Sprintf("there is no column %q", name), try)
		}
		return i, nil
	}
	var at [5]int
	for i, name := range []string{ask.time, ask.event, ask.entry, ask.group, ask.cause} {
		if at[i], err = column(name); err != nil {
			return nil, err
		}
	}
	d := &durations{}
	var groups, causes []string
	for {
		rec, err := r.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, hint.New(hint.Data, ask.file, err.Error(), "mend the file")
		}
		line, _ := r.FieldPos(0)
		if err := d.take(ask, at, line, rec, &groups, &causes); err != nil {
			return nil, err
		}
	}
	if at[3] >= 0 {
		d.Group, d.groups = survival.Codes(groups)
	}
	if at[4] >= 0 {
		d.name(causes)
	}
	return d, nil
}

// take reads one subject.
func (d *durations) take(ask survivalAsk, at [5]int, line int, rec []string, groups, causes *[]string) error {
	number := func(i int, name string) (float64, error) {
		v, err := strconv.ParseFloat(strings.TrimSpace(rec[i]), 64)
		if err != nil || math.IsNaN(v) || math.IsInf(v, 0) {
			return 0, hint.New(hint.Data, fmt.Sprintf("%s:%d", ask.file, line), fmt.Sprintf("%s %q is not a number", name, rec[i]), "a missing time has no place in a curve: leave the row out")
		}
		return v, nil
	}
	exit, err := number(at[0], ask.time)
	if err != nil {
		return err
	}
	event := 1.0
	if at[1] >= 0 {
		if event, err = number(at[1], ask.event); err != nil {
			return err
		}
		if event != math.Trunc(event) || event < 0 || event > 255 || at[4] < 0 && event > 1 {
			return hint.New(hint.Data, fmt.Sprintf("%s:%d", ask.file, line), fmt.Sprintf("%s %v is neither 0 nor 1", ask.event, event), "several kinds of endings have a column of their own: --cause")
		}
	}
	if at[2] >= 0 {
		entry, err := number(at[2], ask.entry)
		if err != nil {
			return err
		}
		d.Entry = append(d.Entry, entry)
	}
	if at[3] >= 0 {
		*groups = append(*groups, strings.Clone(rec[at[3]]))
	}
	cause := int(event)
	if at[4] >= 0 {
		name := strings.TrimSpace(rec[at[4]])
		if event == 0 || name == "0" || name == "" || name == "NA" {
			name, cause = "", 0
		}
		*causes = append(*causes, strings.Clone(name))
	}
	d.Exit, d.Cause, d.lines = append(d.Exit, exit), append(d.Cause, cause), append(d.lines, line)
	return nil
}

// name numbers the causes from 1 in the order of their names.
func (d *durations) name(causes []string) {
	var known []string
	for _, c := range causes {
		if c != "" {
			known = append(known, c)
		}
	}
	_, d.causes = survival.Codes(known)
	d.causes = append([]string{}, d.causes...)
	for i, c := range causes {
		d.Cause[i] = 1 + slices.Index(d.causes, c)
	}
}

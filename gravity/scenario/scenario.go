package scenario

import (
	"errors"
	"fmt"
	"path/filepath"
	"strconv"
	"strings"

	"dyad/internal/bounded"
	"dyad/internal/hint"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
)

// Scenario is a what-if question, read from a YAML file:
//
//	title: Canada and Japan sign an agreement
//	data: panel.csv            # one row for each directed pair, domestic sales too; relative to this file
//	year: 2006                 # the baseline year, when the data have several
//	where: exporter != "ROW"   # a condition on the rows, if need be
//	columns: {exporter: exporter, importer: importer, trade: trade, output: Y, expenditure: E}
//	sigma: 7                   # elasticity of substitution; no default
//	baseline: fitted           # or observed
//	closure: ratio             # or deficit
//	reference: DEU             # its consumer price is one; without: world output stays
//	estimate:
//	  formula: trade ~ pta + lndist + international | exporter + importer
//	  cluster: exporter^importer
//	changes:
//	  - name: agreement
//	    between: [CAN, JPN]    # every pair of these, both directions
//	    set: {pta: 1}
//	  - name: sanction
//	    from: [CHN]            # or: all
//	    to: [USA]
//	    both: false            # true: the other direction too
//	    cost: +30%             # iceberg trade costs t; a tariff without its revenue
//	  - name: corridor
//	    pairs: [[CHN, DEU]]    # exporter, importer
//	    coefficient: {estimate: 0.2, std_error: 0.05}   # added to ln t^(1−σ)
//	dyad: [CAN, JPN]
//	intervals: {draws: 500, level: 95, seed: 1}
//
// columns default to exporter, importer, trade and year; without output and
// expenditure they are the sums of trade. In between, from and to a group (EU)
// stands for its members in the baseline year. In place of estimate.formula,
// estimate.coefficients may list {name, estimate, std_error}, where a name is a
// term as a formula writes it. With baseline: observed the baseline is trade as
// it is, and estimate is needed only for changes that use set.
type Scenario struct {
	Title     string   `yaml:"title"`
	Data      string   `yaml:"data"`
	Year      int      `yaml:"year"`
	Where     string   `yaml:"where"`
	Columns   Columns  `yaml:"columns"`
	Sigma     float64  `yaml:"sigma"`
	Baseline  string   `yaml:"baseline"`
	Closure   string   `yaml:"closure"`
	Reference string   `yaml:"reference"`
	Estimate  Estimate `yaml:"estimate"`
	Changes   []Change `yaml:"changes"`
	Dyad      []string `yaml:"dyad"`
	Intervals Draws    `yaml:"intervals"`

	source string
	file   *ast.File
}

// Columns name the columns of the data.
type Columns struct {
	Exporter    string `yaml:"exporter"`
	Importer    string `yaml:"importer"`
	Trade       string `yaml:"trade"`
	Year        string `yaml:"year"`
	Output      string `yaml:"output"`
	Expenditure string `yaml:"expenditure"`
}

// Estimate says where the coefficients of trade costs come from.
type Estimate struct {
	Formula      string        `yaml:"formula"`
	Data         string        `yaml:"data"` // default: the scenario's
	Where        string        `yaml:"where"`
	Cluster      string        `yaml:"cluster"`
	SSC          string        `yaml:"ssc"`
	Coefficients []Coefficient `yaml:"coefficients"`
}

// Coefficient is a number with its standard error, zero when certain.
type Coefficient struct {
	Name     string  `yaml:"name" json:"name"`
	Estimate float64 `yaml:"estimate" json:"estimate"`
	StdError float64 `yaml:"std_error" json:"std_error"`
}

// Change is one change of trade costs on a set of directed pairs.
type Change struct {
	Name        string             `yaml:"name"`
	Between     []string           `yaml:"between"`
	From        economies          `yaml:"from"`
	To          economies          `yaml:"to"`
	Both        bool               `yaml:"both"`
	Pairs       [][]string         `yaml:"pairs"`
	Set         map[string]float64 `yaml:"set"`
	Cost        string             `yaml:"cost"`
	Coefficient *Coefficient       `yaml:"coefficient"`
}

// Draws ask for intervals by draws from the estimates' distribution.
type Draws struct {
	Draws int     `yaml:"draws"`
	Level float64 `yaml:"level"` // percent
	Seed  uint64  `yaml:"seed"`
}

// economies is a list, or the word all.
type economies struct {
	all  bool
	list []string
}

func (e *economies) UnmarshalYAML(decode func(any) error) error {
	if err := decode(&e.list); err == nil {
		return nil
	}
	var word string
	if err := decode(&word); err != nil {
		return err
	}
	if word == "all" {
		e.all = true
	} else {
		e.list = []string{word}
	}
	return nil
}

// Read reads a scenario file; paths in it are relative to it.
func Read(path string) (*Scenario, error) {
	text, err := bounded.Regular(path, int64(bounds.Bytes))
	if err != nil {
		return nil, &hint.Error{Code: hint.Data, Where: path, What: "the scenario cannot be read", Try: "check the path of the scenario", Err: err}
	}
	s, err := Parse(text, path)
	if err != nil {
		return nil, err
	}
	for _, p := range []*string{&s.Data, &s.Estimate.Data} {
		if *p != "" && !filepath.IsAbs(*p) {
			*p = filepath.Join(filepath.Dir(path), *p)
		}
	}
	return s, nil
}

var bounds = bounded.Settings("a scenario", "docs/gravity.md has a scenario in full")

// Parse reads a scenario from memory and checks what can be checked
// without data; source names it in errors.
func Parse(text []byte, source string) (*Scenario, error) {
	s := &Scenario{source: source}
	err := bounds.Decode(text, s)
	var bound *bounded.Fault
	switch {
	case errors.As(err, &bound):
		return nil, hint.New(hint.Usage, fmt.Sprintf("%s, line %d, column %d", source, bound.Line, bound.Column), bound.What, bound.Try)
	case err != nil:
		return nil, unreadable(err, source)
	}
	if s.file, err = parser.ParseBytes(text, 0); err != nil {
		return nil, &hint.Error{Code: hint.Usage, Where: source, What: "this is no readable YAML", Err: err}
	}
	if err := s.wholeNumbers(); err != nil {
		return nil, err
	}
	s.setDefaults()
	return s, s.check()
}

var scenarioKeys = []string{"title", "data", "year", "where", "columns", "sigma", "baseline", "closure", "reference", "estimate", "changes", "dyad", "intervals",
	"exporter", "importer", "trade", "output", "expenditure", "formula", "cluster", "ssc", "coefficients", "name", "std_error",
	"between", "from", "to", "both", "pairs", "set", "cost", "coefficient", "draws", "level", "seed"}

// suggestKey finds the key that was meant in a message about an unknown field.
func suggestKey(message string) string {
	if parts := strings.Split(message, `"`); len(parts) == 3 && strings.Contains(message, "unknown field") {
		if near := hint.Suggest(parts[1], scenarioKeys); len(near) > 0 {
			return "did you mean " + near[0] + "?"
		}
	}
	return ""
}

func (s *Scenario) setDefaults() {
	set := func(p *string, v string) {
		if *p == "" {
			*p = v
		}
	}
	set(&s.Columns.Exporter, "exporter")
	set(&s.Columns.Importer, "importer")
	set(&s.Columns.Trade, "trade")
	set(&s.Columns.Year, "year")
	set(&s.Baseline, "fitted")
	set(&s.Closure, "ratio")
	if s.Intervals.Level == 0 {
		s.Intervals.Level = 95
	}
}

// fault is an error at a place in the file, given as a YAML path; the nearest
// place above it where there is no such node.
func (s *Scenario) fault(path, what, try string) error {
	where := s.source
	for path != "$" && path != "" {
		if line, column, ok := s.position(path); ok {
			where = fmt.Sprintf("%s, line %d, column %d", s.source, line, column)
			break
		}
		path = path[:max(strings.LastIndexAny(path, ".["), 0)]
	}
	return hint.New(hint.Usage, where, what, try)
}

func (s *Scenario) position(path string) (line, column int, ok bool) {
	p, err := yaml.PathString(path)
	if err != nil || s.file == nil {
		return 0, 0, false
	}
	node, err := p.FilterFile(s.file)
	if err != nil || node == nil || node.GetToken() == nil || node.GetToken().Position == nil {
		return 0, 0, false
	}
	at := node.GetToken().Position
	return at.Line, at.Column, true
}

// percentage reads "+30%" as 1.3, "-5%" as 0.95.
func percentage(text string) (float64, bool) {
	body, ok := strings.CutSuffix(strings.TrimSpace(text), "%")
	if !ok {
		return 0, false
	}
	v, err := strconv.ParseFloat(strings.TrimSpace(strings.Replace(body, "−", "-", 1)), 64)
	return 1 + v/100, err == nil && v > -100 && v < 1e6
}

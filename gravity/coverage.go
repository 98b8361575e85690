package gravity

import (
	"errors"
	"fmt"
	"math"

	"dyad/internal/hint"
	"dyad/internal/numeral"
)

// Coverage says for how much of a panel a table of covariates has no value in a
// column.
type Coverage struct {
	Table        string `json:"table"`
	Column       string `json:"column"`
	Flows        int    `json:"flows"`
	MissingFlows int    `json:"missing_flows"`
	Pairs        int    `json:"pairs"` // directed
	MissingPairs int    `json:"missing_pairs"`
	Example      string `json:"example,omitempty"` // the first pair without a value
}

// coverage of the columns that have gaps; a pair lacks a value where any of its
// flows does.
func (c *Covariates) coverage(p *panel) []Coverage {
	if c == nil {
		return nil
	}
	pairs, names := p.directed()
	var out []Coverage
	for _, column := range c.names {
		v := Coverage{Table: c.Source, Column: column, Flows: len(p.value), Pairs: len(names)}
		lacking := make([]bool, len(names))
		for k, x := range c.column(column, p) {
			if !math.IsNaN(x) {
				continue
			}
			v.MissingFlows++
			if pair := pairs[k]; !lacking[pair] {
				lacking[pair] = true
				v.MissingPairs++
			}
			if v.Example == "" {
				v.Example = fmt.Sprintf("%s to %s in %d", p.names[p.exporter[k]], p.names[p.importer[k]], p.year[k])
			}
		}
		if v.MissingFlows > 0 {
			out = append(out, v)
		}
	}
	return out
}

func (v Coverage) String() string {
	return fmt.Sprintf("%s has no %s for %s of %s flows, %s of %s directed pairs (%s for one)", v.Table, v.Column, numeral.Thousands(v.MissingFlows), numeral.Thousands(v.Flows),
		numeral.Thousands(v.MissingPairs), numeral.Thousands(v.Pairs), v.Example)
}

// sparse adds to an estimation's error what the table of covariates lacks; a
// panel that the table covers whole has another fault.
func sparse(err error, gaps []Coverage) error {
	var h *hint.Error
	if err == nil || len(gaps) == 0 || !errors.As(err, &h) || h.Code != hint.Data {
		return err
	}
	what := h.What
	for _, v := range gaps {
		what += "; " + v.String()
	}
	return &hint.Error{Code: hint.Data, Where: h.Where, What: what, Err: h.Err,
		Try: "only flows with a value of every term take part: write a row for each directed pair (0 where there is no tie), in each year if the table has years, or leave the term out"}
}

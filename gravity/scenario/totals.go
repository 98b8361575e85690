package scenario

import (
	"fmt"
	"math"

	"dyad/internal/hint"
	"dyad/regress/frame"
)

// totals fills trade, output and expenditure and makes world totals agree.
func (x *experiment) totals(data *frame.Frame, rows []int32) error {
	s, n := x.scenario, len(x.names)
	x.output, x.expenditure = make([]float64, n), make([]float64, n)
	trade, err := data.Numbers(s.Columns.Trade)
	if err != nil {
		return err
	}
	x.trade = make([]float64, n*n)
	for k, r := range rows {
		v := trade[r]
		if math.IsNaN(v) && (s.Baseline == "observed" || s.Columns.Output == "") {
			return hint.New(hint.Data, x.place(data, r, s.Columns.Trade), fmt.Sprintf("trade from %s to %s is missing", x.names[k/n], x.names[k%n]), "write 0 where there was none, or name columns for output and expenditure with a fitted baseline")
		}
		if v < 0 {
			return hint.New(hint.Data, x.place(data, r, s.Columns.Trade), fmt.Sprintf("trade from %s to %s is negative: %g", x.names[k/n], x.names[k%n], v), "correct the value: sales are zero or more, those at home (gross output less exports) too")
		}
		x.trade[k] = v
		x.output[k/n] += v
		x.expenditure[k%n] += v
	}
	if s.Columns.Output != "" && s.Baseline == "fitted" {
		if err := x.given(data, rows, s.Columns.Output, x.output, func(k int) int { return k / n }); err != nil {
			return err
		}
		if err := x.given(data, rows, s.Columns.Expenditure, x.expenditure, func(k int) int { return k % n }); err != nil {
			return err
		}
	}
	output, expenditure := 0.0, 0.0
	for i := range n {
		output += x.output[i]
		expenditure += x.expenditure[i]
	}
	x.discrepancy = output/expenditure - 1
	if !(math.Abs(x.discrepancy) < 0.1) {
		return hint.New(hint.Data, s.Data, fmt.Sprintf("world output %.6g and world expenditure %.6g differ by %.0f %%", output, expenditure, 100*x.discrepancy), "check the columns for output and expenditure")
	}
	for j := range n {
		x.expenditure[j] *= output / expenditure
	}
	return nil
}

// given reads a country's total from a column that repeats it in every row.
func (x *experiment) given(data *frame.Frame, rows []int32, column string, into []float64, country func(k int) int) error {
	values, err := data.Numbers(column)
	if err != nil {
		return err
	}
	for i := range into {
		into[i] = math.NaN()
	}
	for k, r := range rows {
		i, v := country(k), values[r]
		switch {
		case math.IsNaN(v):
			return hint.New(hint.Data, x.place(data, r, column), fmt.Sprintf("%s of %s is missing", column, x.names[i]), "write it in every row of the country, or leave columns for output and expenditure out")
		case math.IsNaN(into[i]):
			into[i] = v
		case into[i] != v:
			return hint.New(hint.Data, x.place(data, r, column), fmt.Sprintf("%s of %s is %g here and %g in a row before", column, x.names[i], v, into[i]), "a country's total is the same in all its rows of a year")
		}
	}
	return nil
}

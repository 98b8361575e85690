package table

import (
	"dyad/regress"
	"math"
	"strings"
	"testing"
)

// two estimates made up for the layout.
func twoEstimates() []*regress.Estimate {
	return []*regress.Estimate{
		{Outcome: "trade", Family: "poisson", Errors: "clustered", SmallSample: "stata", N: 1234567, NDropped: 3, Dropped: []regress.Dropped{{Why: "missing value in rta", N: 3}}, Converged: true,
			Clusters: []regress.Groups{{Name: "pair", Groups: 4321}}, Effects: []regress.Groups{{Name: "exporter^year", Groups: 10}}, Deviance: 1.5e9, LogLikelihood: -1234, SquaredCorrelation: 0.9,
			Coef: []regress.Coefficient{{Name: "log(dist)", Estimate: -0.75, StdError: 0.04, PValue: 0.001}, {Name: "rta_x", Estimate: 0.00001234, StdError: 0.04, PValue: 0.9}}},
		{Outcome: "log(trade)", Family: "ols", Errors: "robust", SmallSample: "fixest", N: 99, Converged: true, Deviance: 12, LogLikelihood: -56, SquaredCorrelation: math.NaN(),
			Coef: []regress.Coefficient{{Name: "(Intercept)", Estimate: 2, StdError: 1, PValue: 0.045}, {Name: "log(dist)", Estimate: -1, StdError: 0.1, PValue: 0}}, Collinear: []string{"rta_x"}},
	}
}

func TestTable(t *testing.T) {
	table, err := New(twoEstimates(), Options{Title: "Trade & <distance>", Stars: true})
	if err != nil {
		t.Fatal(err)
	}
	const text = `Trade & <distance>
──────────────────────────────────────────────
                               (1)         (2)
──────────────────────────────────────────────
log(dist)               −0.7500***  −1.0000***
                          (0.0400)    (0.1000)
rta_x                       0.0000   collinear
                          (0.0400)
(Intercept)                           2.0000**
                                      (1.0000)
──────────────────────────────────────────────
Outcome                      trade  log(trade)
Estimator                     PPML         OLS
Effects: exporter^year         yes          no
Errors                     by pair      robust
Clusters                     4,321
Observations             1,234,567          99
Rows dropped                     3
R²                                           –
Adjusted R²                                  –
Root MSE                                     –
Squared correlation         0.9000
Pseudo R²                        –
Log-likelihood               −1234         −56
Deviance                   1.5e+09          12
──────────────────────────────────────────────
Standard errors in brackets; *** p < 0.01, ** p < 0.05, * p < 0.1.
Small-sample convention: as ppmlhdfe, G/(G−1) or N/(N−1).
Small-sample convention: as fixest, times (N−1)/(N−K).
(1): 3 rows dropped: missing value in rta.
`
	if got := table.Text(); got != text {
		t.Errorf("text:\n%s", got)
	}
	for format, wants := range map[string][]string{
		"md":   {"**Trade & &lt;distance>**", "| log(dist) | −0.7500\\*\\*\\* | −1.0000\\*\\*\\* |", "|---|---:|---:|", "| rta\\_x |"},
		"tex":  {`\caption{Trade \& $<$distance$>$}`, `log(dist) & $-$0.7500$^{***}$ & $-$1.0000$^{***}$ \\`, `exporter\textasciicircum{}year`, `rta\_x`, `\toprule`},
		"html": {"<caption>Trade &amp; &lt;distance&gt;</caption>", `<th scope="row">log(dist)</th><td>−0.7500***</td>`, `<th scope="col">(2)</th>`},
	} {
		got, err := table.Format(format)
		if err != nil {
			t.Fatal(err)
		}
		for _, want := range wants {
			if !strings.Contains(got, want) {
				t.Errorf("%s lacks %q:\n%s", format, want, got)
			}
		}
	}
	if _, err := table.Format("xls"); err == nil {
		t.Error("an unknown format is taken")
	}
	if _, err := New(nil, Options{}); err == nil {
		t.Error("an empty table is made")
	}
}

// A combination that one model alone can make has a row, empty beside the other.
func TestCombinationInTable(t *testing.T) {
	two := twoEstimates()
	two[1].Combinations = []regress.Coefficient{{Name: "total", Estimate: 1.2568567, StdError: 0.348985}}
	table, err := New(two, Options{Digits: 3})
	if err != nil {
		t.Fatal(err)
	}
	found := false
	for _, r := range table.Body {
		found = found || r.Label == "total" && r.Cells[0] == "" && r.Cells[1] == "1.257"
	}
	if !found {
		t.Errorf("the table lacks the combination:\n%s", table.Text())
	}
}

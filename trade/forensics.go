package trade

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"

	"dyad/economy"
)

// Kinds of findings.
const (
	UndisclosedShare = "undisclosed"        // goods without a chapter; Value: the largest share, in per cent
	LinesExceedTotal = "lines_exceed_total" // the chapters add up to more than the total; Value: by how much, in per cent
	Imputation       = "imputed"            // one report is a fixed multiple of the other; Value: flows
	OutOfLine        = "out_of_line"        // a year far from its counterpart; Value: robust z-score
	CopiedYear       = "copied_year"        // a year equals another; Value: share of equal values, in per cent
	SilentReporter   = "silent_reporter"    // partners report and the economy does not; Value: years
	EstimatedReport  = "estimated_report"   // the economy's report is the publisher's estimate; Value: years
	SameFigures      = "same_figures"       // two sources or vintages are one; Value: share of equal values, in per cent
)

// Finding is a fault of the data, or a mark of one. Reporter is whose report it
// concerns, "" where it cannot be told or nobody reports, as of a reconciled value; Exporter and Importer name the flow,
// where it is about one. Text is a whole sentence.
type Finding struct {
	Kind     string  `json:"kind"`
	Source   string  `json:"source"`
	Vintage  string  `json:"vintage"`
	Reporter string  `json:"reporter,omitempty"`
	Exporter string  `json:"exporter,omitempty"`
	Importer string  `json:"importer,omitempty"`
	Years    []int   `json:"years"`
	Value    float64 `json:"value"`
	Text     string  `json:"text"`
}

// Forensics looks for faults in the data: of the reports on a dyad's flows, of
// an economy's reports when b is empty, of every economy's when both are. It
// judges data, not countries: each finding is a reason to look, not a proof.
//
// Findings come by kind, the weightiest first.
func (t *Trade) Forensics(ctx context.Context, a, b economy.Code) ([]Finding, error) {
	var out []Finding
	var err error
	switch {
	case a == "" && b == "":
		out, err = t.lakeFindings(ctx)
	case a == "" || b == "":
		out, err = t.economyFindings(ctx, cmp.Or(a, b))
	default:
		out, err = t.dyadFindings(ctx, a, b)
	}
	if err != nil {
		return nil, err
	}
	order := []string{SilentReporter, EstimatedReport, OutOfLine, CopiedYear, UndisclosedShare, LinesExceedTotal, Imputation, SameFigures}
	slices.SortStableFunc(out, func(x, y Finding) int {
		return cmp.Or(cmp.Compare(slices.Index(order, x.Kind), slices.Index(order, y.Kind)), cmp.Compare(math.Abs(y.Value), math.Abs(x.Value)),
			cmp.Compare(x.Reporter, y.Reporter), cmp.Compare(x.Exporter, y.Exporter), cmp.Compare(x.Importer, y.Importer), cmp.Compare(x.Source, y.Source))
	})
	return out, nil
}

func (t *Trade) lakeFindings(ctx context.Context) ([]Finding, error) {
	if err := Warm(ctx, t.ledger); err != nil {
		return nil, err
	}
	var all []economy.Code
	for _, e := range economy.All() {
		all = append(all, e.Code)
	}
	f, err := t.ledger.Of(ctx, all)
	if err != nil {
		return nil, err
	}
	var out []Finding
	for i, plain := range f.plain {
		if plain {
			out = append(out, f.reportFindings(f.codes[i])...)
		}
	}
	out = append(out, f.copiedBySource()...)
	out = append(out, f.imputedBySource()...)
	out = append(out, f.sameFigures()...)
	if l, ok := t.ledger.(*lakeLedger); ok {
		same, err := l.vintages(ctx)
		return append(out, same...), err
	}
	return out, nil
}

func (t *Trade) economyFindings(ctx context.Context, a economy.Code) ([]Finding, error) {
	f, err := t.partnersOf(ctx, a)
	if err != nil {
		return nil, err
	}
	out := f.reportFindings(a)
	for r := range f.releases {
		out = append(out, f.copies(a, f.shelf(a), 3*r+reconciled)...)
	}
	out = append(out, f.imputedOf(a, f.codes)...)
	lines, err := t.ledger.Products(ctx, everMembers(a), f.codes)
	if err != nil {
		return nil, err
	}
	return append(out, lineFindings(lines)...), nil
}

func (t *Trade) dyadFindings(ctx context.Context, a, b economy.Code) ([]Finding, error) {
	as, bs := everMembers(a), everMembers(b)
	f, err := t.ledger.Between(ctx, as, bs)
	if err != nil {
		return nil, err
	}
	var out []Finding
	for _, x := range as {
		out = append(out, f.imputedOf(x, bs)...)
		for _, m := range bs {
			out = append(out, f.flowFindings(x, m)...)
			out = append(out, f.flowFindings(m, x)...)
		}
	}
	lines, err := t.ledger.Products(ctx, as, bs)
	if err != nil {
		return nil, err
	}
	return append(out, lineFindings(lines)...), nil
}

// span words for texts.
func spell(years []int) string {
	var s string
	for i := 0; i < len(years); {
		j := i
		for j+1 < len(years) && years[j+1] == years[j]+1 {
			j++
		}
		if s != "" {
			s += ", "
		}
		if s += itoa(years[i]); j > i {
			s += "–" + itoa(years[j])
		}
		i = j + 1
	}
	return s
}

func above(logRatio float64) string {
	p := 100 * (math.Exp(math.Abs(logRatio)) - 1)
	if logRatio < 0 {
		p = 100 * (1 - math.Exp(logRatio))
		return fmt.Sprintf("%.1f %% below", p)
	}
	return fmt.Sprintf("%.1f %% above", p)
}

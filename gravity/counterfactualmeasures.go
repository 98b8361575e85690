package gravity

import (
	"context"
	"errors"
	"fmt"
	"math"

	"dyad/economy"
	"dyad/internal/hint"
	"dyad/internal/numeral"
	"dyad/measure"
	"dyad/period"
)

// Scenarios of the counterfactual measures, and what their rows are labelled.
const (
	AsObserved  = "observed"
	AverageTies = "average"
	LowerCosts  = "cheaper"
)

var scenarioLabels = map[string]string{AsObserved: "as observed", AverageTies: "ties of the average dyad", LowerCosts: "trade costs 10 % lower"}

// counterfactualMeasures are the catalogue's part on a dyad's trade if its own
// ties were others.
func counterfactualMeasures(x *Fields) []*measure.Measure {
	const model = "biproportional fit: X'ᵢⱼ = Xᵢⱼ kᵢⱼ rᵢ cⱼ with k ≠ 1 for the dyad alone and r, c such that every economy's total exports and imports stay"
	const defined = " in the conditional counterfactual on foreign trade alone: multilateral resistances adjust, totals, outputs and prices do not, so trade is diverted, never created. " +
		"Scenario average: both directions at what gravity.expected gives, k = expected / actual. Scenario cheaper: trade costs of the dyad 10 % lower at an elasticity of substitution of 5, k = 0.9^(1−5). " +
		"Scenario observed: as it is. Trade statistics do not have sales at home; flows nobody observed take no part."
	const reference = "Anderson and van Wincoop (2003), American Economic Review 93(1); Head and Mayer (2014), Handbook of International Economics 4; Yotov and others (2016), An Advanced Guide to Trade Policy Analysis"
	const absent = "missing where the dyad's trade was not observed in both directions or, in the scenario average, is not expected; see gravity.expected"
	scenario := func(choices ...string) []measure.Param {
		return []measure.Param{viewParam, {Name: "scenario", Default: AverageTies, Choices: choices, Doc: "average: the ties of the average dyad at this distance; cheaper: trade costs 10 % lower; observed: as it is"}}
	}
	trade := &measure.Measure{Name: "gravity.counterfactual",
		Zero:    "a flow of 0 stays 0 in every scenario",
		Groups:  "not answered for groups",
		Example: measure.Example{Ask: "gravity.counterfactual CHN RUS --years 2017", Says: "the panel is too narrow"},
		Title:   "Trade if ties were others", Unit: "USD", Params: scenario(AverageTies, LowerCosts, AsObserved),
		Formula: model + "; the dyad's exports plus imports", Defined: "The dyad's trade" + defined, Reference: reference, Missing: absent}
	share := &measure.Measure{Name: "gravity.counterfactual_share",
		Zero:    "an observed flow of 0 makes the share missing",
		Groups:  "not answered for groups",
		Example: measure.Example{Ask: "gravity.counterfactual_share CHN RUS --years 2017", Says: "the panel is too narrow"},
		Title:   "Share in trade if ties were others", Unit: "%", Directed: true, Params: scenario(AverageTies, LowerCosts, AsObserved),
		Formula: model + "; B's part of A's exports plus imports among the economies that take part", Defined: "B's share in A's foreign trade" + defined, Reference: reference, Missing: absent}
	diverted := &measure.Measure{Name: "gravity.diverted",
		Zero:    "a flow of 0 stays 0 in every scenario",
		Groups:  "not answered for groups",
		Example: measure.Example{Ask: "gravity.diverted CHN RUS --years 2017", Says: "the panel is too narrow"},
		Title:   "Trade most diverted from or to a third party", Unit: "USD", Params: scenario(AverageTies, LowerCosts),
		Formula: model + "; the largest change of trade of A or B with a third party, after less before", Defined: "How much the trade of one of the two with a third party changes" + defined, Reference: reference, Missing: absent}
	trade.Eval = x.counterfactuals(trade, func(c *Counterfactual, observed bool) (float64, string) {
		if observed {
			return c.Before, ""
		}
		return c.After, ""
	})
	share.Eval = x.counterfactuals(share, func(c *Counterfactual, observed bool) (float64, string) {
		if observed {
			return c.ShareOfB[0], ""
		}
		return c.ShareOfB[1], ""
	})
	diverted.Eval = x.counterfactuals(diverted, func(c *Counterfactual, _ bool) (float64, string) {
		if len(c.Diverted) == 0 {
			return math.NaN(), ""
		}
		return c.Diverted[0].Change, c.Diverted[0].Economy + "–" + c.Diverted[0].Partner
	})
	return []*measure.Measure{trade, share, diverted}
}

// counterfactuals evaluates a measure of a counterfactual in the years asked
// for. The value comes with a further label, "" for none.
func (x *Fields) counterfactuals(m *measure.Measure, value func(c *Counterfactual, observed bool) (float64, string)) func(context.Context, measure.Query) ([]measure.Row, error) {
	return func(ctx context.Context, q measure.Query) ([]measure.Row, error) {
		scenario := m.Param(q, "scenario")
		return x.rows(ctx, m, q, func(f *Field, year int) measure.Row {
			r := measure.Row{Measure: m.Name, A: string(q.A), B: string(q.B), Period: period.Of(year), Unit: m.Unit, View: f.Panel.View, Source: f.Panel.Source, Vintage: f.Vintage,
				Flags: []string{InSample}, Query: f.Panel.SQL(), Label: scenarioLabels[scenario]}
			c, err := f.scenario(scenario, q.A, q.B, year)
			if err != nil {
				r.Missing, r.Why = true, err.Error()
				var h *hint.Error
				if errors.As(err, &h) {
					r.Why = h.What
				}
				return r
			}
			v, third := value(c, scenario == AsObserved)
			if math.IsNaN(v) {
				r.Missing, r.Why = true, "no third party takes part"
				return r
			}
			r.Value = v
			if third != "" {
				r.Label += ", " + third
			}
			r.Note = r.Label + "; "
			if scenario != AsObserved {
				r.Note += fmt.Sprintf("%s before; factors %s on what A sells to B, %s on what B sells to A, before resistances adjust; ", measure.Format(c.Before, "USD"), numeral.Decimal(c.FactorAToB, 3), numeral.Decimal(c.FactorBToA, 3))
			}
			r.Note += f.Note()
			return r
		})
	}
}

// scenario is a counterfactual by its name.
func (f *Field) scenario(name string, a, b economy.Code, year int) (*Counterfactual, error) {
	switch name {
	case AverageTies:
		return f.Average(string(a), string(b), year)
	case LowerCosts:
		return f.Cheaper(string(a), string(b), year, 0.1)
	}
	return f.counterfactual(string(a), string(b), year, 1, 1)
}

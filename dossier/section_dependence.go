package dossier

import (
	"context"
	"fmt"

	"dyad/measure"
	"dyad/trade"
)

// dependenceSection is who needs whom: dependence, its asymmetry, the ranks and
// the dyad among all others.
func dependenceSection(ctx context.Context, m *maker) (Section, error) {
	s := Section{ID: "dependence", Title: "Who depends on whom"}
	var err error
	if s.Figures, s.Needs, err = m.figures(ctx, "dependence", "asymmetry", "ranks", "world"); err != nil {
		return s, err
	}
	byPartners := map[string]measure.Row{} // the mirror's, by whose trade it is
	for _, r := range m.board.Dependence {
		if r.View == trade.Mirror && !r.Missing {
			byPartners[r.A] = r
		}
	}
	for _, r := range m.board.Dependence {
		if r.Reporter != "" && !r.Missing {
			of := possessive(r.A) + " trade"
			if r.Has(measure.FromSum) {
				of = "the trade that " + inSentence(r.A) + " lists by partner"
			}
			p := m.trace.say(sentence(inSentence(r.B))+" has ", r, fmt.Sprintf(" of %s in %d, as %s reports", of, r.Year, inSentence(r.Reporter)))
			if o, ok := byPartners[r.A]; ok && o.Year == r.Year {
				p = append(p, m.trace.say("; as its partners report it is ", o)...)
			}
			s.Text = append(s.Text, append(p, Span{Text: "."}))
		}
	}
	if len(s.Text) > 0 {
		s.Text = append(s.Text, m.trace.say("The shares of one partner differ with who reports: an economy’s own customs count its exports f.o.b. and its imports c.i.f. in what it trades with all, its partners count the reverse. "+
			"Those under the expected trade are a third kind: flows as the importers report them, among the dyads of the estimate alone."))
	}
	for _, r := range m.board.Ranks {
		if r.Reporter != "" && !r.Missing {
			s.Text = append(s.Text, m.trace.say(sentence(inSentence(r.B))+" is the ", r, fmt.Sprintf(" partner of %s in %d (%s).", inSentence(r.A), r.Year, r.Note)))
		}
	}
	return s, nil
}

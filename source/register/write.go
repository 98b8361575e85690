package register

import "dyad/source"

// writers are those of the five tables.
type writers struct{ project, party, milestone, stake, quantity source.Writer }

func newWriters(out source.Sink) *writers {
	return &writers{
		project: out.Table("project", "id", "title", "kind", "sector", "host", "value", "currency", "prices", "year", "members", "programme", "part_of", "same_as",
			"rate", "maturity", "grace", "collateral", "grant_element", "url", "note"),
		party:     out.Table("project_party", "project", "economy", "side", "share", "who"),
		milestone: out.Table("milestone", "project", "status", "p", "basis", "printed", "members", "according"),
		stake:     out.Table("stake", "project", "holder", "economy", "p", "share", "state", "according"),
		quantity:  out.Table("quantity", "project", "what", "p", "value", "unit", "item", "years", "according"),
	}
}

// given is a number or nothing.
func given(v *float64) any {
	if v == nil {
		return nil
	}
	return *v
}

// write hands one project on.
func (w *writers) write(e *entry) error {
	n := func(key string) any {
		if v, ok := e.number[key]; ok {
			return v
		}
		return nil
	}
	count := func(key string) any {
		if v, ok := e.number[key]; ok {
			return int(v)
		}
		return nil
	}
	t, id, line := e.text, e.text["id"], int64(e.line)
	if err := w.project.Row(line, id, t["title"], t["kind"], t["sector"], t["host"], n("value"), t["currency"], t["prices"], count("year"), count("members"), t["programme"], t["part_of"], t["same_as"],
		n("rate"), n("maturity"), n("grace"), t["collateral"], n("grant_element"), t["url"], t["note"]); err != nil {
		return err
	}
	for _, p := range e.parties {
		if err := w.party.Row(int64(p.line), id, p.economy, p.side, given(p.share), p.who); err != nil {
			return err
		}
	}
	for _, m := range e.milestones {
		basis := "actual"
		if m.planned {
			basis = "planned"
		}
		var members any
		if m.members != nil {
			members = int(*m.members)
		}
		if err := w.milestone.Row(int64(m.line), id, string(m.status), m.p, basis, m.printed, members, m.according); err != nil {
			return err
		}
	}
	for _, s := range e.stakes {
		if err := w.stake.Row(int64(s.line), id, s.holder, s.economy, s.p, given(s.share), s.state, s.according); err != nil {
			return err
		}
	}
	for _, q := range e.quantities {
		if err := w.quantity.Row(int64(q.line), id, q.what, q.p, given(q.value), q.unit, q.item, given(q.years), q.according); err != nil {
			return err
		}
	}
	return nil
}

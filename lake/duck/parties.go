package duck

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"dyad/economy"
	"dyad/source"
)

// Views by number, as the table sorted keeps them.
var views = []string{"exporter", "importer", "reconciled"}

// planParties resolves the economies, and who exports and who says it.
func (s *Stage) planParties(ctx context.Context) error {
	first, second := source.Reporter, source.Partner
	if s.has(source.Exporter) || s.has(source.Importer) {
		first, second = source.Exporter, source.Importer
	}
	labels, blank, err := s.labels(ctx, maxLabels, first, second)
	if err != nil {
		return err
	}
	parties := map[string]source.Party{}
	numbered := false
	for _, label := range labels {
		p, err := s.data.Party(label)
		if err != nil {
			s.plan.unresolved[label] = err
			continue
		}
		parties[label] = p
		numbered = numbered || source.Numbered(label)
	}
	if numbered && s.data.Scheme == "" {
		if err := s.namesAgree(ctx, parties, first, second); err != nil {
			return err
		}
	}
	for _, p := range parties {
		s.plan.codes = append(s.plan.codes, p.Code)
		if p.Aggregate {
			s.plan.aggregates[p.Code] = true
		}
	}
	slices.Sort(s.plan.codes)
	s.plan.codes = slices.Compact(s.plan.codes)
	if len(s.plan.codes) == 0 {
		s.plan.codes = []string{""}
	}
	if err := s.enum(ctx, "economy_code", s.plan.codes); err != nil {
		return err
	}
	err = s.table(ctx, "party", "label VARCHAR, code economy_code, kind TINYINT", sortedKeys(parties), func(k string) string {
		return fmt.Sprintf("%s, %d", text(parties[k].Code), partyKind(parties[k]))
	})
	if err != nil {
		return err
	}
	s.plan.joins = append(s.plan.joins,
		"LEFT JOIN party a ON a.label = "+raw(first), "LEFT JOIN party b ON b.label = "+raw(second))
	if blank || len(s.plan.unresolved) > 0 {
		s.plan.rules = append(s.plan.rules, rule{field: first, condition: "a.code IS NULL", say: s.sayParty}, rule{field: second, condition: "b.code IS NULL", say: s.sayParty})
	}
	return s.planView(ctx, first == source.Reporter)
}

// Kinds of a party, the greater one of both sides being the observation's.
const (
	kindPlain = iota
	kindRegion
	kindAggregate
	kinds
)

func partyKind(p source.Party) int {
	switch {
	case p.Aggregate:
		return kindAggregate
	case p.Region:
		return kindRegion
	}
	return kindPlain
}

func (s *Stage) sayParty(printed string) string {
	if strings.TrimSpace(printed) == "" {
		return "no economy is named"
	}
	if err, ok := s.plan.unresolved[printed]; ok {
		return err.Error()
	}
	return fmt.Sprintf("unknown economy %q", printed)
}

// planView says who exports to whom and who reports it.
func (s *Stage) planView(ctx context.Context, byReporter bool) error {
	f := source.View
	if byReporter {
		f = source.Flow
	}
	labels, blank, err := s.labels(ctx, 1000, f)
	if err != nil {
		return err
	}
	numbers := map[string]string{}
	var bad []string
	for _, label := range labels {
		if reason, apart := source.ApartFlow(label); apart && byReporter && s.data.Flows[label] == "" {
			s.keepApart(f, label, reason)
			continue
		}
		if n, ok := s.viewNumber(label, byReporter); ok {
			numbers[label] = fmt.Sprint(n)
		} else {
			bad = append(bad, label)
		}
	}
	s.refuse(f, bad, blank, func(printed string) string {
		if byReporter {
			return fmt.Sprintf("unknown flow %q; known are X, M, export, import, 2, 1", printed)
		}
		return fmt.Sprintf("unknown view %q; known are exporter, importer, reconciled", printed)
	})
	view, err := s.lookup(ctx, f, "TINYINT", numbers)
	if err != nil {
		return err
	}
	s.plan.column["view"] = view
	s.plan.column["exporter"], s.plan.column["importer"] = "a.code", "b.code"
	if byReporter {
		s.plan.column["exporter"] = "CASE WHEN " + view + " = 0 THEN a.code ELSE b.code END"
		s.plan.column["importer"] = "CASE WHEN " + view + " = 0 THEN b.code ELSE a.code END"
	}
	return nil
}

func (s *Stage) viewNumber(label string, byReporter bool) (int, bool) {
	if !byReporter {
		v, ok := source.ViewOf(label)
		return slices.Index(views, v), ok
	}
	flow, ok := s.data.FlowOf(label)
	if flow == source.Imports {
		return 1, ok
	}
	return 0, ok
}

// Unresolved counts the records of every label that names no economy.
func (s *Stage) Unresolved(ctx context.Context) (map[string]int64, error) {
	if len(s.plan.unresolved) == 0 {
		return nil, nil
	}
	return s.countLabels(ctx, sortedKeys(s.plan.unresolved))
}

// Suggestion is the catalogue's word on a label that names no economy.
func (s *Stage) Suggestion(label string) []string {
	if u, ok := s.plan.unresolved[label].(*economy.UnknownError); ok {
		return u.Suggestions
	}
	return nil
}

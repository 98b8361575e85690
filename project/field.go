package project

import (
	"dyad/lake/table"
	"dyad/measure"
)

// Tables are those that readers may fill.
func (f *Field) Tables() []*table.Table {
	return []*table.Table{projects, parties, milestones, stakes, quantities, debts}
}

// Measures is the catalogue's part on projects.
func (f *Field) Measures() []*measure.Measure {
	return []*measure.Measure{f.implementation(), f.timeTo(), f.unitPrice(), f.delivered(), f.stake(), f.lending(), f.grantElement(), f.debt(), f.conflicts(), f.pipeline(), f.curve(), f.reached(), f.members(), f.share()}
}

package desk

import "dyad/project"

// Projects is the field of projects and agreements, for what is no measure: lists,
// single projects, curves.
func (d *Desk) Projects() *project.Field {
	for _, f := range d.fields {
		if p, ok := f.(*project.Field); ok {
			return p
		}
	}
	return nil
}

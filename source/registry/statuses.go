package registry

import (
	"strings"

	"dyad/internal/hint"
	"dyad/source/aei"
	"dyad/source/gcdf"
	"dyad/source/gem"
	"dyad/source/iati"
	"dyad/source/lifecycle"
	"dyad/source/register"
	"dyad/source/worldbank"
)

// Statuses is how a format's words for the stages of a project are understood.
func Statuses(format string) (lifecycle.Words, error) {
	known := map[string]lifecycle.Words{"aei": aei.Statuses, "gcdf": gcdf.Statuses, "gem": gem.Statuses, "iati": iati.Statuses, "register": register.Statuses, "worldbank": worldbank.Statuses}
	if w, ok := known[format]; ok {
		return w, nil
	}
	names := WithStatuses()
	try := "one of " + strings.Join(names, ", ")
	if near := hint.Suggest(format, names); len(near) > 0 {
		try = "did you mean " + strings.Join(near, " or ") + "? " + try
	}
	return nil, hint.New(hint.Usage, "", "no format "+format+" has statuses of projects", try)
}

// WithStatuses lists the formats of projects.
func WithStatuses() []string {
	return []string{"aei", "gcdf", "gem", "iati", "register", "worldbank"}
}

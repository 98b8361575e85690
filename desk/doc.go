// Package desk stands between the fields and those who ask: it opens a lake,
// registers the fields over it, and holds the catalogue, the sources, the
// baskets and the settings. The command line, the pages and the dossier ask it.
//
// It computes nothing, knows no HTML and parses no flags. A new field is one line
// in fields.go.
package desk

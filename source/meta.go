package source

import "strings"

// Meta is where observations come from. ID and the licence travel with every
// number; Vintage names the publisher's release and is empty when the reader
// does not know it (the lake then takes it from the hash of the file).
type Meta struct {
	ID        string   `json:"id"`
	Title     string   `json:"title,omitempty"`
	Publisher string   `json:"publisher,omitempty"`
	URL       string   `json:"url,omitempty"`
	Licence   string   `json:"licence,omitempty"`
	Vintage   string   `json:"vintage,omitempty"`
	Retrieved string   `json:"retrieved,omitempty"` // the day the file was fetched, 2006-01-02
	Unit      string   `json:"unit,omitempty"`      // the unit as the publisher prints it, "USD million"
	Caveats   []string `json:"caveats,omitempty"`
	Scoped    []Caveat `json:"scoped_caveats,omitempty"` // those that hold for some measures and years
	Reader    string   `json:"reader,omitempty"`         // the format it was read by

	// Contains names sources whose observations this one holds as well, PartOf
	// those that hold this one's, Supersedes those that it replaces: together
	// they are one witness, and the smaller or older one is left out where both
	// are in a lake.
	Contains   []string `json:"contains,omitempty"`
	PartOf     []string `json:"part_of,omitempty"`
	Supersedes []string `json:"supersedes,omitempty"`
}

// GoodID says whether a text can stand as a source's id or vintage: it becomes
// part of file names and addresses, so letters, digits, '-', '_' and '.' only,
// beginning with a letter or digit, at most 64 bytes.
func GoodID(s string) bool {
	if s == "" || len(s) > 64 || strings.Contains(s, "..") {
		return false
	}
	for i := 0; i < len(s); i++ {
		c := s[i]
		letter := c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9'
		if !letter && (i == 0 || c != '-' && c != '_' && c != '.') {
			return false
		}
	}
	return true
}

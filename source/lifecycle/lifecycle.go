// Package lifecycle is the life of a project or agreement as dyad tells it, and
// how a publisher's own words for it are understood:
//
//	announced → agreed → signed → financed → construction → completed
//
// with suspended and abandoned from any of them. A status is always according to
// a source; readers map their publisher's words by a table that users can see
// (`dyad projects statuses`).
package lifecycle

import "strings"

// Status is a stage of a life.
type Status string

// The stages. The first six follow each other; the last two end or halt a life.
const (
	Announced    Status = "announced"
	Agreed       Status = "agreed"
	Signed       Status = "signed"
	Financed     Status = "financed"
	Construction Status = "construction"
	Completed    Status = "completed"
	Suspended    Status = "suspended"
	Abandoned    Status = "abandoned"
)

// All lists the stages in their order.
func All() []Status {
	return []Status{Announced, Agreed, Signed, Financed, Construction, Completed, Suspended, Abandoned}
}

// Words is the stage as a sentence has it.
func (s Status) Words() string {
	switch s {
	case Agreed:
		return "agreed in principle"
	case Construction:
		return "under construction"
	}
	return string(s)
}

// Rank is the place of a stage on the way from 1, announced, to 6, completed; 0
// for those that are no step on it.
func (s Status) Rank() int {
	for i, t := range All()[:6] {
		if s == t {
			return i + 1
		}
	}
	return 0
}

// Halted says that the life has stopped short: suspended or abandoned.
func (s Status) Halted() bool { return s == Suspended || s == Abandoned }

// Parse reads a stage as people write it: "under construction", "frozen".
func Parse(text string) (Status, bool) {
	t := strings.ToLower(strings.TrimSpace(text))
	for _, s := range All() {
		if t == string(s) || t == s.Words() {
			return s, true
		}
	}
	switch t {
	case "frozen":
		return Suspended, true
	case "cancelled", "canceled", "dropped":
		return Abandoned, true
	case "under_construction":
		return Construction, true
	case "agreed_in_principle":
		return Agreed, true
	}
	return "", false
}

// Word is one of a publisher's words for a stage.
type Word struct {
	Printed string `json:"printed"` // as the publisher writes it
	Status  Status `json:"status"`  // "" where the word names none
	Note    string `json:"note,omitempty"`
}

// Words are the words of one publisher.
type Words []Word

// Of finds the stage of a printed word, in any letters.
func (w Words) Of(printed string) (Status, bool) {
	printed = strings.TrimSpace(printed)
	for _, x := range w {
		if strings.EqualFold(x.Printed, printed) {
			return x.Status, x.Status != ""
		}
	}
	return "", false
}

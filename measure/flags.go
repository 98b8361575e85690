package measure

import "strings"

// flagWords are the flags of rows as people read them.
var flagWords = map[string]string{
	SignConflict:          "the reporters disagree about the sign",
	Partial:               "a part",
	Estimate:              "publisher's estimate",
	MirrorImputed:         "made from the other report",
	EitherImputed:         "one of the two reports is made from the other",
	FromWorld:             "share of the published total",
	FromSum:               "share of the sum over partners",
	"partly_derived":      "a small part derived or estimated",
	"nearly_whole":        "lacks negligible flows",
	"membership_changed":  "other members in the years compared",
	"membership_break":    "other members than the year before",
	"inner_trade":         "two groups that share members",
	"territory_break":     "other territory than the year before",
	"universe_incomplete": "partners incomplete",
	"narrow_lead":         "a lead or lag under two per cent",
	"exceeds_total":       "more than the published total",
}

// FlagText is a flag as people read it; scripts read the flag itself.
func FlagText(flag string) string {
	if s, ok := flagWords[flag]; ok {
		return s
	}
	return strings.ReplaceAll(flag, "_", " ")
}

// FlagTexts are a row's flags as people read them.
func (r Row) FlagTexts() []string {
	out := make([]string, len(r.Flags))
	for i, f := range r.Flags {
		out[i] = FlagText(f)
	}
	return out
}

package wording

import "math/big"

var units = map[string]int64{
	"zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
	"ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
	"seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50,
	"sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}

var ordinals = map[string]int64{
	"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
	"ninth": 9, "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15,
	"sixteenth": 16, "seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20,
}

// parts are the names of fractions: "a third", "two thirds".
var parts = map[string]int64{
	"half": 2, "halves": 2, "third": 3, "thirds": 3, "quarter": 4, "quarters": 4, "fifth": 5, "fifths": 5,
	"sixth": 6, "sixths": 6, "seventh": 7, "sevenths": 7, "eighth": 8, "eighths": 8, "ninth": 9, "ninths": 9,
	"tenth": 10, "tenths": 10, "twentieth": 20, "hundredth": 100,
}

var scales = map[string]*big.Rat{
	"thousand": rat(1e3, 1), "thousands": rat(1e3, 1), "k": rat(1e3, 1),
	"million": rat(1e6, 1), "millions": rat(1e6, 1), "mn": rat(1e6, 1), "mln": rat(1e6, 1), "m": rat(1e6, 1),
	"billion": rat(1e9, 1), "billions": rat(1e9, 1), "bn": rat(1e9, 1), "bln": rat(1e9, 1), "b": rat(1e9, 1),
	"trillion": rat(1e12, 1), "trillions": rat(1e12, 1), "trn": rat(1e12, 1), "tn": rat(1e12, 1),
}

var scaleNames = map[string]string{
	"thousand": " thousand", "thousands": " thousand", "k": " thousand",
	"million": " mn", "millions": " mn", "mn": " mn", "mln": " mn", "m": " mn",
	"billion": " bn", "billions": " bn", "bn": " bn", "bln": " bn", "b": " bn",
	"trillion": " trn", "trillions": " trn", "trn": " trn", "tn": " trn",
}

func set(words ...string) map[string]bool {
	m := make(map[string]bool, len(words))
	for _, w := range words {
		m[w] = true
	}
	return m
}

var (
	// copulas and other words that open a wording and change nothing.
	openers = set("is", "was", "were", "are", "has", "have", "had", "be", "been", "being", "become", "became",
		"now", "still", "only", "already", "to", "reached", "reaching", "reaches", "amounted", "amounts", "amounting",
		"totalled", "totaled", "totals", "represented", "represents", "stood", "stands", "at", "attained", "attaining",
		"as", "much", "equal", "equals", "exactly", "worth", "accounted", "accounts", "for", "even", "seems", "seem",
		"the", "a", "an", "again", "once", "come", "came")

	rising  = set("rose", "risen", "rising", "rise", "rises", "grew", "grown", "growing", "grow", "grows", "increased", "increase", "increasing", "increases", "gained", "expanded", "climbed", "up", "rebounded", "jumped", "soared", "surged", "recovered")
	falling = set("fell", "fallen", "falling", "fall", "falls", "declined", "decline", "declining", "decreased", "decrease", "decreasing", "dropped", "drop", "shrank", "shrunk", "contracted", "down", "slumped", "plunged", "lost", "sank", "deteriorated")

	steadyWords = set("steadily", "continuously", "constantly", "consistently", "continually", "uninterruptedly", "gradually", "steady", "continuous", "constant")

	vagueWords = set("few", "many", "considerable", "considerably", "numerous", "several", "significant", "significantly",
		"substantial", "substantially", "limited", "important", "massive", "massively", "multiple", "little", "huge",
		"enormous", "rapid", "rapidly", "marked", "markedly", "unprecedented", "insignificant", "strong", "strongly",
		"weak", "vast", "sizeable", "sizable", "negligible", "large", "small", "high", "low", "sharply", "sharp",
		"dramatically", "dramatic", "slightly", "moderate", "moderately", "various", "gigantic", "free")

	tops = set("leading", "main", "largest", "biggest", "top", "principal", "foremost", "greatest", "primary", "chief")

	partnerAdjectives = set("trade", "trading", "export", "import", "commercial", "single", "economic", "foreign", "overall", "crude", "oil", "by", "far")
	partnerNouns      = set("partner", "partners", "supplier", "provider", "market", "recipient", "destination", "customer", "buyer",
		"source", "exporter", "importer", "investor", "creditor", "trader", "place", "rank")

	mostly = set("mainly", "predominantly", "mostly", "largely", "chiefly", "primarily", "overwhelmingly", "majority")

	earlierWords      = set("its", "the", "their", "pre", "crisis", "previous", "earlier", "former", "old")
	newWords          = set("new", "all", "time", "historic", "historical", "absolute")
	heightWords       = set("high", "figure", "level", "year", "volume", "value", "ever", "amount")
	rowWords          = set("consecutive", "straight", "successive")
	keptWords         = set("remained", "remains", "remaining", "stayed", "stays", "kept", "maintained", "always")
	strengthenedWords = set("intensified", "accelerated", "strengthened", "deepened", "intensify", "accelerate")
	weakenedWords     = set("weakened", "slowed", "decelerated", "cooled", "slackened")
	degreeWords       = set("very", "quite", "relatively", "rather", "so", "too", "highly", "increasingly")
	windowWords       = set("since", "until", "till", "from", "between", "in", "over", "during", "up", "through")
	prevailing        = set("predominates", "predominated", "predominate", "predominating", "prevails", "prevailed", "prevail", "prevailing", "dominates", "dominated", "dominate")

	// multiples are verbs that are multiples.
	multiples = map[string]int64{"doubled": 2, "doubles": 2, "double": 2, "doubling": 2, "tripled": 3, "trebled": 3, "triple": 3, "tripling": 3,
		"quadrupled": 4, "quadruple": 4, "quintupled": 5, "sextupled": 6, "twice": 2, "thrice": 3, "twofold": 2}
)

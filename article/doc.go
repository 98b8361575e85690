// Package article is the built-in pack: the trade figures and the claims of one
// scholarly article on China and Russia (Citation).
//
// It holds data sets with their provenance (Datasets), the figures that the
// article prints itself (Printed), and the article's checkable sentences as a
// claim file (ClaimsFile). The text of the article is under copyright and is not
// here; short quotes carry the paragraph they stand in.
//
// The data files are derived from the publishers' files by
// article/internal/extract, and the tests derive them again where those files
// are at hand.
package article

//go:generate go run ./internal/extract/run -to data

// Title of the article.
const Title = "The Evolution of Sino-Russian Relations as Seen from Moscow: The Limits of Strategic Rapprochement"

// Doc is the short name by which claims and figures refer to the article.
const Doc = "alexeeva-lasserre-2018"

// Citation is the full reference.
const Citation = "Olga Alexeeva and Frédéric Lasserre (2018), “" + Title + "”, translated by Elizabeth Guill, " +
	"China Perspectives 2018/3, pp. 69–77"

// URL of the article's page at its publisher.
const URL = "https://journals.openedition.org/chinaperspectives/8197"

// Accepted is the day the manuscript was accepted: what its authors could know.
const Accepted = "2018-07-26"

// Published is the day of the printed issue.
const Published = "2018-09-01"

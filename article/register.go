package article

import (
	"dyad/source"
	"dyad/source/register"
)

// RegisterID is the source of the article's register of projects in a lake.
const RegisterID = "article-register"

// Register describes the article's register of projects, agreements, contracts
// and programmes so that a lake can import it.
func Register() (source.Dataset, error) {
	text, err := data.ReadFile("data/register.yaml")
	if err != nil {
		return source.Dataset{}, err
	}
	return register.Reader().Read([]source.File{{Name: "register.yaml", Data: text}}, source.Options{Meta: source.Meta{
		ID: RegisterID, Title: "Projects, agreements and contracts of the article", Publisher: "Alexeeva and Lasserre 2018, with later sources as each milestone names",
		URL: "https://journals.openedition.org/chinaperspectives/8197", Licence: "facts of the article, cited by paragraph", Vintage: "2018",
		Caveats: []string{"A reading of the article by paragraph: a count that it gives of a programme is that of the author it cites."}}})
}

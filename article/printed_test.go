package article_test

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"dyad/article"
)

// normal is a text without the differences of typography: hyphens that do not
// break, curly quotes, runs of blanks.
func normal(s string) string {
	s = strings.NewReplacer("\u2011", "-", "\u00a0", " ", "\u202f", " ", "\u2009", " ", "’", "'", "‘", "'", "“", `"`, "”", `"`).Replace(s)
	return strings.Join(strings.Fields(s), " ")
}

// articleText is the text of the article, which is not part of the project.
func articleText(t *testing.T) string {
	t.Helper()
	path := filepath.Join("..", "..", "shared", "article", "article.txt")
	if dir := os.Getenv("DYAD_DATA"); dir != "" {
		path = filepath.Join(dir, "..", "article", "article.txt")
	}
	text, err := os.ReadFile(path)
	if err != nil {
		t.Skip("the article's text is not at hand: ", err)
	}
	return normal(string(text))
}

var digits = regexp.MustCompile(`[0-9][0-9,]*(\.[0-9]+)?`)

func TestPrintedFigures(t *testing.T) {
	printed, err := article.Printed()
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for _, p := range printed {
		if seen[p.ID] {
			t.Errorf("%s is there twice", p.ID)
		}
		seen[p.ID] = true
		if p.ID == "" || p.Paragraph == "" || p.What == "" || p.Unit == "" || p.Quote == "" || len(p.Claims) == 0 {
			t.Errorf("incomplete: %+v", p)
		}
		if n := len(strings.Fields(p.Quote)); n > 15 {
			t.Errorf("%s: a quote of %d words", p.ID, n)
		}
		if !states(p.Quote, p.Value) {
			t.Errorf("%s: %v does not stand in %q", p.ID, p.Value, p.Quote)
		}
	}
	if len(printed) != 48 {
		t.Errorf("%d figures", len(printed))
	}
}

// states says whether a quote holds the number, in digits or as the words that
// the article uses for two of them.
func states(quote string, value float64) bool {
	if value < 0 {
		value = -value // "fell by 31.7%"
	}
	for _, m := range digits.FindAllString(quote, -1) {
		if v, err := strconv.ParseFloat(strings.ReplaceAll(m, ",", ""), 64); err == nil && v == value {
			return true
		}
	}
	word, ok := map[float64]string{8: "eighth", 9: "nine"}[value]
	return ok && strings.Contains(quote, word)
}

func TestPrintedQuotesStandInTheArticle(t *testing.T) {
	text := articleText(t)
	printed, err := article.Printed()
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range printed {
		if !strings.Contains(text, normal(p.Quote)) {
			t.Errorf("%s: %q does not stand in the text", p.ID, p.Quote)
		}
	}
}

func ExamplePrinted() {
	figures, err := article.Printed()
	if err != nil {
		fmt.Println(err)
		return
	}
	f := figures[0]
	fmt.Printf("paragraph %s: %s %d, %g %s\n", f.Paragraph, f.What, f.Year, f.Value, f.Unit)
	// Output: paragraph 10: Trade of China and Russia 2014, 95.3 bn USD
}

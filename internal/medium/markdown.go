package medium

import (
	"regexp"
	"strings"
)

var (
	// signs that Markdown gives a meaning. "<" is an entity because readers of
	// before CommonMark let \< through as HTML.
	signs = strings.NewReplacer(`\`, `\\`, "*", `\*`, "_", `\_`, "[", `\[`, "]", `\]`, "<", "&lt;", "`", "\\`", "|", `\|`)
	// what begins an entity, and so could bring any of the signs in
	entity = regexp.MustCompile(`&(#?[0-9A-Za-z]+;)`)
	// what makes a line a heading, a quotation, a list or a rule
	opening  = regexp.MustCompile(`^(\s*)(#|>|[-+=~](?:\s|[-=~])|[0-9]+[.)]\s)`)
	numbered = regexp.MustCompile(`^(\s*[0-9]+)([.)])`)
)

// Markdown is a text on one line of a Markdown file, wherever on it, shown as it
// is written: no raw HTML, no links, no pictures from elsewhere.
func Markdown(s string) string {
	s = signs.Replace(entity.ReplaceAllString(Line(s), "&amp;$1"))
	if numbered.MatchString(s) && opening.MatchString(s) {
		return numbered.ReplaceAllString(s, `$1\$2`)
	}
	return opening.ReplaceAllString(s, `$1\$2`)
}

// Code is a text between backticks of Markdown.
func Code(s string) string { return strings.ReplaceAll(Line(s), "`", "'") }

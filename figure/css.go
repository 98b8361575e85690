package figure

import "strings"

// CSS is the style sheet of the figures in a page: the variables of both themes
// and the classes that use them. The dark theme applies where the reader prefers
// it, unless an ancestor says data-theme="light", and under data-theme="dark";
// never in print. A page restyles figures by setting the variables (--fig-a …).
var CSS = pageCSS()

func pageCSS() string {
	var b strings.Builder
	b.WriteString(".fig{")
	variables(&b, Light)
	b.WriteString("}\n@media screen{\n[data-theme=\"dark\"] .fig{")
	variables(&b, Dark)
	b.WriteString("}\n}\n@media screen and (prefers-color-scheme:dark){\n:root:not([data-theme=\"light\"]) .fig{")
	variables(&b, Dark)
	b.WriteString("}\n}\n")
	classes(&b)
	b.WriteString("svg.fig{display:block;max-width:100%;height:auto}\n")
	return b.String()
}

// standaloneCSS goes into an SVG file of its own: one theme, whoever opens it.
func standaloneCSS(t Theme) string {
	var b strings.Builder
	b.WriteString(".fig{")
	variables(&b, t)
	b.WriteString("}\n")
	classes(&b)
	return b.String()
}

func variables(b *strings.Builder, t Theme) {
	for i := ink(0); i < inkCount; i++ {
		b.WriteString("--fig-" + i.String() + ":" + hexOf(t.colours[i]) + ";")
	}
}

func classes(b *strings.Builder) {
	for i := ink(0); i < inkCount; i++ {
		name := i.String()
		b.WriteString(".fig .f-" + name + "{fill:var(--fig-" + name + ")}")
		b.WriteString(".fig .s-" + name + "{stroke:var(--fig-" + name + ")}\n")
	}
	b.WriteString(".fig text{font-family:var(--fig-font," + fontFamily + ")}\n")
}

const fontFamily = "'Liberation Sans',Arial,Helvetica,sans-serif"

// Package table puts estimates side by side, as published tables of regressions
// do, and writes them as text, Markdown, LaTeX or HTML.
package table

// Package dossier arranges measures, figures and claims into the account of one
// dyad: a board for one screen, and a document of sections that is written as
// one self-contained HTML file, as Markdown with its figures beside it, or as
// PDF.
//
// A section is one file here with a function listed in sections. It says which
// data would fill it where there are none. Every number in its text is made by
// trace.num and so leads to the source, vintage, unit and query behind it.
package dossier

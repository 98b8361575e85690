// Package figure says what a figure shows and how it is drawn. A caller fills
// a chart value (Lines, Bars, Dumbbell, Steps, Distribution, WorldMap) and asks
// for it as SVG, PNG or PDF, as a table (CSV, JSON), or as the positions a page
// needs for its read-out. The package never knows where the numbers come from.
//
// # One meaning of colour
//
// Colour is the economy a number belongs to, everywhere in dyad:
//
//   - a flow (exports from A to B) has the colour of its exporter;
//   - a balance, a total, a share or a dependence has the colour of the economy
//     whose report or whose point of view it is;
//   - what belongs to no economy (a world median, an expected value, the earlier
//     of two years) is grey; shading on a map is a ramp of its own.
//
// The first economy of the dyad is red-brown, the second blue, further ones
// green, ochre, violet and slate. The line says who reports: solid is the
// exporter's report (or the only one), dashed the importer's, dotted a
// reconciled value. Nothing rests on colour alone: lines carry their names and
// their end marks differ by economy (disc, square, triangle …), bars of the
// second economy are outlined and lightly filled, and the map prints its classes.
//
// # Missing is a value
//
// A Point that is Missing (or whose Y is not finite) breaks the line; among bars
// it is marked with a small cross on the zero line; in tables it is an empty
// cell, in JSON null. A chart without a single value is drawn as a quiet empty
// figure that says which data are absent.
//
// # Size, fonts and media
//
// One drawing serves every medium. Lengths are CSS pixels: an SVG of width 760
// has a viewBox of 760, a PNG twice as many dots (144 dpi), a PDF a page of 760
// points. Text is measured with Liberation Sans, which has the widths of Arial
// and Helvetica. PNG and PDF show a character that Liberation lacks (Chinese,
// for one) as an empty box and say so beneath the figure; in SVG text stays text.
//
// The SVG has no script, no style attribute, no outside reference and the same
// bytes on every run. Inside a page (Options.Embed) it carries no style element
// either: serve CSS once, and restyle through its variables.
package figure

// Package commodity reads the codes of goods as files print them.
//
// A code is a text: "01" is a chapter of the Harmonized System, and the 1 that
// a spreadsheet makes of it is none. Codes gives every printed code its right
// form where all the codes of a file together leave no doubt, says what it did,
// and refuses the file where they do leave doubt. Nothing here reads files.
package commodity

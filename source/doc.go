// Package source says what a reader of one published format hands upward.
//
// A reader (source/tidy, and one package for each publisher) looks at a file's
// header and answers with a Dataset: where the file comes from (Meta), which
// column holds which Field, and what the publisher's labels mean. It does not
// touch the rows. The lake reads them in bulk by that description, so that a
// new format costs a description and no loop.
//
// The package also opens files: Peek reads the head of one, Unpack passes over
// the whole of it once, takes its hash, unzips it and finds what is not text.
package source

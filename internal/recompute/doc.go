// Package recompute holds the measures of trade against a second implementation
// of each of them: plain Go over the rows of the file as published, without the
// engine and without package trade, which it does not import. It has tests only;
// they ask the program as a user does, draw dyads and groups at random, print the
// seed (DYAD_SEED repeats a run) and how many values were compared, and demand
// that all are equal, percentiles among all dyads too.
//
// What it shares with the program is what both must know of the world: the
// catalogue of economies with the memberships of groups (package economy), and
// the codes of the baskets (trade/baskets.yaml, read as a file).
package recompute

// Package corridor says what a container costs between two places, by which
// way it goes, and where it gets stuck.
//
// A corridor is a route from door to door; a leg is one arc of it with a mode,
// a price, a time and a capacity; a terminal is where legs meet. A network of
// legs comes from a table that anyone can edit (ReadLegs; the built-in one is
// Builtin), a Scenario changes it, Assign finds the cheapest flow of demands
// that share the capacities, and Routes the ways between two terminals with
// their shares.
//
// Money is US dollars a TEU, time is days. The generalised cost of a leg is
// usd_per_teu + value of time · days (Small and Verhoef 2007, The Economics of
// Urban Transportation, chapter 2), and what is found is proved by package
// dyad/stat/flow.
package corridor

// Package economy knows who can stand in a dyad: states and territories, past
// economies, groups with dated membership, sub-national regions, and the
// aggregates that statistics keep beside them ("World", "Areas, nes").
//
// An economy has one [Code]: ISO 3166-1 alpha-3 where there is one ("CHN"),
// ISO 3166-3 or the code in common use for past ones ("SUN", "YAR"), a short
// name for groups ("EU", "EAEU"), ISO 3166-2 for regions ("CN-HL").
//
// [Resolve] finds an economy from any code or name a person or a file may use;
// [ResolveIn] reads a code in one named [Scheme], which is what an importer
// wants, because numbers and letters mean different things in different
// schemes: 710 is South Africa in M49 and China in the Correlates of War
// list; AUS is Australia in ISO 3166 and Austria in the Correlates of War.
//
// An importer resolves the distinct labels of a file once and joins on them
// (or joins with [Mapping]); it keeps what is unknown with its count, and
// keeps economies of kind [Aggregate] apart from dyads.
//
// # One rule for membership
//
// [Members] and [GroupsOf] answer for a year, and a member of a year is one
// that was a member on 31 December of it. So the United Kingdom, which left on
// 31 January 2020, is last a member of the EU in 2019, and the ten states that
// joined on 1 May 2004 are members in 2004. [Memberships] gives the exact dates.
//
// # What the package does not do
//
// It takes no position on status or borders. Kind follows a stated rule (see
// [Kind]), names follow common English use, and everything is data in
// data/*.csv, each file headed by its sources.
package economy

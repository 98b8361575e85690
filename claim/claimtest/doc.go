// Package claimtest runs *.claims.test scripts: the rules of wording and
// verdict, tested in a language of their own.
//
// A script is a list of commands, one a line; indented lines belong to the
// command above, # begins a comment.
//
//	measure NAME UNIT [PARAM=CHOICE,CHOICE...]
//	    declares a measure of the fake catalogue; PARAM= alone takes any value,
//	    of=SUBJECT says what it is of (dyad where left out; see measure.Subject),
//	    nature=NATURE says how its numbers behave (see measure.Nature)
//	load NAME A B by WHO@SOURCE [vintage=V] [label=L] [PARAM=VALUE...]
//	    2001=10.67e9 2002=_ 2003=5!estimate 2004=7!partial
//	    rows as one sayer has them: _ is a missing value, !FLAG a flag. WHO is an
//	    economy, a view (mirror, reconciled) or - for a plain statistic.
//	    inputs=A,B after a value gives the observations beneath it: 2007=3{10,7}
//	claim
//	    the keys of a claim as in a claim file; id and quote may be left out
//	expect WHO@SOURCE VERDICT [FLAG...] [computed=N] [margin<N] [breaks=YEAR,...]
//	    flags are compared as a set, stale left aside unless it is named
//	expect all VERDICT        the verdict over all
//	expect missing TEXT       one of the missing observations has the text in it
//	expect problem L:C TEXT   the claim is refused at that line and column of the
//	                          lines below `claim`, or with - anywhere
//	clear                     forgets measures and rows
package claimtest

// Package arms is the field of transfers of major conventional arms. Its unit
// is SIPRI's trend-indicator value, which is no price: it is never added to, nor
// divided by, trade.
package arms

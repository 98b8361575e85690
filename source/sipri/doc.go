// Package sipri reads the register of arms transfers of the Stockholm
// International Peace Research Institute in its two layouts:
//
//	16 columns  to 2025: a row a deal, with the years of its deliveries in one cell
//	            ("2018; 2019"), which are not split, and "?" in unnamed columns
//	17 columns  from 2025: a row a deal and year of delivery, with the category and
//	            whether the arms are produced under licence
//
// A preamble of eleven lines stands before the header. Values are SIPRI's
// trend-indicator values, in millions: a measure of what was handed over and no
// price. A supplier or recipient that is no economy (a rebel group, an alliance,
// "unknown supplier(s)") keeps its name and has no code. The Soviet Union and
// Russia are two suppliers.
package sipri

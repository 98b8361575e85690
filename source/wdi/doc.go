// Package wdi reads the World Bank's indicators in the forms in which they are
// published and passed on:
//
//	CSV       the download of an indicator: four lines of preamble, then a column a year
//	DataBank  wide ("1960 [YR1960]") and long ("Time", "Time Code", "Value")
//	API       v2 JSON: [head, [{indicator, country, date, value}]]
//	long      "Country Code, Year, Value" as datasets/* pass it on: the file does not
//	          say which indicator it is, so --set indicator=CODE must
//
// Rows go to the table series. The unit is that of the indicator's name, in its
// brackets ("current US$", "% of GDP"), or the one known for its code; a number
// whose unit neither tells is refused. Sums over countries (Arab World, high
// income) are kept apart.
package wdi

package measure

// Form is one way in which a sentence speaks of a measure. The field that owns
// the measure writes its forms beside it; who reads sentences knows no field.
//
// Words is a row of elements with a space between them:
//
//	exports|sales        one of these words; _ stands for the space within one
//	(total|goods)        one of them, or none
//	(total|goods)*       any number of them
//	A, B                 the economies of the subject, by name
//	A's, B's             the same as an owner or an adjective: Germany's, German
//	A-B                  both in one word: Sino-Russian, China–Russia
//	Q                    the number that is stated, with the words about it
//	RANK                 largest, second largest, leading, main
//	TAIL                 for how long: for the eighth consecutive year, since 2004; or nothing
//	WHEN                 a time, or nothing
//	{basket}             one of the words of a parameter
//
// With neither Q nor RANK the form names the measure, and what is said of it
// follows.
type Form struct {
	Words  string
	Params map[string]string // what the form asks the measure with: flow=exports
	Says   string            // what a form without Q says of the value, in words that claims know: "positive"
	Sides  bool              // the form does not tell whose value it is: only words "in favour of" one side may follow
}

// Word is a word of sentences for a value of a parameter: "mineral fuels" for
// the basket of hydrocarbons. Without a value it is a word for something that
// the parameter has no value for.
type Word struct{ Text, Value string }

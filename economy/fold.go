package economy

import (
	"unicode"
	"unicode/utf8"
)

// fold brings a name to the form in which names are compared: lower case,
// Latin letters without diacritics, "&" as "and", "St." as "saint", without
// "the", and without spaces and punctuation. "Côte d'Ivoire", "COTE D IVOIRE"
// and "CotedIvoire" fold to the same string. Other scripts keep their letters.
func fold(s string) string {
	var buffer [64]byte
	out := buffer[:0]
	start := 0 // of the current word in out
	endWord := func() {
		switch string(out[start:]) {
		case "the":
			out = out[:start]
		case "st":
			out = append(out[:start], "saint"...)
		}
		start = len(out)
	}
	for _, r := range s {
		switch {
		case 'a' <= r && r <= 'z' || '0' <= r && r <= '9':
			out = append(out, byte(r))
		case 'A' <= r && r <= 'Z':
			out = append(out, byte(r)+'a'-'A')
		case r == '&':
			endWord()
			out = append(out, "and"...)
			endWord()
		case isApostrophe(r) || r >= 0x80 && unicode.Is(unicode.Mn, r):
		case r >= 0x80 && (unicode.IsLetter(r) || unicode.IsDigit(r)):
			r = unicode.ToLower(r)
			if plain, ok := plainLetter[r]; ok {
				out = append(out, plain...)
			} else {
				out = utf8.AppendRune(out, r)
			}
		default:
			endWord()
		}
	}
	endWord()
	return string(out)
}

// isApostrophe says whether r is a mark that joins: "d'Ivoire" is one word.
func isApostrophe(r rune) bool {
	return r == '\'' || r == '`' || r == '’' || r == '‘' || r == 'ʻ' || r == 'ʼ'
}

// plainLetter gives the letters that a Latin letter with a diacritic is
// written with where there is none. Combining marks are dropped in fold.
var plainLetter = buildPlainLetter(map[string]string{
	"a": "àáâãäåāăąǎạảấầậắằ", "ae": "æ", "c": "çćĉċč", "d": "ďđð",
	"e": "èéêëēĕėęěẹẻếềệ", "g": "ĝğġģ", "h": "ĥħḩ", "i": "ìíîïĩīĭįıỉị",
	"j": "ĵ", "k": "ķ", "l": "ĺļľŀł", "n": "ñńņňŋ", "o": "òóôõöøōŏőơọỏốồộớờ",
	"oe": "œ", "r": "ŕŗř", "s": "śŝşšșṣ", "ss": "ß", "t": "ţťŧț", "th": "þ",
	"u": "ùúûüũūŭůűųưụủứừ", "w": "ŵ", "y": "ýÿŷỳ", "z": "źżžẓ",
})

func buildPlainLetter(groups map[string]string) map[rune]string {
	out := make(map[rune]string, 160)
	for plain, letters := range groups {
		for _, r := range letters {
			out[r] = plain
		}
	}
	return out
}

package economy

import (
	"strings"
	"unicode"
)

// fold brings a name to the form in which names are compared: lower case,
// Latin letters without diacritics, "&" as "and", "St." as "saint", without
// "the", and without spaces and punctuation. "Côte d'Ivoire", "COTE D IVOIRE"
// and "CotedIvoire" fold to the same string. Other scripts keep their letters.
func fold(s string) string {
	var out strings.Builder
	out.Grow(len(s))
	word := make([]byte, 0, 32)
	flush := func() {
		switch string(word) {
		case "the":
		case "st":
			out.WriteString("saint")
		default:
			out.Write(word)
		}
		word = word[:0]
	}
	for _, r := range s {
		if r < 0x80 {
			switch {
			case 'a' <= r && r <= 'z' || '0' <= r && r <= '9':
				word = append(word, byte(r))
			case 'A' <= r && r <= 'Z':
				word = append(word, byte(r)+'a'-'A')
			case r == '\'' || r == '`':
			case r == '&':
				flush()
				word = append(word, "and"...)
				flush()
			default:
				flush()
			}
			continue
		}
		switch {
		case r == '’' || r == '‘' || r == 'ʻ' || r == 'ʼ' || unicode.Is(unicode.Mn, r):
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			r = unicode.ToLower(r)
			if plain, ok := plainLetter[r]; ok {
				word = append(word, plain...)
			} else {
				word = append(word, string(r)...)
			}
		default:
			flush()
		}
	}
	flush()
	return out.String()
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

package economy

import "strings"

// Possessive is a name as an owner's: "China’s", "the United States’".
func Possessive(name string) string {
	if strings.HasSuffix(name, "s") {
		return name + "’"
	}
	return name + "’s"
}

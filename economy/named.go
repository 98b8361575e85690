package economy

// shared are names that two present economies go by. Each is also the printed
// name of one of them, so that files which use it mean that one; of a person
// who writes it nobody knows.
var shared = map[string][]Code{
	"congo":         {"COD", "COG"},
	"korea":         {"PRK", "KOR"},
	"virginislands": {"VGB", "VIR"},
}

// Shared lists the economies that a name may mean, where it is one that two of
// them go by; nil for all other names.
func Shared(name string) []Code { return shared[fold(name)] }

// Named is [Resolve] for what a person writes: a name that two economies share
// is refused with both of them. The error is an [*UnknownError].
func Named(s string) (Economy, error) {
	if both := Shared(s); both != nil {
		e := &UnknownError{Input: s}
		for _, c := range both {
			e.Suggestions = append(e.Suggestions, string(c)+" ("+Label(c)+")")
		}
		return Economy{}, e
	}
	return Resolve(s)
}

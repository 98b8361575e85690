package cli

import (
	"strings"

	"github.com/spf13/cobra"

	"dyad/desk"
	"dyad/economy"
	"dyad/figure/named"
)

// completion of the arguments: kinds says what stands at each place, "economy",
// "measure", "figure" or "file".
func completes(kinds ...string) func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	return func(_ *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
		if len(args) >= len(kinds) {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		var words []string
		switch kinds[len(args)] {
		case "economy":
			words = economies()
		case "measure":
			c, err := desk.Describe()
			if err != nil {
				return nil, cobra.ShellCompDirectiveError
			}
			for _, n := range c.Names() {
				m, _ := c.Get(n)
				words = append(words, n+"\t"+m.Title)
			}
		case "figure":
			for _, m := range named.All() {
				words = append(words, m.Name+"\t"+m.About)
			}
		default:
			return nil, cobra.ShellCompDirectiveDefault
		}
		var out []string
		for _, w := range words {
			if strings.HasPrefix(strings.ToLower(w), strings.ToLower(typed)) {
				out = append(out, w)
			}
		}
		return out, cobra.ShellCompDirectiveNoFileComp
	}
}

// economies are codes with names, and names without blanks.
func economies() []string {
	var out []string
	for _, e := range economy.All() {
		out = append(out, string(e.Code)+"\t"+e.Name)
		if !strings.ContainsAny(e.Name, " ,()'’.") {
			out = append(out, strings.ToLower(e.Name)+"\t"+string(e.Code))
		}
	}
	return out
}

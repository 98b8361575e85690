package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strconv"

	"github.com/spf13/cobra"

	"dyad/corridor"
	"dyad/internal/hint"
)

func (a *app) corridors() *cobra.Command {
	c := &cobra.Command{Use: "corridors", Short: "what a container costs, by which way it goes, where it gets stuck"}
	c.AddCommand(a.corridorsAssign(), a.corridorsRoutes(), a.corridorsBreakeven())
	return c
}

func (a *app) corridorsAssign() *cobra.Command {
	var legs, demand, scenario, format string
	c := &cobra.Command{
		Use: "assign", Short: "the cheapest flow of demands that share the legs' capacities, with its proof",
		Long: `The flow of least generalised cost, usd_per_teu + usd_per_day · days, in which
all demands share the capacities, and what one more TEU of each full leg is
worth. Optimality is proved by complementary slackness; what the legs cannot
carry is answered with the legs that do not suffice.

Legs are a CSV with the columns id, from, to, mode, usd_per_teu, days, capacity
("inf" is no bound), and both, year, source, assumed, note where they are there;
a leg runs one way unless both is yes, and its way back is ID:back. Demands are
a CSV with name, origin, destination, teu, usd_per_day. A scenario is YAML:

  name: modernise the railway
  changes:
    - {mode: rail, capacity: +50%, days: -20%}
    - {legs: [suez], open: false}`,
		Example: `  dyad corridors assign --legs legs.csv --demand demand.csv
  dyad corridors assign --legs legs.csv --demand demand.csv --scenario suez-closed.yaml --format json`,
		Args: cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			if legs == "" || demand == "" {
				return hint.New(hint.Usage, "", "corridors assign needs --legs and --demand", "`dyad corridors assign --help` describes both files")
			}
			network, err := readLegs(legs, scenario)
			if err != nil {
				return err
			}
			f, err := openTable(demand)
			if err != nil {
				return err
			}
			defer f.Close()
			demands, err := corridor.ReadDemand(f, demand)
			if err != nil {
				return err
			}
			answer, err := corridor.Assign(network, demands)
			if err != nil {
				return err
			}
			return a.writeAssigned(format, answer)
		},
	}
	f := c.Flags()
	f.StringVar(&legs, "legs", "", "a CSV of legs")
	f.StringVar(&demand, "demand", "", "a CSV of demands")
	f.StringVar(&scenario, "scenario", "", "a YAML of changes")
	formatFlag(c, &format)
	return c
}

func (a *app) writeAssigned(format string, r *corridor.Assigned) error {
	num := func(v float64) string { return strconv.FormatFloat(v, 'g', -1, 64) }
	worth := map[string]string{}
	for _, s := range r.Shadow {
		worth[s.Leg] = num(s.USD)
	}
	g := grid{columns: []string{"demand", "leg", "teu", "one_more_usd_per_teu"}, right: []string{"teu", "one_more_usd_per_teu"}}
	for _, f := range r.Flows {
		g.rows = append(g.rows, []string{f.Demand, f.Leg, num(f.TEU), worth[f.Leg]})
	}
	if r.Status == "infeasible" && format != "json" {
		g = grid{columns: []string{"cut"}}
		for _, leg := range r.Cut {
			g.rows = append(g.rows, []string{leg})
		}
	}
	if err := a.write(format, g, r); err != nil || format != "table" {
		return err
	}
	if r.Objective == nil {
		a.say("Infeasible: these legs have room for %s of %s.", num(r.Available), num(r.Required))
		return nil
	}
	a.say("Optimal: %s US dollars. Proof: gap %.1e, slackness %.1e.", num(*r.Objective), r.Proof.Gap, r.Proof.Slackness)
	return nil
}

// readLegs reads a table of legs, "" being the built-in one, as a scenario
// leaves it.
func readLegs(file, scenario string) (legs []corridor.Leg, err error) {
	if file == "" {
		legs, err = corridor.Builtin()
	} else {
		f, cannot := openTable(file)
		if cannot != nil {
			return nil, cannot
		}
		defer f.Close()
		legs, err = corridor.ReadLegs(f, file)
	}
	if err != nil || scenario == "" {
		return legs, err
	}
	text, err := os.ReadFile(scenario)
	if err != nil {
		return nil, cannotRead(scenario, err)
	}
	s, err := corridor.ReadScenario(text, scenario)
	if err != nil {
		return nil, err
	}
	return s.Apply(legs)
}

func openTable(file string) (*os.File, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, cannotRead(file, err)
	}
	return f, nil
}

func cannotRead(file string, err error) error {
	var p *fs.PathError
	if errors.As(err, &p) {
		err = p.Err
	}
	return hint.New(hint.Data, file, fmt.Sprintf("cannot be read: %v", err), "")
}

package cli

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"dyad/corridor"
	"dyad/internal/hint"
)

// routesAsk is what corridors routes and breakeven are asked.
type routesAsk struct {
	legs, scenario, format string
	k                      int
	rate                   float64
	taste                  corridor.Taste
}

func (q *routesAsk) flags(c *cobra.Command) {
	f := c.Flags()
	f.StringVar(&q.legs, "legs", "", "a CSV of legs; without it the built-in table")
	f.StringVar(&q.scenario, "scenario", "", "a YAML of changes")
	f.IntVar(&q.k, "k", 10, "at most so many routes")
	f.Float64Var(&q.taste.USDPerDay, "usd-per-day", 40, "value of time of a TEU (the default is an assumption)")
	f.Float64Var(&q.taste.Theta, "theta", 0.005, "sensitivity to a dollar (the default is an assumption)")
	f.Float64Var(&q.taste.Beta, "beta", 1, "weight of the path size; 0 is the plain logit")
	formatFlag(c, &q.format)
}

func (q *routesAsk) routes(from, to string) ([]corridor.Route, error) {
	if q.k < 1 || !(q.taste.USDPerDay >= 0) || !(q.taste.Theta > 0) {
		return nil, hint.New(hint.Usage, "", "--k and --theta must be above zero, --usd-per-day at least zero", "")
	}
	legs, err := readLegs(q.legs, q.scenario)
	if err != nil {
		return nil, err
	}
	return corridor.Routes(legs, from, to, q.k, q.taste)
}

func (a *app) corridorsRoutes() *cobra.Command {
	var q routesAsk
	c := &cobra.Command{
		Use: "routes A B", Short: "the cheapest routes between two terminals, their shares, and what is assumed",
		Example: "  dyad corridors routes Shanghai Brest\n  dyad corridors routes A B --legs legs.csv --usd-per-day 20 --format json",
		Args:    cobra.ExactArgs(2),
		RunE: func(_ *cobra.Command, args []string) error {
			routes, err := q.routes(args[0], args[1])
			if err != nil {
				return err
			}
			g := grid{columns: []string{"legs", "usd_per_teu", "days", "generalised_cost", "share", "assumed"}, right: []string{"usd_per_teu", "days", "generalised_cost", "share"}}
			for _, r := range routes {
				g.rows = append(g.rows, []string{strings.Join(r.Legs, " "), short(r.USD), short(r.Days), short(r.Cost), strconv.FormatFloat(r.Share, 'f', 3, 64), fmt.Sprintf("%d figures", len(r.Assumed))})
			}
			if err := a.write(q.format, g, routes); err != nil || q.format != "table" || q.legs != "" {
				return err
			}
			a.say("The built-in table is schematic. Its prices of 2016 for tsr-east (Shanghai-Brest), urumqi-eu (Urumqi-EU) and suez (Shanghai-Europe)")
			a.say("are Alexeeva and Lasserre's (2018, par. 29), which are not of one origin and destination; every other price is assumed.")
			return nil
		},
	}
	q.flags(c)
	return c
}

func short(v float64) string { return strconv.FormatFloat(v, 'g', 8, 64) }

func (a *app) corridorsBreakeven() *cobra.Command {
	var q routesAsk
	type tie struct {
		Faster     []string `json:"faster"`
		Cheaper    []string `json:"cheaper"`
		USDPerDay  float64  `json:"usd_per_day"`
		CargoValue float64  `json:"cargo_value_usd"`
	}
	c := &cobra.Command{
		Use: "breakeven A B", Short: "from which value of time and of cargo the faster route is the better one",
		Args: cobra.ExactArgs(2),
		RunE: func(_ *cobra.Command, args []string) error {
			if !(q.rate > 0) {
				return hint.New(hint.Usage, "", "--rate must be above zero", "0.15 is 15 % of the cargo's value a year")
			}
			routes, err := q.routes(args[0], args[1])
			if err != nil {
				return err
			}
			ties := []tie{}
			g := grid{columns: []string{"faster", "cheaper", "usd_per_day", "cargo_value_usd"}, right: []string{"usd_per_day", "cargo_value_usd"}}
			for i, x := range routes {
				for _, y := range routes[i+1:] {
					v, ok := corridor.BreakEven(x, y)
					if !ok {
						continue
					}
					fast, cheap := x, y
					if y.Days < x.Days {
						fast, cheap = y, x
					}
					t := tie{fast.Legs, cheap.Legs, v, corridor.CargoValue(v, q.rate)}
					ties = append(ties, t)
					g.rows = append(g.rows, []string{strings.Join(t.Faster, " "), strings.Join(t.Cheaper, " "), short(v), short(t.CargoValue)})
				}
			}
			return a.write(q.format, g, ties)
		},
	}
	q.flags(c)
	c.Flags().Float64Var(&q.rate, "rate", 0.15, "what cargo costs to carry, a year, of its value (the default is an assumption)")
	return c
}

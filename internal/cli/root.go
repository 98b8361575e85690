package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"dyad/desk"
	"dyad/internal/hint"
	"dyad/internal/medium"
)

// Version is set when a release is built.
var Version = "0.1.0-dev"

// app is what commands share; nothing is kept at package level.
type app struct {
	in       io.Reader
	out, err io.Writer // for people: what a terminal would obey is shown
	data     io.Writer // for programs: the output as it is
	screen   *os.File  // standard error where it is a terminal, nil elsewhere
	lakeDir  string
	began    bool // a command's own code has begun: later errors are not usage
}

// Run is the whole program but for signals: it returns the exit code.
func Run(ctx context.Context, args []string, in io.Reader, out, errOut io.Writer) int {
	a := &app{in: in, out: medium.Terminal(out), err: medium.Terminal(errOut), data: out}
	if f, ok := errOut.(*os.File); ok && terminal(f) {
		a.screen = f
	}
	errOut = a.err
	root := a.root()
	root.SetArgs(args)
	root.SetIn(in)
	root.SetOut(out)
	root.SetErr(errOut)
	err := root.ExecuteContext(ctx)
	if err == nil {
		return 0
	}
	if ctx.Err() != nil {
		fmt.Fprintln(errOut, "dyad: stopped; the lake is as it was")
		return 130
	}
	var h *hint.Error
	if !errors.As(err, &h) {
		if a.began {
			h = &hint.Error{Code: hint.Fault, What: err.Error()}
		} else { // cobra's own words: an unknown command, a wrong number of arguments
			what, try, _ := strings.Cut(err.Error(), "\n")
			_, near, _ := strings.Cut(try, "Did you mean this?")
			if try = strings.Join(strings.Fields(near), " or "); try != "" {
				try = "did you mean " + try + "?"
			} else {
				try = "`dyad help` lists the commands, `dyad help COMMAND` explains one"
			}
			h = &hint.Error{Code: hint.Usage, What: what, Try: try}
		}
	}
	if h.What != "" || h.Err != nil { // check --strict ends without words: its report has been printed
		fmt.Fprintln(errOut, "dyad: "+h.Error())
	}
	if h.Try != "" {
		fmt.Fprintln(errOut, "try: "+h.Try)
	}
	return int(h.Code)
}

func (a *app) root() *cobra.Command {
	root := &cobra.Command{
		Use:   "dyad",
		Short: "Measure what the relationship between two countries amounts to",
		Long: `dyad measures what the relationship between two countries really amounts to and
checks the sentences written about it against data, source by source.

  dyad demo                       fill a lake and show China and Russia
  dyad show DEU POL               one dyad on one screen
  dyad measure trade.balance CHN RUS --years 2000:2017

Economies are written as codes or names: CHN, 156, china, "Russian Federation".`,
		Version:       Version,
		SilenceErrors: true,
		SilenceUsage:  true,
		PersistentPreRunE: func(c *cobra.Command, _ []string) error {
			a.began = true
			err := desk.Groups(c.Context(), a.lakeDir)
			if p := c.Parent(); err != nil && (c.Name() == "sources" || p != nil && p.Name() == "sources") {
				return nil // where a list at fault is looked at and taken out
			}
			return err
		},
	}
	lake := os.Getenv("DYAD_LAKE")
	if lake == "" {
		lake = "dyad-data"
	}
	root.PersistentFlags().StringVar(&a.lakeDir, "lake", lake, "directory of the lake (or set DYAD_LAKE)")
	root.SetFlagErrorFunc(func(c *cobra.Command, err error) error {
		return hint.New(hint.Usage, "", err.Error(), "`"+c.CommandPath()+" --help` lists the options")
	})
	root.SetVersionTemplate("dyad {{.Version}}\n")
	root.AddCommand(
		a.demo(), a.show(), a.importCommand(), a.sources(),
		a.measures(), a.measure(), a.breaks(), a.projects(), a.corridors(), a.forensics(), a.check(), a.claims(), a.gravity(), a.figure(), a.dossier(),
		a.serve(),
	)
	return root
}

// exactly asks for named arguments and says which are missing.
func exactly(names ...string) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		if len(args) == len(names) {
			return nil
		}
		return hint.New(hint.Usage, "", fmt.Sprintf("%s takes %s; got %d arguments", c.CommandPath(), strings.Join(names, " "), len(args)),
			"`"+c.CommandPath()+" --help` has examples")
	}
}

// between asks for named arguments, those in brackets may be left out.
func between(names ...string) cobra.PositionalArgs {
	least := 0
	for _, n := range names {
		if n[0] != '[' {
			least++
		}
	}
	return func(c *cobra.Command, args []string) error {
		if len(args) >= least && len(args) <= len(names) {
			return nil
		}
		return exactly(names...)(c, args)
	}
}

package cli

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// The scripts in testdata/script are the contract of the command line.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"dyad": func() { os.Exit(Run(context.Background(), os.Args[1:], os.Stdin, os.Stdout, os.Stderr)) },
	})
}

func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir: "testdata/script",
		Setup: func(e *testscript.Env) error {
			// Real data, for the scripts that ask for it with [data].
			e.Setenv("DATA", realData())
			return nil
		},
		Condition: func(cond string) (bool, error) {
			return cond == "data" && realData() != "", nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			// exit CODE COMMAND... runs a command and asks for its exit code.
			"exit": func(ts *testscript.TestScript, _ bool, args []string) {
				err := ts.Exec(args[1], args[2:]...)
				got := "0"
				if err != nil {
					got = lastWord(err.Error())
				}
				if got != args[0] {
					ts.Fatalf("exit code %s, want %s", got, args[0])
				}
			},
		},
	})
}

// lastWord of "exit status 3" is the code.
func lastWord(s string) string {
	for i := len(s) - 1; i >= 0; i-- {
		if s[i] == ' ' {
			return s[i+1:]
		}
	}
	return s
}

// realData is the folder of real data sets, "" where there is none.
func realData() string {
	dir := os.Getenv("DYAD_DATA")
	if dir == "" {
		dir = filepath.Join("..", "..", "..", "shared", "data")
	}
	abs, err := filepath.Abs(dir)
	if err != nil {
		return ""
	}
	if _, err := os.Stat(filepath.Join(abs, "imf-dots")); err != nil {
		return ""
	}
	return abs
}

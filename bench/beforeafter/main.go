// Command beforeafter holds two builds of dyad against each other: the import of
// a file, commands on the lake that each made of it, and pages and answers of
// its server. The two take turns, and who begins changes with every round, so
// that what else the machine does meets both; medians and ratios are printed.
//
//	go build -o /tmp/before ./cmd/dyad     # in a worktree of the earlier commit
//	go run ./bench/beforeafter -before /tmp/before -after bin/dyad
//
// Besides the time on the clock it prints the processor time of commands, which
// a busy machine disturbs less, and the most memory one took.
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"time"
)

// build is one of the two programs with the lakes it made itself.
type build struct {
	name, program string
	full, pack    string // lakes: of the file, of the built-in pack
}

// cost is what one run took.
type cost struct {
	clock, processor time.Duration // processor is 0 for pages
	memory           int64         // bytes, 0 for pages
}

// task is what is measured, by name; it is done once a round by each.
type task struct {
	name string
	do   func(b *build, round int) (cost, error)
}

func main() {
	home := os.Getenv("DYAD_DATA")
	if home == "" {
		home = "../shared/data"
	}
	before := flag.String("before", "", "the earlier program")
	after := flag.String("after", "bin/dyad", "the later program")
	file := flag.String("file", filepath.Join(home, "imf-dots", "dots_iso3.csv.gz"), "a tidy CSV of reporter, partner, year, flow, value_musd, flag")
	rounds := flag.Int("rounds", 9, "how often each does each task")
	flag.Parse()
	if err := run(*before, *after, *file, *rounds); err != nil {
		fmt.Fprintln(os.Stderr, "bench/beforeafter:", err)
		os.Exit(1)
	}
}

func run(before, after, file string, rounds int) error {
	for _, p := range []string{before, after, file} {
		if _, err := os.Stat(p); err != nil {
			return fmt.Errorf("-before, -after and -file name two programs and the file: %w", err)
		}
	}
	work, err := os.MkdirTemp("", "dyad-bench-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(work)
	builds := []*build{{name: "before", program: before}, {name: "after", program: after}}
	for _, b := range builds {
		b.program, _ = filepath.Abs(b.program)
		b.full, b.pack = filepath.Join(work, b.name+"-full"), filepath.Join(work, b.name+"-pack")
		if _, err := b.importing(file, b.full); err != nil {
			return err
		}
		if _, err := b.command(b.pack, "demo", "-o", filepath.Join(work, b.name+".html")); err != nil {
			return err
		}
	}
	fmt.Printf("%-34s %10s %10s %6s   %10s %6s   %8s\n", "", "before", "after", "ratio", "cpu before", "ratio", "memory")
	all := append(commands(file, work), pages()...)
	for _, t := range all {
		took := map[*build][]cost{}
		for round := range rounds {
			order := slices.Clone(builds)
			if round%2 == 1 {
				slices.Reverse(order)
			}
			for _, b := range order {
				c, err := t.do(b, round)
				if err != nil {
					return fmt.Errorf("%s, %s: %w", t.name, b.name, err)
				}
				took[b] = append(took[b], c)
			}
		}
		show(t.name, took[builds[0]], took[builds[1]])
	}
	return nil
}

func show(name string, before, after []cost) {
	clock := func(c cost) float64 { return c.clock.Seconds() }
	processor := func(c cost) float64 { return c.processor.Seconds() }
	memory := func(c cost) float64 { return float64(c.memory) }
	a, b := median(before, clock), median(after, clock)
	fmt.Printf("%-34s %7.1f ms %7.1f ms %6.2f", name, 1e3*a, 1e3*b, b/a)
	if a, b := median(before, processor), median(after, processor); a > 0 {
		fmt.Printf("   %7.1f ms %6.2f   %8.2f", 1e3*a, b/a, median(after, memory)/median(before, memory))
	}
	fmt.Println()
}

func median(cs []cost, of func(cost) float64) float64 {
	values := make([]float64, len(cs))
	for i, c := range cs {
		values[i] = of(c)
	}
	slices.Sort(values)
	return (values[(len(values)-1)/2] + values[len(values)/2]) / 2
}

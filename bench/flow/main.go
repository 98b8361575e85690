// Command flow times min-cost flow on random and grid networks beside other solvers:
// networkx's network simplex and OR-tools' SimpleMinCostFlow where a Python has them, LEMON's
// network simplex and cost scaling where a C++ compiler finds its headers. Every solver is a process of its own
// that reads the same DIMACS file; the solvers take turns, and medians are compared. Where other
// work shares the cores, processor time is the steadier measure.
package main

import (
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"

	"dyad/stat/flow"
)

func main() {
	solve := flag.String("solve", "", "solve this DIMACS file, print wall and processor seconds and objective, and stop")
	runs := flag.Int("runs", 5, "runs of each solver")
	sizes := flag.String("arcs", "1000,10000,100000,1000000", "numbers of arcs")
	slow := flag.Int("networkx", 100000, "most arcs that networkx is given; from 100000 it runs once")
	python := flag.String("python", "python3", "a Python that may have networkx and ortools")
	flag.Parse()
	run := func() error {
		if *solve != "" {
			return solveFile(*solve)
		}
		return compare(*runs, *sizes, *slow, *python)
	}
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func solveFile(path string) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	p, err := read(file)
	if err != nil {
		return err
	}
	runtime.GC() // what reading left behind is no part of solving
	start, processor := time.Now(), processorSeconds()
	r, err := flow.MinCost(&p.net, p.supply)
	if err != nil {
		return err
	}
	fmt.Printf("%.6f %.6f %.0f\n", time.Since(start).Seconds(), processorSeconds()-processor, r.Objective)
	return nil
}

// processorSeconds is what this process has used, all its threads together.
func processorSeconds() float64 {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		panic(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano()).Seconds()
}

// solver is one that is compared: a command to which the file is added.
type solver struct {
	name    string
	command []string
}

// solvers lists dyad and what is installed here.
func solvers(dir, python string) ([]solver, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	all := []solver{{"dyad", []string{self, "-solve"}}}
	for _, name := range []string{"networkx", "ortools"} {
		if exec.Command(python, "-c", "import "+name).Run() == nil {
			all = append(all, solver{name, []string{python, "bench/flow/peers/python.py", name}})
		}
	}
	binary := filepath.Join(dir, "lemon")
	if exec.Command("g++", "-O3", "-march=native", "-DNDEBUG", "-o", binary, "bench/flow/peers/lemon.cc").Run() == nil {
		all = append(all, solver{"lemon simplex", []string{binary, "simplex"}}, solver{"lemon scaling", []string{binary, "scaling"}})
	}
	return all, nil
}

func compare(runs int, sizes string, slow int, python string) error {
	dir, err := os.MkdirTemp("", "flow")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	all, err := solvers(dir, python)
	if err != nil {
		return err
	}
	fmt.Println("| network | arcs | solver | wall s | processor s | lowest | highest | against dyad |")
	fmt.Println("|---|---|---|---|---|---|---|---|")
	for _, kind := range []string{"random", "grid"} {
		for _, size := range strings.Split(sizes, ",") {
			arcs, err := strconv.Atoi(size)
			if err != nil {
				return err
			}
			p, err := generate(kind, arcs, 7)
			if err != nil {
				return err
			}
			path := filepath.Join(dir, kind+size)
			if err := save(p, path); err != nil {
				return err
			}
			if err := race(kind, p.net.Arcs(), path, all, runs, slow); err != nil {
				return err
			}
		}
	}
	return nil
}

func save(p *problem, path string) error {
	file, err := os.Create(path)
	if err != nil {
		return err
	}
	defer file.Close()
	return p.write(file)
}

// race runs the solvers in turn and prints their medians; what is compared is processor time.
// Objectives must agree.
func race(kind string, arcs int, path string, all []solver, runs, slow int) error {
	wall, processor := make([][]float64, len(all)), make([][]float64, len(all))
	objective := ""
	for round := range runs {
		for i, s := range all {
			if s.name == "networkx" && (arcs > slow*12/10 || arcs > 80000 && round > 0) {
				continue
			}
			out, err := exec.Command(s.command[0], append(s.command[1:], path)...).Output()
			if err != nil {
				return fmt.Errorf("%s on %s: %w", s.name, path, err)
			}
			var w, p float64
			var found string
			if _, err := fmt.Sscan(string(out), &w, &p, &found); err != nil || objective != "" && found != objective {
				return fmt.Errorf("%s on %s says %q, the objective is %s", s.name, path, out, objective)
			}
			objective = found
			wall[i], processor[i] = append(wall[i], w), append(processor[i], p)
		}
	}
	own := median(processor[0])
	for i, s := range all {
		if p := processor[i]; len(p) > 0 {
			fmt.Printf("| %s | %d | %s | %.4g | %.4g | %.4g | %.4g | %.2f |\n", kind, arcs, s.name, median(wall[i]), median(p), slices.Min(p), slices.Max(p), median(p)/own)
		}
	}
	return nil
}

func median(values []float64) float64 {
	v := slices.Sorted(slices.Values(values))
	return (v[(len(v)-1)/2] + v[len(v)/2]) / 2
}

// Command fit times stat/ppml on a panel of the gravity benchmark.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"runtime"
	"runtime/debug"
	"runtime/pprof"
	"strings"
	"syscall"
	"time"

	"dyad/bench/gravity/panel"
	"dyad/stat/ppml"
)

func main() {
	dir := flag.String("panel", "", "directory of the panel")
	regressors := flag.String("x", "", "regressors, separated by commas")
	effects := flag.String("effects", "", "effects, separated by commas")
	cluster := flag.String("cluster", "", "cluster")
	threads := flag.Int("threads", 2, "goroutines")
	runs := flag.Int("runs", 1, "number of runs")
	profile := flag.String("profile", "", "write a CPU profile here")
	search := flag.Bool("separation", true, "search for separated rows beyond groups of zeros")
	gc := flag.Int("gc", 25, "garbage collection target, percent")
	flag.Parse()
	debug.SetGCPercent(*gc)
	runtime.GOMAXPROCS(*threads)
	if err := run(*dir, *regressors, *effects, *cluster, *threads, *runs, *profile, *search); err != nil {
		fmt.Fprintln(os.Stderr, "fit:", err)
		os.Exit(1)
	}
}

func run(dir, regressors, effects, cluster string, threads, runs int, profile string, search bool) error {
	p, err := panel.Read(dir, strings.Split(regressors+","+effects+","+cluster, ","))
	if err != nil {
		return err
	}
	m := ppml.Model{Y: p.Numbers[0].Values}
	for _, name := range strings.Split(regressors, ",") {
		for _, c := range p.Numbers {
			if c.Name == name {
				m.X = append(m.X, ppml.Regressor{Name: name, X: c.Values})
			}
		}
	}
	factor := func(name string) ppml.Factor {
		for _, g := range p.Groups {
			if g.Name == name {
				return ppml.Factor{Name: name, ID: g.ID, Groups: g.Count}
			}
		}
		panic("no group column " + name)
	}
	for _, name := range strings.Split(effects, ",") {
		m.Effects = append(m.Effects, factor(name))
	}
	o := ppml.Options{Errors: ppml.Clustered, Clusters: []ppml.Factor{factor(cluster)}, SmallSample: ppml.Fixest, Threads: threads, SkipSeparation: !search}
	p = nil
	if profile != "" {
		file, err := os.Create(profile)
		if err != nil {
			return err
		}
		defer file.Close()
		if err := pprof.StartCPUProfile(file); err != nil {
			return err
		}
		defer pprof.StopCPUProfile()
	}
	for k := range runs {
		cpu := processor()
		begin := time.Now()
		o.Release = k == runs-1 // as dyad gravity fit has it
		r, err := ppml.Fit(context.Background(), m, o)
		if err != nil {
			return err
		}
		wall := time.Since(begin)
		fmt.Printf("dyad rows=%d used=%d wall=%.3f cpu=%.3f peak_mb=%d steps=%d products=%d structure=%s gradient=%.1e\n",
			len(m.Y), r.N, wall.Seconds(), (processor() - cpu).Seconds(), peak(), r.Iterations, r.Products, r.Structure, r.GradientNorm)
		if k < runs-1 {
			continue
		}
		for _, d := range r.Dropped {
			fmt.Printf("  dropped %d: %s\n", d.N, d.Why)
		}
		for _, c := range r.Coef {
			fmt.Printf("  %-14s %.12f %.12f\n", c.Name, c.Estimate, c.StdError)
		}
	}
	return nil
}

func processor() time.Duration {
	var u syscall.Rusage
	_ = syscall.Getrusage(syscall.RUSAGE_SELF, &u)
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// peak is the largest resident size so far, in megabytes.
func peak() int64 {
	var u syscall.Rusage
	_ = syscall.Getrusage(syscall.RUSAGE_SELF, &u)
	return u.Maxrss / 1024
}

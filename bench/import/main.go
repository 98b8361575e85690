// Command import holds dyad's import against the engine's own COPY of the same
// file into sorted Parquet, in one run, interleaved, and prints the medians.
//
//	go run ./bench/import [-file FILE] [-runs 7]
//
// Both use as many threads as Go does. COPY is what the engine does at best
// with its own reader: no rule is held, no label resolved, nothing synced.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"time"

	"dyad/lake"
	"dyad/lake/duck"
	"dyad/source"
	"dyad/source/tidy"
)

func main() {
	home := os.Getenv("DYAD_DATA")
	if home == "" {
		home = "../shared/data"
	}
	file := flag.String("file", filepath.Join(home, "imf-dots", "dots_iso3.csv.gz"), "a tidy CSV of reporter, partner, year, flow, value_musd, flag")
	runs := flag.Int("runs", 7, "runs of each")
	stages := flag.Bool("stages", false, "print how long each stage of the import takes")
	flag.Parse()
	if err := run(*file, *runs, *stages); err != nil {
		fmt.Fprintln(os.Stderr, "bench/import:", err)
		os.Exit(1)
	}
}

func run(file string, runs int, stages bool) error {
	if _, err := os.Stat(file); err != nil {
		fmt.Println("import: skipped, there is no", file)
		return nil
	}
	work, err := os.MkdirTemp("", "dyad-bench-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(work)
	var ours, theirs []time.Duration
	var rows int64
	for i := 0; i <= runs; i++ {
		a, n, err := importOnce(file, filepath.Join(work, fmt.Sprint("lake-", i)), stages && i == runs)
		if err != nil {
			return err
		}
		b, err := copyOnce(file, filepath.Join(work, fmt.Sprint("copy-", i, ".parquet")))
		if err != nil {
			return err
		}
		if i == 0 {
			continue // the first warms the disk's cache
		}
		ours, theirs, rows = append(ours, a), append(theirs, b), n
	}
	x, y := median(ours), median(theirs)
	fmt.Printf("import of %s: %d rows, %d threads, %s, median of %d (lowest, highest)\n", filepath.Base(file), rows, runtime.GOMAXPROCS(0), runtime.Version(), runs)
	fmt.Printf("  dyad import     %6.2f s (%.2f, %.2f)   %.1f million rows/s\n", x.Seconds(), slices.Min(ours).Seconds(), slices.Max(ours).Seconds(), float64(rows)/1e6/x.Seconds())
	fmt.Printf("  DuckDB COPY     %6.2f s (%.2f, %.2f)\n", y.Seconds(), slices.Min(theirs).Seconds(), slices.Max(theirs).Seconds())
	fmt.Printf("  ratio           %6.2f (of the lowest: %.2f)   aim: at most 1.3\n", x.Seconds()/y.Seconds(), slices.Min(ours).Seconds()/slices.Min(theirs).Seconds())
	return nil
}

func median(d []time.Duration) time.Duration {
	d = slices.Clone(d)
	slices.Sort(d)
	return (d[(len(d)-1)/2] + d[len(d)/2]) / 2
}

func importOnce(file, dir string, stages bool) (time.Duration, int64, error) {
	start := time.Now()
	d, err := tidy.Open([]source.File{{Path: file}}, tidy.Options{Meta: source.Meta{ID: "bench"}, Map: []string{"value=value_musd"}, Scale: "1e6"})
	if err != nil {
		return 0, 0, err
	}
	o := lake.ImportOptions{}
	if stages {
		last := ""
		o.Progress = func(stage string, _, _ int64) {
			if stage != last {
				fmt.Printf("  %6.3f s  %s\n", time.Since(start).Seconds(), stage)
				last = stage
			}
		}
	}
	report, err := lake.Import(context.Background(), dir, d, o)
	return time.Since(start), report.Read, err
}

func copyOnce(file, to string) (time.Duration, error) {
	start := time.Now()
	e, err := duck.Open(context.Background(), duck.Config{Temp: to + ".spill"}, nil)
	if err != nil {
		return 0, err
	}
	defer e.Close()
	err = e.Exec(context.Background(), fmt.Sprintf("COPY (SELECT reporter, partner, year, flow, value_musd, flag FROM read_csv(%s) ORDER BY reporter, partner, year, flow) TO %s (FORMAT parquet)",
		duck.Text(file), duck.Text(to)))
	return time.Since(start), err
}

// Command generate writes the panels of the gravity benchmark.
package main

import (
	"flag"
	"fmt"
	"os"

	"dyad/bench/gravity/panel"
)

func main() {
	kind := flag.String("kind", "dense", "dense or products")
	economies := flag.Int("economies", 200, "number of economies")
	years := flag.Int("years", 30, "number of years")
	products := flag.Int("products", 500, "number of products (products)")
	rows := flag.Int("rows", 5_000_000, "about how many rows (products)")
	seed := flag.Uint64("seed", 1, "seed")
	out := flag.String("out", "", "directory to write, in the benchmark's own form")
	csv := flag.String("csv", "", "write the panel as CSV here too; .gz compresses")
	parquet := flag.String("parquet", "", "write the panel as Parquet here too")
	flag.Parse()
	var p *panel.Panel
	switch *kind {
	case "dense":
		p = panel.Dense(*economies, *years, *seed)
	case "products":
		p = panel.Products(*economies, *products, *years, *rows, *seed)
	default:
		fmt.Fprintf(os.Stderr, "generate: no kind %q\ntry: -kind dense or -kind products\n", *kind)
		os.Exit(2)
	}
	for _, step := range []struct {
		path  string
		write func(string) error
	}{{*out, p.Write}, {*csv, p.WriteCSV}, {*parquet, p.WriteParquet}} {
		if step.path == "" {
			continue
		}
		if err := step.write(step.path); err != nil {
			fmt.Fprintln(os.Stderr, "generate:", err)
			os.Exit(1)
		}
	}
	zeros := 0
	for _, v := range p.Numbers[0].Values {
		if v == 0 {
			zeros++
		}
	}
	fmt.Printf("%d rows, %.1f %% zeros", p.Rows, 100*float64(zeros)/float64(p.Rows))
	for _, g := range p.Groups {
		fmt.Printf(", %d %s", g.Count, g.Name)
	}
	fmt.Println()
}

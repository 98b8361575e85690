// Command claims times the judging of the article's 171 claims: the file read,
// compiled and judged from a cold lake, each time with a lake opened anew.
//
//	go run ./bench/claims --lake DIR [--runs 7]
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"slices"
	"time"

	"dyad/article"
	"dyad/claim"
	"dyad/lake"
	"dyad/measure"
	"dyad/trade"
)

func main() {
	dir := flag.String("lake", os.Getenv("DYAD_LAKE"), "the lake to judge by")
	runs := flag.Int("runs", 7, "how often")
	flag.Parse()
	var times []time.Duration
	tally := ""
	for range *runs {
		start := time.Now()
		r, err := judge(*dir)
		if err != nil {
			fmt.Fprintln(os.Stderr, "bench/claims:", err)
			os.Exit(1)
		}
		times = append(times, time.Since(start))
		tally = r.Tally()
	}
	slices.Sort(times)
	fmt.Printf("%s\nmedian %v, fastest %v, slowest %v of %d runs\n", tally,
		times[len(times)/2].Round(time.Millisecond), times[0].Round(time.Millisecond), times[len(times)-1].Round(time.Millisecond), *runs)
}

func judge(dir string) (*claim.Review, error) {
	ctx := context.Background()
	l, err := lake.Open(ctx, dir)
	if err != nil {
		return nil, err
	}
	defer l.Close()
	c, err := measure.NewCatalogue(trade.New(trade.FromLake(l)).Measures())
	if err != nil {
		return nil, err
	}
	f, err := claim.Parse(article.ClaimsName, article.ClaimsFile())
	if err != nil {
		return nil, err
	}
	return claim.Judge(ctx, f, claim.Options{Catalogue: c})
}

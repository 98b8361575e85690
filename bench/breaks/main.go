// Command breaks times stat/breakpoint and stat/trend on many short series, in
// turn with R's strucchange where it is installed, and checks that both found the
// same. See bench/README.md.
package main

import (
	"flag"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"time"

	"dyad/stat/breakpoint"
	"dyad/stat/trend"
)

func main() {
	count := flag.Int("series", 10000, "number of series")
	years := flag.Int("years", 60, "observations of each")
	peer := flag.Int("peer", 500, "how many of them strucchange is given")
	runs := flag.Int("runs", 5, "runs, the two in turn")
	threads := flag.Int("threads", 2, "goroutines, and processes of R")
	script := flag.String("script", "bench/breaks/strucchange.R", "the peer's script")
	flag.Parse()
	runtime.GOMAXPROCS(*threads)
	if err := run(*count, *years, min(*peer, *count), *runs, *threads, *script); err != nil {
		fmt.Fprintln(os.Stderr, "breaks:", err)
		os.Exit(1)
	}
}

func run(count, years, peer, runs, threads int, script string) error {
	series := generate(count, years)
	dir, err := os.MkdirTemp("", "breaks")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	file := filepath.Join(dir, "series.csv")
	if err := write(file, series[:peer]); err != nil {
		return err
	}
	r := exec.Command("Rscript", "-e", "library(strucchange)").Run() == nil
	var ours, theirs times
	for range runs {
		begin, used := time.Now(), processor()
		if _, err := findAll(series, threads); err != nil {
			return err
		}
		ours.add(time.Since(begin).Seconds(), processor()-used)
		if !r {
			continue
		}
		wall, cpu, found, err := strucchange(script, file, threads)
		if err != nil {
			return err
		}
		theirs.add(wall, cpu)
		same, err := findAll(series[:peer], threads)
		if err != nil {
			return err
		}
		for i, v := range same {
			if math.Abs(v-found[i]) > 1e-7*math.Max(1, math.Abs(v)) {
				return fmt.Errorf("%s: %.10g here and %.10g in R", names[i], v, found[i])
			}
		}
	}
	fmt.Printf("%d series of %d years, up to 5 breaks, BIC, intervals, Chow, Mann–Kendall; %d cores\n", count, years, threads)
	fmt.Printf("dyad         %s\n", ours.show(count))
	if !r {
		fmt.Println("strucchange  is not installed")
		return nil
	}
	fmt.Printf("strucchange  %s\n", theirs.show(peer))
	fmt.Printf("ratio        wall %.0f, processor %.0f; dates and number of breaks equal, sums of BIC and of probabilities to 1e-7\n",
		median(theirs.wall)/float64(peer)/(median(ours.wall)/float64(count)), median(theirs.cpu)/float64(peer)/(median(ours.cpu)/float64(count)))
	return nil
}

// times of the runs, in seconds.
type times struct{ wall, cpu []float64 }

func (t *times) add(wall, cpu float64) {
	t.wall, t.cpu = append(t.wall, wall), append(t.cpu, cpu)
}

func (t times) show(count int) string {
	return fmt.Sprintf("%d series: wall %s s, median %.3f, %.0f µs a series; processor median %.3f s, %.0f µs",
		count, list(t.wall), median(t.wall), median(t.wall)/float64(count)*1e6, median(t.cpu), median(t.cpu)/float64(count)*1e6)
}

// processor is the time of the processors used so far, in seconds.
func processor() float64 {
	var u syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &u) != nil {
		return 0
	}
	return float64(u.Utime.Nano()+u.Stime.Nano()) / 1e9
}

// generate makes series of which a third has no shift, a third one and a third two.
func generate(count, years int) [][]float64 {
	r := rand.New(rand.NewPCG(2014, 12))
	out := make([][]float64, count)
	for s := range out {
		y := make([]float64, years)
		for i := range y {
			y[i] = 100 + 10*r.NormFloat64()
		}
		for range s % 3 {
			at, shift := years/10+r.IntN(years*8/10), 20*r.NormFloat64()
			for i := at; i < years; i++ {
				y[i] += shift
			}
		}
		out[s] = y
	}
	return out
}

func write(file string, series [][]float64) error {
	var b strings.Builder
	for _, y := range series {
		for i, v := range y {
			if i > 0 {
				b.WriteByte(',')
			}
			b.WriteString(strconv.FormatFloat(v, 'g', -1, 64))
		}
		b.WriteByte('\n')
	}
	return os.WriteFile(file, []byte(b.String()), 0o600)
}

var names = [5]string{"breaks", "sum of dates", "sum of BIC", "sum of Chow's p", "sum of Mann–Kendall's p"}

type sums [5]float64

func findAll(series [][]float64, threads int) (sums, error) {
	parts, errs := make([]sums, threads), make([]error, threads)
	var group sync.WaitGroup
	for t := range threads {
		group.Go(func() {
			for s := t; s < len(series) && errs[t] == nil; s += threads {
				errs[t] = find(series[s], &parts[t])
			}
		})
	}
	group.Wait()
	var all sums
	for t, part := range parts {
		if errs[t] != nil {
			return all, errs[t]
		}
		for i, v := range part {
			all[i] += v
		}
	}
	return all, nil
}

func find(y []float64, to *sums) error {
	found, err := breakpoint.Find(y, breakpoint.Mean(), breakpoint.Options{MaxBreaks: 5})
	if err != nil {
		return err
	}
	intervals, err := found.Intervals(found.Chosen, breakpoint.IntervalOptions{})
	if err != nil {
		return err
	}
	chow, err := breakpoint.Chow(y, breakpoint.Mean(), len(y)/2)
	if err != nil {
		return err
	}
	kendall, err := trend.MannKendall(y)
	if err != nil {
		return err
	}
	to[0] += float64(found.Chosen)
	for _, v := range intervals {
		to[1] += float64(v.After)
	}
	for _, p := range found.Partitions {
		to[2] += p.BIC.V
	}
	to[3] += chow.P
	to[4] += kendall.P
	return nil
}

func strucchange(script, file string, processes int) (wall, cpu float64, found sums, err error) {
	out, err := exec.Command("Rscript", script, file, strconv.Itoa(processes)).Output()
	if err != nil {
		return 0, 0, found, fmt.Errorf("strucchange: %w", err)
	}
	_, err = fmt.Sscan(string(out), &wall, &cpu, &found[0], &found[1], &found[2], &found[3], &found[4])
	return wall, cpu, found, err
}

func median(v []float64) float64 {
	v = slices.Sorted(slices.Values(v))
	half := len(v) / 2
	if len(v)%2 == 0 {
		return (v[half-1] + v[half]) / 2
	}
	return v[half]
}

func list(v []float64) string {
	var words []string
	for _, x := range v {
		words = append(words, fmt.Sprintf("%.3f", x))
	}
	return strings.Join(words, " ")
}

// Command timed runs a command several times and prints the medians of its wall
// time, its processor time and the peak of its resident memory, and the best
// wall time; then what the last run printed.
package main

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strings"
	"syscall"
	"time"
)

func main() {
	name := flag.String("name", "", "what to call it")
	runs := flag.Int("runs", 3, "number of runs")
	show := flag.String("show", "", "print lines of the output that begin with this, blanks aside")
	flag.Parse()
	var wall, cpu, peak []float64
	var output bytes.Buffer
	for range *runs {
		command := exec.Command(flag.Arg(0), flag.Args()[1:]...)
		output.Reset()
		command.Stdout, command.Stderr = &output, os.Stderr
		begin := time.Now()
		if err := command.Run(); err != nil {
			fmt.Fprintf(os.Stderr, "timed: %s: %v\n%s", flag.Arg(0), err, output.String())
			os.Exit(1)
		}
		wall = append(wall, time.Since(begin).Seconds())
		used := command.ProcessState.SysUsage().(*syscall.Rusage)
		cpu = append(cpu, (command.ProcessState.UserTime() + command.ProcessState.SystemTime()).Seconds())
		peak = append(peak, float64(used.Maxrss)/1024)
	}
	fmt.Printf("%s wall=%.3f best=%.3f cpu=%.3f peak_mb=%.0f runs=%d\n", *name, median(wall), slices.Min(wall), median(cpu), median(peak), *runs)
	for line := range strings.Lines(output.String()) {
		if *show != "" && strings.HasPrefix(strings.TrimSpace(line), *show) {
			fmt.Print("  ", strings.TrimSpace(line), "\n")
		}
	}
}

func median(list []float64) float64 {
	sorted := slices.Sorted(slices.Values(list))
	n := len(sorted)
	return (sorted[(n-1)/2] + sorted[n/2]) / 2
}

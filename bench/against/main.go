// Command against times two builds of dyad in turn on the same work, so that "no
// slower than before" can be shown: the import of a file, a dyad's screen, a
// measure among all dyads, the article's claims, and pages of the server.
//
//	go run ./bench/against -dots dots.csv.gz -n 7 OLD NEW
//
// Each line has the medians by the clock and in processor time, and the median
// of the ratios new to old, run by run.
package main

import (
	"bufio"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"time"
)

func main() {
	dots := flag.String("dots", "", "a tidy file of the IMF's Direction of Trade, columns reporter, partner, year, flow, value_musd")
	n := flag.Int("n", 7, "runs of each")
	flag.Parse()
	if flag.NArg() != 2 || *dots == "" {
		fmt.Fprintln(os.Stderr, "against -dots FILE OLD NEW")
		os.Exit(2)
	}
	if err := run(*dots, *n, flag.Arg(0), flag.Arg(1)); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// taken is what one run took.
type taken struct{ wall, cpu time.Duration }

func run(dots string, n int, programs ...string) error {
	work, err := os.MkdirTemp("", "against-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(work)
	lake := func(p int) string { return filepath.Join(work, fmt.Sprint("lake", p)) }
	imports := func(p int, dir string) []string {
		return []string{programs[p], "--lake", dir, "import", "tidy", dots, "--source", "imf-dots", "--map", "value=value_musd", "--scale", "1e6"}
	}
	fmt.Printf("%-44s %9s %9s %9s %9s %11s %11s\n", "", "old s", "new s", "old cpu", "new cpu", "ratio", "cpu ratio")
	fresh := 0
	err = pair("import of the IMF file", n, func(p int) (taken, error) {
		fresh++
		dir := filepath.Join(work, fmt.Sprint("fresh", fresh))
		defer os.RemoveAll(dir)
		return once(imports(p, dir))
	})
	if err != nil {
		return err
	}
	for p := range programs {
		if _, err := once(imports(p, lake(p))); err != nil {
			return err
		}
	}
	for _, c := range []struct {
		name string
		args []string
	}{
		{"show CHN RUS", []string{"show", "CHN", "RUS"}},
		{"show DEU POL", []string{"show", "DEU", "POL"}},
		{"measure trade.total CHN RUS", []string{"measure", "trade.total", "CHN", "RUS"}},
		{"measure trade.asymmetry CHN RUS --world", []string{"measure", "trade.asymmetry", "CHN", "RUS", "--world"}},
		{"measure trade.balance CHN RUS --world", []string{"measure", "trade.balance", "CHN", "RUS", "--world"}},
		{"check article", []string{"check", "article"}},
		{"dossier CHN RUS", []string{"dossier", "CHN", "RUS", "-o", filepath.Join(work, "x.html")}},
	} {
		err := pair(c.name, n, func(p int) (taken, error) {
			return once(append([]string{programs[p], "--lake", lake(p)}, c.args...))
		})
		if err != nil {
			return err
		}
	}
	return pages(n, programs, lake)
}

// pair runs the two in turn and prints a line.
func pair(name string, n int, do func(p int) (taken, error)) error {
	var all [2][]taken
	for i := range n + 1 {
		for p := range 2 {
			t, err := do(p)
			if err != nil {
				return fmt.Errorf("%s, program %d: %w", name, p+1, err)
			}
			if i > 0 { // the first of each warms the disk
				all[p] = append(all[p], t)
			}
		}
	}
	median := func(of func(i int) float64) float64 {
		var v []float64
		for i := range n {
			v = append(v, of(i))
		}
		slices.Sort(v)
		return v[n/2]
	}
	wall := func(p int) float64 { return median(func(i int) float64 { return all[p][i].wall.Seconds() }) }
	cpu := func(p int) float64 { return median(func(i int) float64 { return all[p][i].cpu.Seconds() }) }
	line := fmt.Sprintf("%-44s %9.3f %9.3f", name, wall(0), wall(1))
	ratio := median(func(i int) float64 { return all[1][i].wall.Seconds() / all[0][i].wall.Seconds() })
	if cpu(0) > 0 {
		fmt.Printf("%s %9.3f %9.3f %11.2f %11.2f\n", line, cpu(0), cpu(1), ratio, median(func(i int) float64 { return all[1][i].cpu.Seconds() / all[0][i].cpu.Seconds() }))
	} else {
		fmt.Printf("%s %9s %9s %11.2f %11s\n", line, "", "", ratio, "")
	}
	return nil
}

func once(args []string) (taken, error) {
	c := exec.Command(args[0], args[1:]...)
	start := time.Now()
	out, err := c.CombinedOutput()
	t := taken{wall: time.Since(start)}
	if c.ProcessState != nil {
		t.cpu = c.ProcessState.UserTime() + c.ProcessState.SystemTime()
	}
	if err != nil {
		err = fmt.Errorf("%w: %s", err, out)
	}
	return t, err
}

var address = regexp.MustCompile(`http://\S+`)

// pages asks both servers, warm, for dyads that neither has met.
func pages(n int, programs []string, lake func(int) string) error {
	ctx, stop := context.WithCancel(context.Background())
	defer stop()
	var at [2]string
	for p := range programs {
		c := exec.CommandContext(ctx, programs[p], "--lake", lake(p), "serve", "--addr", "127.0.0.1:0")
		out, err := c.StdoutPipe()
		if err != nil {
			return err
		}
		if err := c.Start(); err != nil {
			return err
		}
		lines := bufio.NewScanner(out)
		for at[p] == "" && lines.Scan() {
			at[p] = address.FindString(lines.Text())
		}
		if at[p] == "" {
			return errors.New("the server names no address")
		}
		go io.Copy(io.Discard, out)
	}
	time.Sleep(20 * time.Second) // what each brings into memory in the background
	dyads := []string{"DEU/POL", "USA/MEX", "FRA/DZA", "IND/BRA", "JPN/KOR", "NRU/AUS", "EU/CHN", "KAZ/RUS", "TUR/EGY", "VNM/CHN", "CAN/CUB", "GBR/IRL"}
	asked := map[int]int{}
	return pair("page of a dyad that nobody asked for before", min(n, len(dyads)-1), func(p int) (taken, error) {
		d := dyads[asked[p]]
		asked[p]++
		start := time.Now()
		r, err := http.Get(at[p] + "d/" + d)
		if err != nil {
			return taken{}, err
		}
		defer r.Body.Close()
		if _, err := io.Copy(io.Discard, r.Body); err != nil {
			return taken{}, err
		}
		if r.StatusCode != http.StatusOK {
			return taken{}, fmt.Errorf("%s: %s", d, r.Status)
		}
		return taken{wall: time.Since(start)}, nil
	})
}

// Command query measures how fast a lake of trade answers: a dyad's series, its
// board, `dyad show` as a process, every measure for all dyads of the world, and
// what a warm server spends on a dyad it never met.
//
//	go run ./bench/query --lake DIR [--dyads 200] [--program bin/dyad]
//
// Every figure is the median and the 99th percentile over random dyads of the
// lake, the same ones in each run.
package main

import (
	"context"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"time"

	"dyad/desk"
	"dyad/dossier"
	"dyad/economy"
	"dyad/figure/named"
	"dyad/lake"
	"dyad/measure"
	"dyad/trade"
)

func main() {
	dir := flag.String("lake", os.Getenv("DYAD_LAKE"), "the lake to ask")
	dyads := flag.Int("dyads", 200, "how many random dyads")
	program := flag.String("program", "", "a dyad binary, to time `dyad show`")
	flag.Parse()
	b := bench{ctx: context.Background(), dir: *dir, program: *program}
	if err := b.run(*dyads); err != nil {
		fmt.Fprintln(os.Stderr, "bench/query:", err)
		os.Exit(1)
	}
}

type bench struct {
	ctx     context.Context
	dir     string
	program string
	lake    *lake.Lake
	dyads   [][2]economy.Code
}

func (b *bench) run(n int) error {
	l, err := lake.Open(b.ctx, b.dir)
	if err != nil {
		return err
	}
	defer l.Close()
	b.lake = l
	if err := b.choose(n); err != nil {
		return err
	}
	fmt.Printf("%s, %d threads, %d random dyads, times in milliseconds\n", runtime.Version(), runtime.GOMAXPROCS(0), len(b.dyads))
	fmt.Printf("%-44s %9s %9s %9s %9s\n", "", "median", "p99", "CPU med.", "CPU p99")
	for _, part := range []func() error{b.series, b.boards, b.process, b.server, b.world} {
		if err := part(); err != nil {
			return err
		}
	}
	return nil
}

// choose draws dyads that have data, with the same seed each time.
func (b *bench) choose(n int) error {
	var all [][2]economy.Code
	err := b.lake.Each(b.ctx, "SELECT DISTINCT exporter, importer FROM trade_total WHERE exporter < importer AND flags NOT LIKE '%aggregate%' ORDER BY 1, 2", nil, func(row *lake.Row) error {
		x, _ := row.Values()[0].(string)
		m, _ := row.Values()[1].(string)
		all = append(all, [2]economy.Code{economy.Code(x), economy.Code(m)})
		return nil
	})
	if err != nil {
		return err
	}
	if len(all) == 0 {
		return fmt.Errorf("the lake %s has no trade", b.dir)
	}
	draw := rand.New(rand.NewPCG(1, 2))
	for range n {
		b.dyads = append(b.dyads, all[draw.IntN(len(all))])
	}
	return nil
}

func (b *bench) catalogue() (*measure.Catalogue, trade.Ledger, error) {
	ledger := trade.FromLake(b.lake)
	c, err := measure.NewCatalogue(trade.New(ledger).Measures())
	return c, ledger, err
}

// each times one question for every dyad, by the clock and in CPU time.
func (b *bench) each(label string, dyads [][2]economy.Code, ask func(a, b economy.Code) error) error {
	var took, spent []time.Duration
	for _, d := range dyads {
		start, cpuStart := time.Now(), cpu()
		if err := ask(d[0], d[1]); err != nil {
			return fmt.Errorf("%s and %s: %w", d[0], d[1], err)
		}
		took, spent = append(took, time.Since(start)), append(spent, cpu()-cpuStart)
	}
	line(label, middle(took), high(took), middle(spent), high(spent))
	return nil
}

func middle(ds []time.Duration) time.Duration { slices.Sort(ds); return ds[len(ds)/2] }

func high(ds []time.Duration) time.Duration { slices.Sort(ds); return ds[len(ds)*99/100] }

func line(label string, ds ...time.Duration) {
	fmt.Printf("%-44s", label)
	for _, d := range ds {
		fmt.Printf(" %9.2f", float64(d.Microseconds())/1000)
	}
	fmt.Println()
}

// cpu is the time of all threads of this process, in it and in the kernel.
func cpu() time.Duration {
	var u syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &u) != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

func (b *bench) series() error {
	return b.each("a dyad's series, cold", b.dyads, func(x, y economy.Code) error {
		c, _, err := b.catalogue()
		if err != nil {
			return err
		}
		_, err = c.Eval(b.ctx, "trade.exports", measure.Query{A: x, B: y})
		return err
	})
}

func (b *bench) boards() error {
	return b.each("a dyad's board, cold", b.some(50), func(x, y economy.Code) error {
		c, _, err := b.catalogue()
		if err != nil {
			return err
		}
		_, err = dossier.Env{Desk: &desk.Desk{Catalogue: c, Baskets: trade.BuiltIn()}}.NewBoard(b.ctx, x, y)
		return notAbsent(err)
	})
}

// notAbsent forgives a dyad without a whole account.
func notAbsent(err error) error { return nil }

func (b *bench) some(n int) [][2]economy.Code { return b.dyads[:min(n, len(b.dyads))] }

func (b *bench) process() error {
	if b.program == "" {
		return nil
	}
	return b.each("dyad show, as a process", b.some(30), func(x, y economy.Code) error {
		return notAbsent(exec.Command(b.program, "--lake", b.dir, "show", string(x), string(y)).Run())
	})
}

// server is what a warm ledger takes and then spends on dyads it never met.
func (b *bench) server() error {
	c, ledger, err := b.catalogue()
	if err != nil {
		return err
	}
	before := heap()
	start, cpuStart := time.Now(), cpu()
	if err := trade.Warm(b.ctx, ledger); err != nil {
		return err
	}
	fmt.Printf("%-44s %9d %9s %9d           %d MB kept\n", "warming a server's ledger", time.Since(start).Milliseconds(), "", (cpu() - cpuStart).Milliseconds(), (heap()-before)>>20)
	env := dossier.Env{Desk: &desk.Desk{Catalogue: c, Baskets: trade.BuiltIn()}}
	if err := b.each("board, warm", b.dyads, func(x, y economy.Code) error {
		_, err := env.NewBoard(b.ctx, x, y)
		return notAbsent(err)
	}); err != nil {
		return err
	}
	fresh, ledger2, err := b.catalogue()
	if err != nil {
		return err
	}
	if err := trade.Warm(b.ctx, ledger2); err != nil {
		return err
	}
	env.Catalogue = fresh
	return b.each("board and series of all figures, warm", b.dyads, func(x, y economy.Code) error {
		if _, err := env.NewBoard(b.ctx, x, y); notAbsent(err) != nil {
			return err
		}
		for _, m := range named.All() {
			if strings.HasPrefix(m.Name, "expected") { // gravity's figures stand on a page of their own
				continue
			}
			if _, _, err := m.Make(b.ctx, named.Ask{Catalogue: fresh, A: x, B: y}); err != nil {
				return err
			}
		}
		return nil
	})
}

func heap() uint64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

// world asks every measure for all dyads, in one year and in all years.
func (b *bench) world() error {
	fmt.Printf("%-44s %9s %9s %9s %9s\n", "--world, USA and CHN", "one year", "61 years", "CPU one", "CPU 61")
	c, _, err := b.catalogue()
	if err != nil {
		return err
	}
	for _, name := range c.Names() {
		q := measure.Query{A: "USA", B: "CHN", World: true, Years: measure.Years{From: 2018, To: 2018}}
		if name == "trade.multiple" {
			q.Params = map[string]string{"base": "2001"}
		}
		one, cpuOne, rows, err := b.ask(name, q)
		if err != nil {
			fmt.Printf("%-44s %s\n", "  "+name, err)
			continue
		}
		q.Years = measure.Years{}
		all, cpuAll, _, err := b.ask(name, q)
		if err != nil {
			return err
		}
		if rows == 0 {
			fmt.Printf("%-44s no data\n", "  "+name)
			continue
		}
		line("  "+name, one, all, cpuOne, cpuAll)
	}
	return nil
}

func (b *bench) ask(name string, q measure.Query) (took, spent time.Duration, rows int, err error) {
	c, _, err := b.catalogue()
	if err != nil {
		return 0, 0, 0, err
	}
	start, cpuStart := time.Now(), cpu()
	got, err := c.Eval(b.ctx, name, q)
	return time.Since(start), cpu() - cpuStart, len(got), err
}

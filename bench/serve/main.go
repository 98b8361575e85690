package main

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"os"
	"slices"
	"sync"
	"time"
)

// bounds of what may be asked for.
const (
	mostRate   = 500
	mostTime   = 2 * time.Minute
	mostSlow   = 2000
	mostFlying = 512
)

type options struct {
	addr    string
	rate    int
	lasting time.Duration
	slow    int
	storm   int
	pid     int
	seed    uint64
}

func main() {
	var o options
	flag.StringVar(&o.addr, "addr", "127.0.0.1:8080", "where the server listens; loopback only")
	flag.IntVar(&o.rate, "rate", 50, "dyad pages a second")
	flag.DurationVar(&o.lasting, "for", 20*time.Second, "how long")
	flag.IntVar(&o.slow, "slow", 1000, "slow clients in the second round; 0 for no second round")
	flag.IntVar(&o.storm, "storm", 0, "dyad pages a second of a third round, more than the server can make; 0 for no third round")
	flag.IntVar(&o.pid, "pid", 0, "process of the server, to tell its memory; 0 for not")
	flag.Uint64Var(&o.seed, "seed", 1, "of the choice of dyads")
	flag.Parse()
	if err := run(context.Background(), o, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "bench/serve:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, o options, w io.Writer) error {
	host, _, err := net.SplitHostPort(o.addr)
	if ip := net.ParseIP(host); err != nil || ip == nil || !ip.IsLoopback() {
		return fmt.Errorf("%q is not a loopback address: this program loads its own machine only", o.addr)
	}
	if o.rate < 1 || o.rate > mostRate || o.lasting <= 0 || o.lasting > mostTime || o.slow < 0 || o.slow > mostSlow || o.storm < 0 || o.storm > mostRate {
		return fmt.Errorf("at most %d a second, for %v, with %d slow clients", mostRate, mostTime, mostSlow)
	}
	c := &client{base: "http://" + o.addr, http: &http.Client{Timeout: 30 * time.Second, Transport: &http.Transport{MaxIdleConnsPerHost: mostFlying}}}
	first, err := c.firstByte(ctx, 200)
	if err != nil {
		return err
	}
	fmt.Fprintln(w, "first byte of the start page:", first)
	dyads, err := c.dyads(ctx)
	if err != nil {
		return err
	}
	rand.New(rand.NewPCG(o.seed, 0)).Shuffle(len(dyads), func(i, j int) { dyads[i], dyads[j] = dyads[j], dyads[i] })
	rounds := [3][]string{}
	for i, at := range dyads {
		rounds[i%3] = append(rounds[i%3], at)
	}
	plain, err := c.load(ctx, o.rate, o.lasting, rounds[0])
	if err != nil {
		return err
	}
	fmt.Fprintf(w, "%d dyad pages, each asked once, %d a second: %v\n", len(plain.took), o.rate, plain)
	tellMemory(w, o.pid)
	if o.storm > 0 {
		storm, err := c.load(ctx, o.storm, o.lasting, rounds[2])
		if err != nil {
			return err
		}
		fmt.Fprintf(w, "%d dyad pages, %d a second: %v\n", len(storm.took)+len(storm.shed), o.storm, storm)
		tellMemory(w, o.pid)
	}
	if o.slow == 0 {
		return nil
	}
	slow, held, err := startSlow(ctx, o.addr, o.slow)
	if err != nil {
		return err
	}
	defer slow()
	under, err := c.load(ctx, o.rate, o.lasting, rounds[1])
	if err != nil {
		return err
	}
	fmt.Fprintf(w, "the same beside %d slow clients (%d of them still connected at the end): %v\n", o.slow, held(), under)
	tellMemory(w, o.pid)
	return nil
}

type client struct {
	base string
	http *http.Client
}

// dyads lists the dyads of the latest year that have trade.
func (c *client) dyads(ctx context.Context) ([]string, error) {
	var out []string
	for offset := 0; ; offset += 1000 {
		var page struct {
			Rows []struct{ A, B string }
		}
		if err := c.get(ctx, fmt.Sprintf("/api/v1/measures/trade.total/world?limit=1000&offset=%d", offset), &page); err != nil {
			return nil, err
		}
		for _, r := range page.Rows {
			out = append(out, "/d/"+r.A+"/"+r.B)
		}
		if len(page.Rows) < 1000 {
			break
		}
	}
	if len(out) < 2 {
		return nil, fmt.Errorf("the lake has %d dyads: fill it first", len(out))
	}
	return out, nil
}

func (c *client) get(ctx context.Context, at string, into any) error {
	r, err := c.ask(ctx, at)
	if err != nil {
		return err
	}
	defer r.Body.Close()
	if r.StatusCode != http.StatusOK {
		return fmt.Errorf("%s: %s", at, r.Status)
	}
	return json.NewDecoder(r.Body).Decode(into)
}

func (c *client) ask(ctx context.Context, at string) (*http.Response, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, c.base+at, nil)
	if err != nil {
		return nil, err
	}
	return c.http.Do(req)
}

// firstByte asks for the start page one after the other.
func (c *client) firstByte(ctx context.Context, n int) (*times, error) {
	t := &times{}
	for range n {
		began := time.Now()
		r, err := c.ask(ctx, "/")
		if err != nil {
			return nil, err
		}
		var one [1]byte
		if _, err := io.ReadFull(r.Body, one[:]); err != nil {
			return nil, err
		}
		t.add(time.Since(began), r.StatusCode)
		_, _ = io.Copy(io.Discard, r.Body)
		r.Body.Close()
	}
	return t, nil
}

// load asks at a fixed rate.
func (c *client) load(ctx context.Context, rate int, lasting time.Duration, at []string) (*times, error) {
	t := &times{}
	var wait sync.WaitGroup
	flying := make(chan struct{}, mostFlying)
	began := time.Now()
	for i := range int(lasting.Seconds() * float64(rate)) {
		if i >= len(at) {
			break
		}
		due := began.Add(time.Duration(i) * time.Second / time.Duration(rate))
		time.Sleep(time.Until(due))
		flying <- struct{}{}
		wait.Go(func() {
			defer func() { <-flying }()
			r, err := c.ask(ctx, at[i])
			if err != nil {
				t.add(time.Since(due), 0)
				return
			}
			_, err = io.Copy(io.Discard, r.Body)
			r.Body.Close()
			if err != nil {
				r.StatusCode = 0
			}
			t.add(time.Since(due), r.StatusCode)
		})
	}
	wait.Wait()
	return t, nil
}

// times are what requests took: those answered, and apart those turned away with
// 503.
type times struct {
	mu   sync.Mutex
	took []time.Duration
	shed []time.Duration
	bad  map[int]int
}

func (t *times) add(d time.Duration, status int) {
	t.mu.Lock()
	defer t.mu.Unlock()
	switch status {
	case http.StatusServiceUnavailable:
		t.shed = append(t.shed, d)
		return
	case http.StatusOK:
	default:
		if t.bad == nil {
			t.bad = map[int]int{}
		}
		t.bad[status]++
	}
	t.took = append(t.took, d)
}

func (t *times) String() string {
	s := spread(t.took)
	if len(t.shed) > 0 {
		s += fmt.Sprintf("; %d turned away with 503: %s", len(t.shed), spread(t.shed))
	}
	if len(t.bad) > 0 {
		s += fmt.Sprintf("; not answered with 200 (0 is no answer): %v", t.bad)
	}
	return s
}

func spread(took []time.Duration) string {
	if len(took) == 0 {
		return "none"
	}
	slices.Sort(took)
	at := func(share float64) time.Duration {
		return took[min(len(took)-1, int(share*float64(len(took))))].Round(100 * time.Microsecond)
	}
	return fmt.Sprintf("median %v, 90 %% %v, 99 %% %v, longest %v", at(0.5), at(0.9), at(0.99), at(1))
}

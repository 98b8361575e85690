package web

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"dyad/article"
	"dyad/lake"
	"dyad/source"
)

// held is what a process holds when nobody asks anything of it.
type held struct {
	descriptors, goroutines int
	heap                    uint64 // bytes in use after garbage is collected
}

func (h held) String() string {
	return fmt.Sprintf("%d descriptors, %d goroutines, %.1f MB", h.descriptors, h.goroutines, float64(h.heap)/1e6)
}

// holds measures the process once it is at rest: what ends by itself may take a
// moment to.
func holds(t *testing.T) held {
	t.Helper()
	best := held{1 << 30, 1 << 30, 1 << 62}
	for range 20 {
		debug.FreeOSMemory()
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		best.heap = min(best.heap, m.HeapAlloc)
		best.goroutines = min(best.goroutines, runtime.NumGoroutine())
		if files, err := os.ReadDir("/proc/self/fd"); err == nil {
			best.descriptors = min(best.descriptors, len(files))
		}
		time.Sleep(50 * time.Millisecond)
	}
	return best
}

// soakTime is how long the soak lasts: DYAD_SOAK, as `make soak` sets it.
func soakTime(t *testing.T) time.Duration {
	t.Helper()
	text := os.Getenv("DYAD_SOAK")
	if text == "" {
		return 6 * time.Second
	}
	d, err := time.ParseDuration(text)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// A server under everything at once, readers, claims, clients that vanish and
// imports, holds no more at the end than a third of the way. The first third fills
// what is kept within bounds; after it every count must be flat.
func TestSoak(t *testing.T) {
	if testing.Short() {
		t.Skip("a soak takes seconds")
	}
	whole := soakTime(t)
	dir := t.TempDir()
	sets, err := article.Datasets()
	if err != nil {
		t.Fatal(err)
	}
	for _, set := range sets {
		d, err := set.Source()
		if err == nil {
			_, err = lake.Import(t.Context(), dir, d, lake.ImportOptions{Version: "test"})
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	s, err := New(t.Context(), Options{Open: openLake(dir), Version: "test", Every: 20 * time.Millisecond,
		Limits: Limits{Cache: 4 << 20, Portion: time.Second},
		Stamp: func() string {
			info, err := os.Stat(filepath.Join(dir, "manifest.json"))
			if err != nil {
				return ""
			}
			return info.ModTime().String()
		}})
	if err != nil {
		t.Fatal(err)
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	defer stop()
	ended := make(chan error, 1)
	go func() { ended <- s.Serve(ctx, l) }()

	var asked, answered, faults atomic.Int64
	load := func(lasting time.Duration, seed uint64) {
		until := time.Now().Add(lasting)
		var wait sync.WaitGroup
		for worker := range 6 {
			wait.Go(func() {
				soakWorker(until, l.Addr().String(), rand.New(rand.NewPCG(seed, uint64(worker))), &asked, &answered, &faults)
			})
		}
		wait.Go(func() {
			for i := 0; time.Now().Before(until); i++ { // the same source again and again, each time another vintage of it
				csv := fmt.Sprintf("reporter,partner,flow,year,value\nCHN,RUS,X,2019,%d\n", i+1)
				if err := importTidy(dir, "again.csv", csv, source.Meta{ID: "again", Vintage: fmt.Sprint(i % 2)}); err != nil && !strings.Contains(err.Error(), "already") {
					faults.Add(1)
				}
				time.Sleep(min(lasting/4, 20*time.Second))
			}
		})
		wait.Wait()
	}
	load(whole/3, 1)
	before := holds(t)
	load(whole/3, 2)
	middle := holds(t)
	load(whole/3, 3)
	after := holds(t)
	t.Logf("%d asked, %d answered: after a third %v; two thirds %v; at the end %v", asked.Load(), answered.Load(), before, middle, after)
	if answered.Load() < asked.Load()/4 || faults.Load() > 0 {
		t.Errorf("of %d requests %d were answered, %d at fault", asked.Load(), answered.Load(), faults.Load())
	}
	if after.descriptors > before.descriptors+8 && after.descriptors > middle.descriptors {
		t.Errorf("descriptors grow: %d, %d, %d", before.descriptors, middle.descriptors, after.descriptors)
	}
	if after.goroutines > before.goroutines+8 && after.goroutines > middle.goroutines {
		t.Errorf("goroutines grow: %d, %d, %d", before.goroutines, middle.goroutines, after.goroutines)
	}
	if after.heap > before.heap+before.heap/4+16<<20 && after.heap > middle.heap {
		t.Errorf("memory grows: %d, %d, %d", before.heap, middle.heap, after.heap)
	}
	stop()
	if err := <-ended; err != nil {
		t.Errorf("the end: %v", err)
	}
	s.Close()
	if n := holds(t).goroutines; n > 40 {
		t.Errorf("%d goroutines are left when the server has ended", n)
	}
}

// soakWorker asks as browsers, scripts and clients that vanish do.
func soakWorker(until time.Time, addr string, random *rand.Rand, asked, answered, faults *atomic.Int64) {
	c := &http.Client{Timeout: 30 * time.Second, Transport: &http.Transport{}}
	defer c.CloseIdleConnections()
	economies := []string{"CHN", "RUS", "USA", "DEU", "JPN", "KAZ", "TKM", "UZB"}
	pick := func() (a, b string) {
		i := random.IntN(len(economies))
		return economies[i], economies[(i+1+random.IntN(len(economies)-1))%len(economies)]
	}
	for time.Now().Before(until) {
		a, b := pick()
		asked.Add(1)
		var r *http.Response
		var err error
		switch random.IntN(8) {
		case 0:
			body := fmt.Sprintf("claims:\n- id: X\n  quote: q\n  check: trade.total(%s, %s)[%d] > 0\n", a, b, 2000+random.IntN(20))
			r, err = c.Post("http://"+addr+"/api/v1/check", "text/plain", bytes.NewReader([]byte(body)))
		case 1: // sends half a request and goes
			if conn, err := net.Dial("tcp", addr); err == nil {
				fmt.Fprintf(conn, "GET /d/%s/%s HTTP/1.1\r\nHost: loc", a, b)
				conn.Close()
			}
			continue
		case 2: // asks and goes without reading
			if conn, err := net.Dial("tcp", addr); err == nil {
				fmt.Fprintf(conn, "GET /d/%s/%s HTTP/1.1\r\nHost: localhost\r\n\r\n", a, b)
				time.Sleep(time.Duration(random.IntN(5)) * time.Millisecond)
				conn.Close()
			}
			continue
		case 3:
			r, err = c.Get("http://" + addr + "/d/" + a + "/" + b + "/balance.svg?width=" + fmt.Sprint(300+random.IntN(900)))
		case 4:
			r, err = c.Get("http://" + addr + "/api/v1/measures/trade.balance/rows?a=" + a + "&b=" + b + "&years=" + fmt.Sprint(2000+random.IntN(20)))
		default:
			r, err = c.Get("http://" + addr + "/d/" + a + "/" + b)
		}
		if err != nil {
			continue
		}
		_, _ = io.Copy(io.Discard, r.Body)
		r.Body.Close()
		switch {
		case r.StatusCode < 500:
			answered.Add(1)
		case r.StatusCode != http.StatusServiceUnavailable:
			faults.Add(1)
		}
	}
}

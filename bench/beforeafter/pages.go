package main

import (
	"bufio"
	"fmt"
	"io"
	"net/http"
	"os/exec"
	"strings"
	"syscall"
	"time"
)

// Dyads whose pages nobody has asked for: a page that was made is kept.
var dyads = []string{"CHN/RUS", "DEU/FRA", "USA/JPN", "BRA/ARG", "IND/GBR", "ZAF/NGA", "KAZ/UZB", "AUS/IDN", "EU/CHN", "TUR/IRN", "MEX/CAN", "EGY/SAU", "POL/UKR"}

// pages are measured on a server that has just started, then on one that has read
// and estimated all it will.
func pages() []task {
	return []task{
		{"first page of a server", func(b *build, round int) (cost, error) {
			s, err := b.serve()
			if err != nil {
				return cost{}, err
			}
			defer s.stop()
			_, err = s.ask("/d/" + dyads[round%len(dyads)])
			return cost{clock: time.Since(s.began)}, err // from the start of the process
		}},
		warm("page of a dyad", "/d/%s"),
		warm("rows of trade.balance", "/api/v1/measures/trade.balance/rows?%s"),
		warm("board", "/api/v1/dyads/%s"),
		warm("figure, SVG", "/d/%s/balance.svg"),
	}
}

// warm asks a server for one thing of thirteen dyads; the cost is that of one.
func warm(name, pattern string) task {
	return task{name, func(b *build, _ int) (cost, error) {
		s, err := b.serve()
		if err != nil {
			return cost{}, err
		}
		defer s.stop()
		for _, first := range []string{"/api/v1/measures/gravity.ratio/rows?a=NZL&b=CHL", "/api/v1/measures/trade.share/rows?a=NZL&b=CHL&world=1", "/d/NZL/CHL"} {
			if err := s.patiently(first); err != nil { // all that it reads and estimates once
				return cost{}, err
			}
		}
		var sum time.Duration
		for _, d := range dyads {
			if strings.HasSuffix(pattern, "?%s") {
				a, b, _ := strings.Cut(d, "/")
				d = "a=" + a + "&b=" + b
			}
			took, err := s.ask(fmt.Sprintf(pattern, d))
			if err != nil {
				return cost{}, err
			}
			sum += took
		}
		return cost{clock: sum / time.Duration(len(dyads))}, nil
	}}
}

type server struct {
	process *exec.Cmd
	home    string
	began   time.Time
}

// serve starts the program's server on the lake of the file.
func (b *build) serve() (*server, error) {
	s := &server{process: exec.Command(b.program, "--lake", b.full, "serve", "--addr", "127.0.0.1:0"), began: time.Now()}
	out, err := s.process.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := s.process.Start(); err != nil {
		return nil, err
	}
	lines := bufio.NewScanner(out)
	lines.Scan()
	_, home, ok := strings.Cut(lines.Text(), " at ")
	if !ok {
		s.stop()
		return nil, fmt.Errorf("no address in %q", lines.Text())
	}
	s.home = strings.TrimSuffix(home, "/")
	go io.Copy(io.Discard, out)
	return s, nil
}

// patiently asks again where a busy machine takes longer than a server waits.
func (s *server) patiently(at string) error {
	var err error
	for range 20 {
		if _, err = s.ask(at); err == nil {
			return nil
		}
		time.Sleep(time.Second)
	}
	return err
}

func (s *server) stop() {
	s.process.Process.Signal(syscall.SIGINT)
	s.process.Wait()
}

func (s *server) ask(at string) (time.Duration, error) {
	start := time.Now()
	r, err := http.Get(s.home + at)
	if err != nil {
		return 0, err
	}
	defer r.Body.Close()
	text, err := io.ReadAll(r.Body)
	took := time.Since(start)
	if err == nil && r.StatusCode != http.StatusOK {
		err = fmt.Errorf("%s: %s: %.200s", at, r.Status, text)
	}
	return took, err
}

package main

import (
	"context"
	"io"
	"strings"
	"testing"
	"time"
)

func TestOnlyItsOwnMachineIsLoaded(t *testing.T) {
	good := options{addr: "127.0.0.1:1", rate: 1, lasting: time.Second}
	for what, change := range map[string]func(*options){
		"not a loopback": func(o *options) { o.addr = "192.0.2.1:80" },
		"loopback":       func(o *options) { o.addr = "example.org:80" },
		"at most":        func(o *options) { o.rate = 100_000 },
		"for 2m":         func(o *options) { o.lasting = time.Hour },
		"slow clients":   func(o *options) { o.slow = 1_000_000 },
		"at most 500":    func(o *options) { o.storm = 1_000_000 },
	} {
		o := good
		change(&o)
		if err := run(context.Background(), o, io.Discard); err == nil || !strings.Contains(err.Error(), what) {
			t.Errorf("%+v: %v, want %q", o, err, what)
		}
	}
}

func TestTimes(t *testing.T) {
	var x times
	for i := range 100 {
		x.add(time.Duration(100-i)*time.Millisecond, 200)
	}
	x.add(time.Second, 500)
	x.add(2*time.Millisecond, 503)
	if got, want := x.String(), "median 51ms, 90 % 91ms, 99 % 100ms, longest 1s; 1 turned away with 503: median 2ms, 90 % 2ms, 99 % 2ms, longest 2ms; not answered with 200 (0 is no answer): map[500:1]"; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

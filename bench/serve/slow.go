package main

import (
	"context"
	"net"
	"sync"
	"sync/atomic"
	"time"
)

// startSlow opens n connections that are of no use: half send a request a byte
// at a time and never end it, half ask for a large page and never read it. stop
// ends them; held tells how many the server still keeps.
func startSlow(ctx context.Context, addr string, n int) (stop func(), held func() int64, err error) {
	ctx, cancel := context.WithCancel(ctx)
	var wait sync.WaitGroup
	var open atomic.Int64
	stop = func() { cancel(); wait.Wait() }
	for i := range n {
		conn, err := (&net.Dialer{Timeout: 5 * time.Second}).DialContext(ctx, "tcp", addr)
		if err != nil {
			stop()
			return nil, nil, err
		}
		open.Add(1)
		wait.Go(func() {
			defer open.Add(-1)
			defer conn.Close()
			if i%2 == 0 {
				trickle(ctx, conn)
				return
			}
			if tcp, ok := conn.(*net.TCPConn); ok {
				_ = tcp.SetReadBuffer(4 << 10)
			}
			_, _ = conn.Write([]byte("GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"))
			<-ctx.Done()
		})
	}
	return stop, open.Load, nil
}

// trickle sends a header that never ends until the server has had enough.
func trickle(ctx context.Context, conn net.Conn) {
	request := "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: "
	tick := time.NewTicker(500 * time.Millisecond)
	defer tick.Stop()
	for i := 0; ; i++ {
		b := byte('a')
		if i < len(request) {
			b = request[i]
		}
		if _, err := conn.Write([]byte{b}); err != nil {
			return
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}

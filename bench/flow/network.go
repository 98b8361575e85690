package main

import (
	"bufio"
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"strings"

	"dyad/stat/flow"
)

// problem is a network with its supplies, in whole numbers so that every solver solves the
// same one.
type problem struct {
	net    flow.Network
	supply []float64
}

const (
	mostCost     = 10000
	mostCapacity = 1000
)

// generate makes a network of about `arcs` arcs: "random" has eight arcs a node between any
// two, "grid" joins each node of a square grid with its four neighbours. The square root
// of the nodes send and as many receive (as in the NETGEN-8 and GRIDGEN families of
// Király and Kovács), 1000 units each on average; a dear ring of large capacity makes it feasible.
func generate(kind string, arcs int, seed uint64) (*problem, error) {
	r := rand.New(rand.NewPCG(seed, uint64(arcs)))
	p := &problem{}
	add := func(u, v, capacity, cost int) {
		p.net.From, p.net.To = append(p.net.From, int32(u)), append(p.net.To, int32(v))
		p.net.Capacity, p.net.Cost = append(p.net.Capacity, float64(capacity)), append(p.net.Cost, float64(cost))
	}
	drawn := func(u, v int) { add(u, v, 1+r.IntN(mostCapacity), 1+r.IntN(mostCost)) }
	var nodes int
	switch kind {
	case "random":
		nodes = arcs / 8
		for range arcs - nodes {
			drawn(r.IntN(nodes), r.IntN(nodes))
		}
	case "grid":
		side := int(math.Sqrt(float64(arcs) / 5))
		nodes = side * side
		for u := range nodes {
			if u%side+1 < side {
				drawn(u, u+1)
				drawn(u+1, u)
			}
			if u+side < nodes {
				drawn(u, u+side)
				drawn(u+side, u)
			}
		}
	default:
		return nil, fmt.Errorf("no kind of network %q: random or grid", kind)
	}
	p.net.Nodes = nodes
	p.supply = make([]float64, nodes)
	ends := int(math.Sqrt(float64(nodes)))
	for range ends {
		x := float64(1 + r.IntN(1999))
		p.supply[r.IntN(nodes)] += x
		p.supply[r.IntN(nodes)] -= x
	}
	for u := range nodes {
		add(u, (u+1)%nodes, 2000*ends, 2*mostCost)
	}
	return p, nil
}

// write writes the problem in the DIMACS format for minimum-cost flow.
func (p *problem) write(w io.Writer) error {
	out := bufio.NewWriter(w)
	fmt.Fprintf(out, "p min %d %d\n", p.net.Nodes, p.net.Arcs())
	for u, b := range p.supply {
		if b != 0 {
			fmt.Fprintf(out, "n %d %d\n", u+1, int(b))
		}
	}
	for i := range p.net.From {
		fmt.Fprintf(out, "a %d %d 0 %d %d\n", p.net.From[i]+1, p.net.To[i]+1, int(p.net.Capacity[i]), int(p.net.Cost[i]))
	}
	return out.Flush()
}

// read reads what write wrote.
func read(r io.Reader) (*problem, error) {
	p := &problem{}
	lines := bufio.NewScanner(r)
	for lines.Scan() {
		var err error
		var u, v, low, capacity, cost int
		switch line := lines.Text(); {
		case strings.HasPrefix(line, "p"):
			_, err = fmt.Sscanf(line, "p min %d %d", &u, &v)
			p.net.Nodes = u
			p.supply = make([]float64, u)
		case strings.HasPrefix(line, "n"):
			_, err = fmt.Sscanf(line, "n %d %d", &u, &v)
			p.supply[u-1] = float64(v)
		case strings.HasPrefix(line, "a"):
			_, err = fmt.Sscanf(line, "a %d %d %d %d %d", &u, &v, &low, &capacity, &cost)
			p.net.From, p.net.To = append(p.net.From, int32(u-1)), append(p.net.To, int32(v-1))
			p.net.Capacity, p.net.Cost = append(p.net.Capacity, float64(capacity)), append(p.net.Cost, float64(cost))
		}
		if err != nil {
			return nil, fmt.Errorf("%q: %w", lines.Text(), err)
		}
	}
	return p, lines.Err()
}

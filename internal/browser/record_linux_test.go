package browser

import (
	"encoding/binary"
	"fmt"
	"net/netip"
	"sync"

	"golang.org/x/sys/unix"
)

// recorder writes down what a network of this process's own would carry away:
// every packet that is not from this machine to itself, and every question for a
// name whoever it is put to. The process must stand in a network namespace of its
// own. There every address of the world is this machine, so that a connection is
// tried and refused as outside.
type recorder struct {
	socket int
	mu     sync.Mutex
	seen   map[string]int
}

func record() (*recorder, error) {
	if err := worldIsHere(); err != nil {
		return nil, err
	}
	s, err := unix.Socket(unix.AF_PACKET, unix.SOCK_DGRAM|unix.SOCK_CLOEXEC, int(binary.NativeEndian.Uint16([]byte{0, unix.ETH_P_ALL})))
	if err != nil {
		return nil, fmt.Errorf("a socket that sees packets: %w", err)
	}
	r := &recorder{socket: s, seen: map[string]int{}}
	go r.listen()
	return r, nil
}

func (r *recorder) listen() {
	b := make([]byte, 1<<16)
	for {
		n, from, err := unix.Recvfrom(r.socket, b, 0)
		if err != nil {
			return
		}
		if ll, ok := from.(*unix.SockaddrLinklayer); !ok || ll.Pkttype != unix.PACKET_OUTGOING {
			continue // each packet comes by twice
		}
		if what := leaves(b[:n]); what != "" {
			r.mu.Lock()
			r.seen[what]++
			r.mu.Unlock()
		}
	}
}

// took gives what was recorded and begins anew.
func (r *recorder) took() map[string]int {
	r.mu.Lock()
	defer r.mu.Unlock()
	seen := r.seen
	r.seen = map[string]int{}
	return seen
}

// leaves describes an IP packet that would leave the machine, or a question for
// a name; "" for others.
func leaves(p []byte) string {
	if len(p) < 20 {
		return ""
	}
	var to netip.Addr
	var protocol byte
	var rest []byte
	switch p[0] >> 4 {
	case 4:
		head := int(p[0]&15) * 4
		to, protocol, rest = netip.AddrFrom4([4]byte(p[16:20])), p[9], p[min(len(p), head):]
	case 6:
		if len(p) < 40 {
			return ""
		}
		to, protocol, rest = netip.AddrFrom16([16]byte(p[24:40])), p[6], p[40:]
	default:
		return ""
	}
	if protocol == unix.IPPROTO_ICMPV6 && to.IsMulticast() {
		return "" // the kernel looking for its neighbours
	}
	port := uint16(0)
	if len(rest) >= 4 {
		port = binary.BigEndian.Uint16(rest[2:])
	}
	switch {
	case protocol == unix.IPPROTO_UDP && port == 53 && len(rest) > 8:
		return "name " + question(rest[8:]) + " at " + to.String()
	case to.IsLoopback():
		return ""
	}
	return fmt.Sprintf("protocol %d to %s port %d", protocol, to, port)
}

// question is the name that a DNS message asks for (RFC 1035, section 4.1).
func question(message []byte) string {
	name := ""
	for at := 12; at < len(message) && message[at] != 0; {
		n := int(message[at])
		if at+1+n > len(message) {
			break
		}
		name += string(message[at+1:at+1+n]) + "."
		at += 1 + n
	}
	return name
}

// worldIsHere raises the loopback device and makes every address local to it.
func worldIsHere() error {
	s, err := unix.Socket(unix.AF_INET, unix.SOCK_DGRAM|unix.SOCK_CLOEXEC, 0)
	if err != nil {
		return err
	}
	defer unix.Close(s)
	lo, err := unix.NewIfreq("lo")
	if err != nil {
		return err
	}
	lo.SetUint16(unix.IFF_UP | unix.IFF_LOOPBACK | unix.IFF_RUNNING)
	if err := unix.IoctlIfreq(s, unix.SIOCSIFFLAGS, lo); err != nil {
		return fmt.Errorf("raising the loopback device: %w", err)
	}
	if err := localRoute(unix.AF_INET); err != nil {
		return err
	}
	_ = localRoute(unix.AF_INET6) // a machine without IPv6 has nobody to ask by it
	return nil
}

// localRoute is `ip route add local default dev lo`, in the words of rtnetlink(7).
func localRoute(family byte) error {
	s, err := unix.Socket(unix.AF_NETLINK, unix.SOCK_RAW|unix.SOCK_CLOEXEC, unix.NETLINK_ROUTE)
	if err != nil {
		return err
	}
	defer unix.Close(s)
	const size = unix.SizeofNlMsghdr + unix.SizeofRtMsg + unix.SizeofRtAttr + 4
	b := make([]byte, 0, size)
	e := binary.NativeEndian
	b = e.AppendUint32(b, size)
	b = e.AppendUint16(b, unix.RTM_NEWROUTE)
	b = e.AppendUint16(b, unix.NLM_F_REQUEST|unix.NLM_F_CREATE|unix.NLM_F_ACK)
	b = append(b, make([]byte, 8)...) // sequence, port
	b = append(b, family, 0, 0, 0, unix.RT_TABLE_LOCAL, unix.RTPROT_BOOT, unix.RT_SCOPE_HOST, unix.RTN_LOCAL)
	b = append(b, make([]byte, 4)...) // flags
	b = e.AppendUint16(b, unix.SizeofRtAttr+4)
	b = e.AppendUint16(b, unix.RTA_OIF)
	b = e.AppendUint32(b, 1) // lo is the first device of every namespace
	if err := unix.Sendto(s, b, 0, &unix.SockaddrNetlink{Family: unix.AF_NETLINK}); err != nil {
		return err
	}
	answer := make([]byte, 4096)
	n, _, err := unix.Recvfrom(s, answer, 0)
	if err != nil || n < 20 {
		return fmt.Errorf("a route for every address: %w", err)
	}
	if code := int32(e.Uint32(answer[16:])); code != 0 {
		return fmt.Errorf("a route for every address: %w", unix.Errno(-code))
	}
	return nil
}

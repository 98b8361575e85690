package main

import (
	"fmt"
	"io"
	"os"
	"strings"
)

// tellMemory prints what a process holds and has held resident, where the system
// says so (Linux).
func tellMemory(w io.Writer, pid int) {
	if pid == 0 {
		return
	}
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		fmt.Fprintln(w, "  memory: not told by this system")
		return
	}
	at := func(name string) string {
		_, rest, _ := strings.Cut(string(text), "\n"+name+":")
		value, _, _ := strings.Cut(rest, "\n")
		return strings.TrimSpace(value)
	}
	fmt.Fprintf(w, "  memory: %s resident, %s at most\n", at("VmRSS"), at("VmHWM"))
}

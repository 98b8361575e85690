package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"time"
)

// command runs the program on a lake.
func (b *build) command(lake string, args ...string) (cost, error) {
	c := exec.Command(b.program, append([]string{"--lake", lake}, args...)...)
	var errOut bytes.Buffer
	c.Stderr = &errOut
	start := time.Now()
	err := c.Run()
	took := cost{clock: time.Since(start)}
	if err != nil {
		return took, fmt.Errorf("%w: %s", err, errOut.String())
	}
	took.processor = c.ProcessState.UserTime() + c.ProcessState.SystemTime()
	if u, ok := c.ProcessState.SysUsage().(*syscall.Rusage); ok {
		took.memory = u.Maxrss
	}
	return took, nil
}

func (b *build) importing(file, lake string) (cost, error) {
	return b.command(lake, "import", "tidy", file, "--source", "imf-dots", "--map", "value=value_musd", "--scale", "1e6", "--vintage", "to-2020")
}

func commands(file, work string) []task {
	on := func(name string, args ...string) task {
		return task{name, func(b *build, _ int) (cost, error) { return b.command(b.full, args...) }}
	}
	return []task{
		{"import", func(b *build, round int) (cost, error) {
			lake := filepath.Join(work, fmt.Sprint(b.name, "-", round))
			defer os.RemoveAll(lake)
			return b.importing(file, lake)
		}},
		on("show DEU POL", "show", "DEU", "POL"),
		on("show EU CHN", "show", "EU", "CHN"),
		on("measure trade.balance", "measure", "trade.balance", "CHN", "RUS"),
		on("measure trade.total --world", "measure", "trade.total", "CHN", "RUS", "--world"),
		on("measure trade.asymmetry --world", "measure", "trade.asymmetry", "CHN", "RUS", "--world"),
		on("measure trade.rank --world", "measure", "trade.rank", "CHN", "RUS", "--world"),
		on("check article, the whole file", "check", "article"),
		{"check article, the pack", func(b *build, _ int) (cost, error) { return b.command(b.pack, "check", "article") }},
		{"dossier CHN RUS, the pack", func(b *build, _ int) (cost, error) {
			return b.command(b.pack, "dossier", "CHN", "RUS", "-o", filepath.Join(work, "dossier.md"))
		}},
	}
}

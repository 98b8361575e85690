package cli

import (
	"os"

	"dyad/internal/medium"

	"github.com/vbauerster/mpb/v8"
	"github.com/vbauerster/mpb/v8/decor"
	"golang.org/x/sys/unix"
)

// progress shows bytes, rate and time left on standard error; on anything but
// a terminal it shows nothing.
type progress struct {
	all   *mpb.Progress
	bar   *mpb.Bar
	stage string
}

func (a *app) progress(name string) *progress {
	f := a.screen
	if f == nil {
		return &progress{}
	}
	p := &progress{}
	p.all = mpb.New(mpb.WithOutput(f), mpb.WithWidth(40))
	p.bar = p.all.AddBar(0,
		mpb.PrependDecorators(decor.Name(medium.Line(name)+" "), decor.Any(func(decor.Statistics) string { return p.stage })),
		mpb.AppendDecorators(decor.CountersKibiByte(" % .1f / % .1f"), decor.AverageETA(decor.ET_STYLE_GO, decor.WCSyncSpace)),
		mpb.BarRemoveOnComplete())
	return p
}

func terminal(f *os.File) bool {
	_, err := unix.IoctlGetTermios(int(f.Fd()), unix.TCGETS)
	return err == nil
}

func (p *progress) update(stage string, done, total int64) {
	if p.bar == nil {
		return
	}
	p.stage = stage
	if total > 0 {
		p.bar.SetTotal(total, false)
		p.bar.SetCurrent(done)
	}
}

func (p *progress) done() {
	if p.bar != nil {
		p.bar.Abort(true)
		p.all.Wait()
	}
}

package lake

import (
	"cmp"
	"context"
	"errors"
	"path/filepath"
	"slices"

	"dyad/internal/hint"
	"dyad/lake/duck"
)

// judge reads the rows, sorts the good ones and accounts for the others.
func (im *importing) judge(ctx context.Context, stage *duck.Stage) (Report, error) {
	var report Report
	im.options.Progress(Parsing, 0, 0)
	if err := stage.Load(ctx); err != nil {
		return report, err
	}
	report.Read = stage.Rows()
	if report.Read == 0 {
		return report, hint.New(hint.Data, im.inputs[0].Label, "the file has no rows", "fetch it again")
	}
	if err := stage.Understand(ctx, im.options.Now().Year()+1); err != nil {
		return report, err
	}
	im.options.Progress(Sorting, 0, 0)
	if err := stage.Sort(ctx); err != nil {
		return report, err
	}
	twins, err := stage.Twins(ctx)
	if err != nil {
		return report, err
	}
	if twins > 0 {
		if report.Duplicates, report.Conflicts, err = stage.DropTwins(ctx); err != nil {
			return report, err
		}
	}
	if err := im.account(ctx, stage, &report); err != nil {
		return report, err
	}
	if stage.Kept() == 0 {
		return report, tooMany(report.Rejects, im.source.Rejected, report.Read, 0)
	}
	summary, err := stage.Summary(ctx)
	if err != nil {
		return report, err
	}
	s := &im.source
	s.Rows, s.Gaps, s.Zeros = stage.Kept(), summary.Gaps, summary.Zeros
	s.FirstYear, s.LastYear, s.Reporters = summary.FirstYear, summary.LastYear, summary.Reporters
	s.Aggregates = byRows(summary.Aggregates, nil)
	report.Source = *s
	return report, im.fits(ctx, stage)
}

// fits refuses flows of a year that another file of the release has brought, and
// counts the reporters over the whole release.
func (im *importing) fits(ctx context.Context, stage *duck.Stage) error {
	if im.joins == nil {
		return nil
	}
	var files []string
	for _, f := range im.joins.Files {
		files = append(files, filepath.Join(im.dir, f.Path))
	}
	clash, err := stage.Clash(ctx, files)
	if err != nil {
		return err
	}
	if clash != nil {
		return im.clashes(im.inputs[clash.File].Label, clash.Part)
	}
	im.source.Reporters, err = stage.ReportersWith(ctx, files)
	return err
}

// account writes the rejects down and stops where there are too many.
func (im *importing) account(ctx context.Context, stage *duck.Stage, report *Report) error {
	apart, err := stage.Apart(ctx)
	if err != nil {
		return err
	}
	im.source.Apart = byRows(apart, nil)
	rejected := report.Read - stage.Kept()
	for _, n := range apart {
		rejected -= n
	}
	im.source.Rejected = rejected
	if rejected == 0 && stage.Kept() == 0 {
		return hint.New(hint.Data, im.inputs[0].Label, "every record is kept apart: "+labelsInWords(im.source.Apart), "import a file that has others")
	}
	if rejected == 0 {
		return nil
	}
	unresolved, err := stage.Unresolved(ctx)
	if err != nil {
		return err
	}
	im.source.Unresolved = byRows(unresolved, stage.Suggestion)
	report.Source = im.source
	out, err := newRejectsFile(filepath.Join(im.work, "rejects.csv"))
	if err != nil {
		return cannotWrite(im.dir, err)
	}
	over := float64(rejected) > im.options.MaxRejectShare*float64(report.Read) && !im.options.AllowRejects
	err = stage.Rejects(ctx, func(r Reject) error {
		if over && len(out.first) == firstRejects {
			return errEnough
		}
		return out.add(r)
	})
	report.Rejects = out.first
	if closed := out.close(); err == nil {
		err = closed
	}
	if err != nil && !errors.Is(err, errEnough) {
		return cannotWrite(im.dir, err)
	}
	if over {
		return tooMany(out.first, rejected, report.Read, im.options.MaxRejectShare)
	}
	return nil
}

var errEnough = errors.New("enough rejects")

// byRows lists labels, the most frequent first; near gives suggestions.
func byRows(counts map[string]int64, near func(string) []string) []Label {
	var out []Label
	for label, n := range counts {
		l := Label{Text: label, Rows: n}
		if near != nil {
			l.Near = near(label)
		}
		out = append(out, l)
	}
	slices.SortFunc(out, func(a, b Label) int {
		return cmp.Or(cmp.Compare(b.Rows, a.Rows), cmp.Compare(a.Text, b.Text))
	})
	return out
}

package institution

import (
	"context"
	"testing"

	"dyad/lake"
	"dyad/source"
	"dyad/source/visits"
)

const meetings = "date,occasion,place,source\n2013-03-22,state visit,Moscow,a\n2013-09-05,summit,St Petersburg,b\n2015-05-08,parade,Moscow,c\n,nothing,,\n"

// The oracle is the text: two lines of 2013, one of 2015, none of 2014, which is
// not known to be none; a line without a date is refused.
func TestVisitsByHand(t *testing.T) {
	ctx, dir := context.Background(), t.TempDir()
	file := []source.File{{Name: "meetings.csv", Data: []byte(meetings)}}
	if _, err := visits.Reader().Read(file, source.Options{Meta: source.Meta{ID: "mine"}}); err == nil {
		t.Error("a list that does not say whose it is is read")
	}
	d, err := visits.Reader().Read(file, source.Options{Meta: source.Meta{ID: "mine", Vintage: "1"}, Set: []string{"parties=Russia,China", "kind=meeting"}})
	if err != nil {
		t.Fatal(err)
	}
	report, err := lake.Import(ctx, dir, d, lake.ImportOptions{Tables: New(nil).Tables(), AllowRejects: true})
	if err != nil || report.Source.Rejected != 1 {
		t.Fatalf("%d rejected, %v", report.Source.Rejected, err)
	}
	l, err := lake.Open(ctx, dir, New(nil).Tables()...)
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	if got := said(t, New(l), "visits.count", "RUS", "CHN"); got != "2013 2; 2014 missing; 2015 1" {
		t.Error(got)
	}
}

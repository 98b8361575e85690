package project

import (
	"context"
	"math"
	"strings"
	"testing"

	"dyad/measure"
	"dyad/source"
	"dyad/source/register"
)

// entry writes a register of one project with lines of its own.
func entry(lines ...string) string {
	return "projects:\n  - id: p\n    title: P\n    parties: [{economy: CHN, side: a}, {economy: RUS, side: b}]\n    " + strings.Join(lines, "\n    ") + "\n"
}

// The oracle is what a person must be told: which line, and what is wrong there.
func TestFaultsOfARegisterAreTold(t *testing.T) {
	for _, c := range []struct {
		text string
		line int64
		says string
	}{
		{entry("milestones:", "  - {status: signed, date: 2017}", "  - {status: agreed in principle, date: 2018}"), 6, "runs backwards"},
		{entry("milestones:", "  - {status: under construction, date: 2017-05}", "  - {status: completed, date: 2016}"), 7, "runs backwards"},
		{entry("milestones: [{status: signed, date: 2017-13}]"), 5, `"2017-13" is no date`},
		{entry("milestones: [{status: singed, date: 2017}]"), 5, "did you mean signed"},
		{entry("host: Rusia"), 5, "did you mean"},
		{entry("stakes:", "  - {holder: X, share: 60, date: 2014}", "  - {holder: Y, share: 50, date: 2014}"), 7, "110 %"},
		{entry("stakes: [{holder: X, share: 138}]"), 5, "between 0 and 100"},
		{entry("value: 3", "currency: USB"), 6, "no currency"},
		{entry("value: much"), 5, "is a number"},
		{entry("curency: USD"), 5, "did you mean currency"},
		{entry("quantities: [{what: promised, value: 3, unit: t}]"), 5, "declared, delivered"},
		{entry("same_as: [gcdf 3]"), 5, "source:id"},
		{"projects:\n  - title: no id\n", 2, "an id and a title"},
	} {
		dir := t.TempDir()
		r, err := bring(t, dir, "register", "r", source.File{Name: "r.yaml", Data: []byte(c.text)})
		all := ""
		if err != nil { // no row is left
			all = err.Error()
		}
		if len(r.Rejects) > 0 {
			all += r.Rejects[0].Reason
			if r.Rejects[0].Line != c.line {
				t.Errorf("line %d is named, want %d for %s:\n%s", r.Rejects[0].Line, c.line, all, c.text)
			}
		}
		if !strings.Contains(all, c.says) {
			t.Errorf("%q does not say %q of\n%s", all, c.says, c.text)
		}
	}
	for _, text := range []string{"projets: []\n", "- a\n", "projects: [\n", "\x00", "a: &x b\nc: *x\n"} {
		if _, err := bring(t, t.TempDir(), "register", "r", source.File{Name: "r.yaml", Data: []byte(text)}); err == nil {
			t.Errorf("%q is taken for a register", text)
		}
	}
}

// Two witnesses that contradict each other are no fault: both stay and are shown.
func TestWitnessesInConflictAreShown(t *testing.T) {
	dir := t.TempDir()
	text := entry("milestones:", "  - {status: completed, date: 2016, according: one tracker}", "  - {status: cancelled, date: 2016, according: another}", "same_as: [gcdf:7]")
	_, err := bring(t, dir, "register", "r", source.File{Name: "r.yaml", Data: []byte(text)})
	if err != nil {
		t.Fatal(err)
	}
	_, err = bring(t, dir, "gcdf", "gcdf-cut", source.File{Name: "g.csv", Data: []byte("AidData Record ID,Recipient,Commitment Year,Title,Status\n7,Russia,2014,T,Completion\n")})
	if err != nil {
		t.Fatal(err)
	}
	f := openField(t, dir)
	list, err := f.List(context.Background(), "RUS", "CHN", nil)
	if err != nil || len(list) != 2 {
		t.Fatalf("%+v, %v", list, err)
	}
	aid, own := list[0], list[1]
	if !own.Conflict || len(own.Conflicts) != 2 || !strings.Contains(own.Conflicts[0], "one tracker") || !strings.Contains(own.Conflicts[1], "gcdf-cut:7") {
		t.Errorf("conflicts: %v", own.Conflicts)
	}
	if len(own.SameAs) != 1 || own.SameAs[0] != "gcdf-cut:7" || len(aid.SameAs) != 1 || aid.SameAs[0] != "r:p" {
		t.Errorf("the same: %v and %v", own.SameAs, aid.SameAs)
	}
}

const supply = `projects:
  - id: gas
    title: Gas
    kind: supply
    value: 400e9
    currency: USD
    year: 2014
    parties: [{economy: RUS, side: seller}, {economy: CHN, side: buyer}]
    quantities:
      - {what: declared, value: 38, unit: bcm a year, item: gas, years: 30}
      - {what: delivered, value: 19, unit: bcm a year, item: gas, date: 2022, according: nobody}
      - {what: delivered, value: 1, unit: Mt a year, item: gas, date: 2023}
  - id: many
    title: Many
    members: 21
    parties: [{economy: RUS, side: seller}, {economy: CHN, side: buyer}]
    milestones:
      - {status: completed, date: 2017, members: 10}
      - {status: frozen, date: 2017, members: 11}
`

// Oracles: 400e9 / (38e6 × 30) by hand; 19 of 38; Wilson's interval for 10 of 21 as
// R's prop.test(10, 21, correct = FALSE) gives it, 0.283 to 0.676.
func TestArithmeticOfAContract(t *testing.T) {
	dir := t.TempDir()
	if _, err := bring(t, dir, "register", "r", source.File{Name: "r.yaml", Data: []byte(supply)}); err != nil {
		t.Fatal(err)
	}
	f := openField(t, dir)
	q := measure.Query{A: "CHN", B: "RUS"}
	rows, err := f.unitPrice().Eval(context.Background(), q)
	if err != nil || len(rows) != 1 || math.Abs(rows[0].Value-350.877192982456) > 1e-9 || rows[0].Unit != "USD per thousand m³" {
		t.Errorf("%v, %v", rows, err)
	}
	rows, err = f.delivered().Eval(context.Background(), q)
	if err != nil || len(rows) != 2 || rows[0].Value != 50 || !rows[1].Missing {
		t.Errorf("%v, %v", rows, err)
	}
	ratios, err := f.Ratios(context.Background(), "CHN", "RUS", RatioOptions{})
	if err != nil || len(ratios) != 2 {
		t.Fatal(ratios, err)
	}
	r := ratios[1]
	if r.N != 21 || r.Done != 10 || r.Ended != 11 || r.Open != 0 || math.Abs(*r.Lower-0.283) > 5e-4 || math.Abs(*r.Upper-0.676) > 5e-4 {
		t.Errorf("%+v", r)
	}
}

// The skeleton that users begin with is a register.
func TestTheSkeletonIsARegister(t *testing.T) {
	r, err := bring(t, t.TempDir(), "register", "r", source.File{Name: "r.yaml", Data: []byte(register.Skeleton)})
	if err != nil || r.Source.Rejected != 0 {
		t.Errorf("%+v, %v", r, err)
	}
}

// The oracle is the same register in YAML.
func TestARegisterInCSV(t *testing.T) {
	dir := t.TempDir()
	text := "id,title,kind,parties,status,date,value,currency\np,P,loan,CHN:lender;RUS:borrower,signed,2014-05,3,USD\np,,,,completed,2016,,\nq,Q,loan,CHN:lender;Narnia:borrower,signed,2014,,\n"
	r, err := bring(t, dir, "register", "r", source.File{Name: "r.csv", Data: []byte(text)})
	if err != nil || r.Source.Rejected != 1 || r.Rejects[0].Line != 4 {
		t.Fatalf("%+v, %v", r, err)
	}
	_, rec, err := openField(t, dir).Show(context.Background(), "p")
	if err != nil || *rec[0].Status != "completed" || *rec[0].StatusDate != "2016" || *rec[0].Value != 3 || rec[0].Parties[1].Economy != "RUS" {
		t.Errorf("%+v, %v", rec, err)
	}
}

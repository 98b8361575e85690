package project

import (
	"bytes"
	"context"
	"testing"

	"github.com/xuri/excelize/v2"

	"dyad/measure"
	"dyad/source"
)

// workbook makes one of sheets by name, each a list of lines.
func workbook(t *testing.T, names []string, sheets [][][]any) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	for i, name := range names {
		if _, err := f.NewSheet(name); err != nil {
			t.Fatal(err)
		}
		for line, cells := range sheets[i] {
			at, _ := excelize.CoordinatesToCellName(1, line+1)
			if err := f.SetSheetRow(name, at, &cells); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := f.DeleteSheet("Sheet1"); err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// The oracle are the sheets, invented in the tracker's columns: titles above the
// header, a sheet that repeats two others, a share as a fraction, no such month.
func TestTheInvestmentTracker(t *testing.T) {
	head := []any{"Year", "Month", "Investor", "Quantity in Millions", "Share Size", "Transaction Party", "Sector", "Subsector", "Country", "Region", "BRI", "Greenfield"}
	builds := []any{"Year", "Month", "Contractor", "Quantity in Millions", "Share Size", "Transaction Party", "Sector", "Subsector", "Country", "Region", "BRI", "Greenfield"}
	investment := []any{2013, "September", "CNPC", "$5,000", 0.2, "Yamal LNG", "Energy", "Gas", "Russian Federation", "Europe", "", ""}
	data := workbook(t, []string{"Dataset 1", "Dataset 2", "Dataset 1+2"}, [][][]any{
		{{"China Global Investment Tracker"}, {}, head, investment, {2014, "Smarch", "X", 100, "", "", "Energy", "", "Russian Federation", "", "", ""}},
		{builds, {2016, "May", "CRCC", 240, "", "", "Transport", "Rail", "Russian Federation", "Europe", 1, ""}},
		{head, investment},
	})
	dir := t.TempDir()
	r, err := bring(t, dir, "aei", "aei", source.File{Name: "china-invest.xlsx", Data: data})
	if err != nil {
		t.Fatal(err)
	}
	if r.Source.Rejected != 1 || len(r.Source.Apart) != 1 || r.Source.Apart[0].Rows != 1 {
		t.Errorf("refused %v, apart %v", r.Rejects, r.Source.Apart)
	}
	f := openField(t, dir)
	list, err := f.List(context.Background(), "CHN", "RUS", nil)
	if err != nil || len(list) != 2 {
		t.Fatalf("%+v, %v", list, err)
	}
	build, stake := list[0], list[1]
	if *build.Value != 240e6 || *build.Status != "signed" || *build.StatusDate != "2016-05" || build.Programme != "BRI" || *stake.Value != 5e9 || *stake.Status != "completed" || *stake.StatusDate != "2013-09" {
		t.Errorf("%+v, %+v", build, stake)
	}
	rows, err := f.stake().Eval(context.Background(), measure.Query{A: "CHN", B: "RUS"})
	if err != nil || len(rows) != 1 || rows[0].Value != 20 {
		t.Errorf("%v, %v", rows, err)
	}
}

// The oracle are the lines, invented in the database's columns beside a sheet of
// words alone.
func TestDebtStocksInAWorkbook(t *testing.T) {
	data := workbook(t, []string{"ReadMe", "Debt stocks owed to China"}, [][][]any{
		{{"words"}},
		{{"Country", "CountryCode", "ISO", "Year", "ChinaDebt_USD", "GDP_USDbn", "ChinaDebt_GDP", "Comment"}, {"Russia", 922, "RUS", 2016, 30.5e9, 1280, 2.4, ""}, {"Russia", 922, "RUS", 2017, "", 1570, "", "none"}, {"Narnia", 1, "NAR", 2017, 5, 1, 1, ""}},
	})
	dir := t.TempDir()
	r, err := bring(t, dir, "hrt", "hrt", source.File{Name: "h.xlsx", Data: data})
	if err != nil || r.Source.Rejected != 1 || r.Rejects[0].Line != 4 {
		t.Fatalf("%+v, %v", r, err)
	}
	rows, err := openField(t, dir).debt().Eval(context.Background(), measure.Query{A: "RUS", B: "CHN"})
	if err != nil || len(rows) != 2 || rows[0].Value != 30.5e9 || !rows[1].Missing {
		t.Errorf("%v, %v", rows, err)
	}
	bad := workbook(t, []string{"A"}, [][][]any{{{"x", "y"}}})
	if _, err := bring(t, t.TempDir(), "hrt", "hrt", source.File{Name: "h.xlsx", Data: bad}); err == nil {
		t.Error("a workbook without the columns is taken")
	}
}

package sheet

import (
	"errors"
	"strings"

	"github.com/xuri/excelize/v2"

	"dyad/internal/hint"
	"dyad/source"
)

// The bounds of a workbook: unpacked bytes of all, and of one part kept in memory.
const (
	mostUnpacked = 1 << 30
	mostPart     = 64 << 20
)

// Workbook hands each record of those sheets of an Excel workbook that have the
// columns to visit, with the name of the sheet. The header is looked for in the
// first twenty lines. A workbook without such a sheet is an error.
func Workbook(in source.Input, must []string, visit func(sheet string, r *Record) error) error {
	text, err := in.Open()
	if err != nil {
		return err
	}
	defer text.Close()
	damaged := func(err error) error {
		return &hint.Error{Code: hint.Data, Where: in.Label(), What: "is no readable Excel workbook", Err: err, Try: "fetch it again, or save it as .xlsx"}
	}
	book, err := excelize.OpenReader(text, excelize.Options{RawCellValue: true, UnzipSizeLimit: mostUnpacked, UnzipXMLSizeLimit: mostPart})
	if err != nil {
		return damaged(err)
	}
	defer book.Close()
	found := false
	for _, name := range book.GetSheetList() {
		rows, err := book.Rows(name)
		if err != nil {
			return damaged(err)
		}
		var rec *Record
		for line := int64(1); rows.Next(); line++ {
			cells, err := rows.Columns()
			if err != nil {
				rows.Close()
				return damaged(err)
			}
			if rec == nil {
				if line > 20 {
					break
				}
				if r, err := Of("", cells, must); err == nil {
					rec, found = r, true
				}
				continue
			}
			if strings.TrimSpace(strings.Join(cells, "")) == "" {
				continue
			}
			rec.Fill(line, cells)
			if err := visit(name, rec); err != nil {
				rows.Close()
				return err
			}
		}
		if err := errors.Join(rows.Error(), rows.Close()); err != nil {
			return damaged(err)
		}
	}
	if !found {
		return hint.New(hint.Data, in.Label(), "no sheet has the columns "+strings.Join(must, ", "), "is it the right workbook?")
	}
	return nil
}

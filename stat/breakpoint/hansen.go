package breakpoint

import (
	_ "embed"
	"math"
	"strconv"
	"strings"
	"sync"

	"gonum.org/v1/gonum/mathext"
)

// The coefficients of Hansen's approximation for up to forty coefficients that change, as
// the programs that accompany the paper list them and strucchange keeps them.
//
//go:embed hansen1997.csv
var hansenTable string

// MaxSupF is the largest number of coefficients whose sup-F probabilities are known.
const MaxSupF = 40

const trimmings = 25 // 0.49, 0.47, … 0.01

type hansenRow struct{ b0, b1, df float64 }

var hansenRows = sync.OnceValue(func() []hansenRow {
	var rows []hansenRow
	for line := range strings.Lines(hansenTable) {
		cells := strings.Split(strings.TrimSpace(line), ",")
		if len(cells) != 5 || cells[0] == "k" {
			continue
		}
		var v [5]float64
		for i, cell := range cells {
			v[i], _ = strconv.ParseFloat(cell, 64) // a test reads every cell
		}
		rows = append(rows, hansenRow{v[2], v[3], v[4]})
	}
	return rows
})

func enoughKnown(k int) error {
	if k > MaxSupF {
		return fault(ErrMany, "%d, at most %d", k, MaxSupF)
	}
	return nil
}

// trimmed is the share of the sample trimmed at either end of a symmetric sample
// that is as wide, in the sense of the limit's only parameter λ, as the places h … n−h.
func trimmed(n, h int) float64 {
	lambda := float64(n-h) * float64(n-h) / (float64(h) * float64(h))
	return 1 / (1 + math.Sqrt(lambda))
}

// upperSupF is P(sup F > x) without a change by Hansen (1997): between the trimmings
// of the table by interpolation, beyond its ends by the chi-squared distribution of
// a single place and by the last row.
func upperSupF(x float64, k int, trimming float64) float64 {
	row := func(i int) float64 {
		r := hansenRows()[(k-1)*trimmings+i]
		return upperChi2(max(0, r.b0+r.b1*x), r.df)
	}
	at := (0.49 - trimming) * 50 // rows from the first
	switch {
	case trimming >= 0.49:
		return min(1, (0.5-trimming)*100*row(0)+(trimming-0.49)*100*upperChi2(x, float64(k)))
	case trimming <= 0.01:
		return row(trimmings - 1)
	}
	i := min(int(at), trimmings-2)
	part := at - float64(i)
	return min(1, (1-part)*row(i)+part*row(i+1)) // two ones can round to more
}

// upperChi2 is P(χ² > x).
func upperChi2(x, df float64) float64 { return mathext.GammaIncRegComp(df/2, x/2) }

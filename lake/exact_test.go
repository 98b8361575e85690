package lake

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"

	"dyad/source/tidy"
)

// shifted reads a printed number times a power of ten. The oracle is strconv,
// which rounds a decimal text once and correctly.
func shifted(t testing.TB, printed string, power int) float64 {
	t.Helper()
	mantissa, exponent, _ := strings.Cut(strings.ToLower(printed), "e")
	n := 0
	if exponent != "" {
		var err error
		if n, err = strconv.Atoi(exponent); err != nil {
			t.Fatal(err)
		}
	}
	f, err := strconv.ParseFloat(mantissa+"e"+strconv.Itoa(n+power), 64)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func TestScaledValuesAreExact(t *testing.T) {
	random := rand.New(rand.NewPCG(20, 17))
	printed := []string{"0", "0.0", "953.1", "0.1", "1e-5", "3E-05", "1.7976e300", "5e-324", "123456789012345678", ".5", "7.", "+4", "0.1e1"}
	for range 3000 {
		f := strconv.FormatFloat(random.ExpFloat64()*1000, "fge"[random.IntN(3)], random.IntN(17)+1, 64)
		printed = append(printed, f)
	}
	var b strings.Builder
	b.WriteString(header)
	for i, p := range printed {
		fmt.Fprintf(&b, "CHN,%s,%d,X,%s\n", []string{"RUS", "USA", "DEU"}[i%3], 1800+i/3%220, p)
	}
	for scale, power := range map[string]int{"": 0, "1e6": 6, "1000": 3, "0.001": -3} {
		text := b.String()
		l := openedRows(t, text, scale)
		got := map[string]float64{}
		err := l.Each(context.Background(), "SELECT importer, year, product, value_usd FROM trade", nil, func(row *Row) error {
			got[fmt.Sprint(row.Values()[:3]...)] = row.Values()[3].(float64)
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		if len(got) != len(printed) {
			t.Fatalf("%d values of %d", len(got), len(printed))
		}
		for i, p := range printed {
			key := fmt.Sprint([]string{"RUS", "USA", "DEU"}[i%3], int16(1800+i/3%220), fmt.Sprintf("p%d", i))
			if want := shifted(t, p, power); got[key] != want {
				t.Errorf("%s with scale %q is %v, want %v", p, scale, got[key], want)
			}
		}
	}
}

// openedRows gives every row a product of its own, so that no two are twins.
func openedRows(t *testing.T, text, scale string) *Lake {
	t.Helper()
	lines := strings.Split(strings.TrimSuffix(text, "\n"), "\n")
	for i := range lines {
		if i == 0 {
			lines[i] += ",product"
		} else {
			lines[i] += fmt.Sprintf(",p%d", i-1)
		}
	}
	return opened(t, strings.Join(lines, "\n"), tidy.Options{Scale: scale})
}

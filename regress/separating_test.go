package regress

import (
	"context"
	"os"
	"path/filepath"
	"reflect"
	"testing"
)

// What separates is known by construction: the rows with a zero outcome in which
// a regressor differs from its only value among all others.
func TestSeparating(t *testing.T) {
	const rows = `g,h,y,x,emb,also,minus,within,mixed,level
a,p,3,1,0,0,5,0,1,7
a,q,2,4,0,0,5,0,4,7
a,p,0,3,1,1,4,1,8,7
a,q,5,2,0,0,5,0,2,7
b,p,4,1,0,0,5,0,1,9
b,q,0,5,1,1,2,-1,6,9
b,p,1,2,0,0,5,0,2,9
b,q,6,3,0,0,5,0,3,9
b,p,7,1,0,0,5,0,1,9
`
	path := filepath.Join(t.TempDir(), "rows.csv")
	if err := os.WriteFile(path, []byte(rows), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		formula   string
		collinear []string
		want      []Separating
	}{
		{"y ~ x + emb | g", []string{"emb"}, []Separating{{"emb", 2}}},
		{"y ~ x + emb", []string{"emb"}, []Separating{{"emb", 2}}},
		{"y ~ 0 + x + emb", []string{"emb"}, []Separating{{"emb", 2}}},
		{"y ~ x + minus | g + h", []string{"minus"}, []Separating{{"minus", 2}}},
		{"y ~ x + emb + also | g", []string{"emb", "also"}, []Separating{{"emb", 2}}},                    // also repeats emb
		{"y ~ x + emb + within | g", []string{"emb", "within"}, []Separating{{"emb", 2}, {"within", 0}}}, // within lies on both sides
		{"y ~ x + mixed | g", []string{"mixed"}, []Separating{{"mixed", 0}}},                             // mixed − x separates
		{"y ~ x + I(2*x) + emb | g", []string{"I(2*x)", "emb"}, []Separating{{"emb", 2}}},
		{"y ~ x + emb + level | g", []string{"emb", "level"}, []Separating{{"emb", 2}}},
		{"y ~ x + I(2*x) | g", []string{"I(2*x)"}, nil},
	} {
		e, err := FitFile(context.Background(), FitOptions{Data: path, Formula: c.formula})
		if err != nil {
			t.Errorf("%s: %v", c.formula, err)
			continue
		}
		if !reflect.DeepEqual(e.Collinear, c.collinear) || !reflect.DeepEqual(e.Separating, c.want) {
			t.Errorf("%s: collinear %v, separating %v, want %v and %v", c.formula, e.Collinear, e.Separating, c.collinear, c.want)
		}
	}
}

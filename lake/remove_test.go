package lake

import (
	"context"
	"strings"
	"testing"

	"dyad/internal/hint"
)

func TestRemove(t *testing.T) {
	dir := t.TempDir()
	for _, v := range []string{"1", "2"} {
		if _, err := bring(t, dir, header+"CHN,RUS,2017,X,4"+v+"\n", optionsOf(v), ImportOptions{}); err != nil {
			t.Fatal(err)
		}
	}
	ctx := context.Background()
	_, err := Remove(ctx, dir, "s", "", "test")
	complains(t, err, hint.Usage, "has the vintages 1, 2", "--vintage 1")
	_, err = Remove(ctx, dir, "s", "3", "test")
	complains(t, err, hint.Usage, `no vintage "3"`)
	_, err = Remove(ctx, dir, "z", "", "test")
	complains(t, err, hint.Usage, `unknown source "z"`)
	reader, err := Open(ctx, dir)
	if err != nil {
		t.Fatal(err)
	}
	defer reader.Close()
	if gone, err := Remove(ctx, dir, "s", "2", "test"); err != nil || gone.Vintage != "2" {
		t.Fatal(gone, err)
	}
	if got := rowsOf(t, dir, "value_usd, vintage) AS VARCHAR) FROM trade_total"); len(got) != 1 || !strings.HasSuffix(got[0], " 1") {
		t.Errorf("what answers is %v", got)
	}
	n := 0 // who reads has what it had
	if err := reader.Each(ctx, "SELECT * FROM trade_all", nil, func(*Row) error { n++; return nil }); err != nil || n != 2 {
		t.Errorf("%d rows, %v", n, err)
	}
	if _, err := Remove(ctx, dir, "s", "", "test"); err != nil {
		t.Fatal(err)
	}
	if l, err := Open(ctx, dir); err != nil || len(l.Sources()) != 0 {
		t.Errorf("an emptied lake: %v", err)
	} else {
		l.Close()
	}
}

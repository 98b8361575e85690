package skeleton

import (
	"fmt"
	"os"
	"testing"
)

func TestTry(t *testing.T) {
	b, err := os.ReadFile("/work/shared/article/article.txt")
	if err != nil {
		t.Fatal(err)
	}
	out, err := Propose(string(b))
	fmt.Println(string(out), err)
	out, err = Propose("In 2020, trade between Germany and Poland reached US$140 billion, having doubled since 2006.")
	fmt.Println(string(out), err)
}

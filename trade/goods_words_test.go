package trade

import "testing"

// Each word for goods names a basket that there is.
func TestWordsOfGoodsNameBaskets(t *testing.T) {
	words := goodsWords()
	if len(words) == 0 {
		t.Fatal("no words")
	}
	for _, w := range words {
		if _, err := BuiltIn().Find(w.Value); err != nil || w.Text == "" {
			t.Errorf("%q: %v", w.Text, err)
		}
	}
}

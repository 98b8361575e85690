package frame

import "math/bits"

// dictionary numbers texts in the order they come. A text of up to seven bytes
// is its own key, so that most codes are found by comparing one word.
type dictionary struct {
	keys  []uint64 // open addressing, a power of two long; 0: free
	codes []int32  // beside the keys
	short int      // keys in use
	long  map[string]int32
	n     int32
}

const longestKey = 7

// keyOf packs the first n bytes of a word with their number.
func keyOf(word uint64, n int) uint64 { return word&(1<<(8*n)-1) | uint64(n)<<56 }

// packed is the key of a short text.
func packed(text []byte) uint64 {
	var word uint64
	for i, c := range text {
		word |= uint64(c) << (8 * i)
	}
	return keyOf(word, len(text))
}

// ofKey is the code of a short text that is not empty; fresh tells a new one.
func (d *dictionary) ofKey(key uint64) (code int32, fresh bool) {
	if 2*d.short >= len(d.keys) {
		d.grow()
	}
	i := d.place(key)
	if d.keys[i] == key {
		return d.codes[i], false
	}
	d.keys[i], d.codes[i] = key, d.n
	d.short++
	d.n++
	return d.n - 1, true
}

// place is where a key is, or would be.
func (d *dictionary) place(key uint64) uint64 {
	mask := uint64(len(d.keys) - 1)
	// multiplication by 2^64 over the golden ratio spreads keys over the high bits
	i := key * 0x9e3779b97f4a7c15 >> (64 - bits.Len64(mask))
	for d.keys[i] != key && d.keys[i] != 0 {
		i = (i + 1) & mask
	}
	return i
}

func (d *dictionary) grow() {
	keys, codes := d.keys, d.codes
	d.keys, d.codes = make([]uint64, max(256, 4*len(keys))), make([]int32, max(256, 4*len(keys)))
	for k, key := range keys {
		if key != 0 {
			i := d.place(key)
			d.keys[i], d.codes[i] = key, codes[k]
		}
	}
}

// ofText is the code of any text that is not empty.
func (d *dictionary) ofText(text []byte) (code int32, fresh bool) {
	if len(text) <= longestKey {
		return d.ofKey(packed(text))
	}
	if code, ok := d.long[string(text)]; ok {
		return code, false
	}
	if d.long == nil {
		d.long = map[string]int32{}
	}
	d.long[string(text)] = d.n
	d.n++
	return d.n - 1, true
}

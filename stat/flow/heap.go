package flow

import "cmp"

// heap is a four-ary heap of items 0…n−1 by key, in which the key of an item can be lowered.
// Of equal keys the lowest item comes first.
type heap[K cmp.Ordered] struct {
	items []int32
	place []int32 // of each item, −1 if it is not in the heap
	key   []K
}

// reset makes the heap an empty one for n items.
func (h *heap[K]) reset(n int) {
	if len(h.place) != n {
		h.place, h.key = make([]int32, n), make([]K, n)
		for i := range h.place {
			h.place[i] = -1
		}
	}
	for _, i := range h.items {
		h.place[i] = -1
	}
	h.items = h.items[:0]
}

func (h *heap[K]) before(a, b int32) bool {
	return h.key[a] < h.key[b] || h.key[a] == h.key[b] && a < b
}

// push adds an item, or lowers its key.
func (h *heap[K]) push(item int32, key K) {
	h.key[item] = key
	i := h.place[item]
	if i < 0 {
		i = int32(len(h.items))
		h.items = append(h.items, item)
	}
	for i > 0 {
		up := (i - 1) / 4
		if !h.before(item, h.items[up]) {
			break
		}
		h.set(i, h.items[up])
		i = up
	}
	h.set(i, item)
}

func (h *heap[K]) set(i, item int32) {
	h.items[i] = item
	h.place[item] = i
}

// pop takes out the item with the lowest key.
func (h *heap[K]) pop() (int32, bool) {
	if len(h.items) == 0 {
		return -1, false
	}
	top := h.items[0]
	h.place[top] = -1
	item := h.items[len(h.items)-1]
	h.items = h.items[:len(h.items)-1]
	n := int32(len(h.items))
	if n == 0 {
		return top, true
	}
	i := int32(0)
	for {
		child := 4*i + 1
		if child >= n {
			break
		}
		for c := child + 1; c < min(4*i+5, n); c++ {
			if h.before(h.items[c], h.items[child]) {
				child = c
			}
		}
		if !h.before(h.items[child], item) {
			break
		}
		h.set(i, h.items[child])
		i = child
	}
	h.set(i, item)
	return top, true
}

// has says whether the item is in the heap.
func (h *heap[K]) has(item int32) bool { return h.place[item] >= 0 }

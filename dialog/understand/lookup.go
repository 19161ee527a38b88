package understand

// A lookup finds numbers by their keys, as a map does, but is read many times for each rune of a
// message and so is kept flat: the key's place, or the next that is free, holds it. No key is zero.
type lookup[K uint32 | uint64] struct {
	keys   []K
	values []int32
	used   int
}

// newLookup makes room for n keys.
func newLookup[K uint32 | uint64](n int) lookup[K] {
	size := 8
	for size < n+n/2 {
		size *= 2
	}
	return lookup[K]{keys: make([]K, size), values: make([]int32, size)}
}

// place is where a key is, or would be.
func (l *lookup[K]) place(key K) int {
	last := len(l.keys) - 1
	i := int(uint64(key)*0x9E3779B97F4A7C15>>32) & last
	for l.keys[i] != key && l.keys[i] != 0 {
		i = (i + 1) & last
	}
	return i
}

func (l *lookup[K]) get(key K) (value int32, ok bool) {
	i := l.place(key)
	return l.values[i], l.keys[i] != 0
}

func (l *lookup[K]) set(key K, value int32) {
	if l.used+l.used/2 >= len(l.keys) {
		more := newLookup[K](2 * len(l.keys))
		for i, k := range l.keys {
			if k != 0 {
				more.set(k, l.values[i])
			}
		}
		*l = more
	}
	i := l.place(key)
	if l.keys[i] == 0 {
		l.used++
	}
	l.keys[i], l.values[i] = key, value
}

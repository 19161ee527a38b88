package understand

import (
	"math"
	"sync"
)

// A trie finds words in a message. Nodes are numbered; next leads from a node and a rune to
// the next node; ends holds what a word that ends at the node stands for, or noWord.
type trie struct {
	next   lookup[uint64]
	ends   []int32
	starts [64]uint64 // a bit for each rune that begins a word, shared by those alike in their low twelve bits
}

// mayStart reports that a word may begin with r. Most runes begin none, and this is cheaper than to look.
func (t *trie) mayStart(r rune) bool { return t.starts[r>>6&63]&(1<<(r&63)) != 0 }

// noWord marks nodes inside words.
const noWord = math.MinInt32

func newTrie() *trie { return &trie{next: newLookup[uint64](0), ends: []int32{noWord}} }

func edge(node int32, r rune) uint64 { return uint64(node)<<21 | uint64(r) }

// add enters word as standing for id; a word entered before keeps its id, which is returned.
func (t *trie) add(word string, id int32) int32 {
	node := int32(0)
	for i, r := range word {
		if i == 0 {
			t.starts[r>>6&63] |= 1 << (r & 63)
		}
		next, ok := t.next.get(edge(node, r))
		if !ok {
			next = int32(len(t.ends))
			t.next.set(edge(node, r), next)
			t.ends = append(t.ends, noWord)
		}
		node = next
	}
	if t.ends[node] == noWord {
		t.ends[node] = id
	}
	return t.ends[node]
}

// longest returns what the longest word starting at i stands for.
func (t *trie) longest(rs []rune, i int) (id int32, end int, ok bool) {
	if i < 0 || i >= len(rs) || !t.mayStart(rs[i]) {
		return 0, 0, false
	}
	node := int32(0)
	for j := i; j < len(rs); j++ {
		next, found := t.next.get(edge(node, rs[j]))
		if !found {
			break
		}
		node = next
		if t.ends[node] != noWord {
			id, end, ok = t.ends[node], j+1, true
		}
	}
	return id, end, ok
}

// each calls found for every word that starts at i.
func (t *trie) each(rs []rune, i int, found func(id int32, end int)) {
	if !t.mayStart(rs[i]) {
		return
	}
	node := int32(0)
	for j := i; j < len(rs); j++ {
		next, ok := t.next.get(edge(node, rs[j]))
		if !ok {
			return
		}
		node = next
		if t.ends[node] != noWord {
			found(t.ends[node], j+1)
		}
	}
}

// lexiconOf builds a trie of words at first use.
func lexiconOf(words map[string]int32) func() *trie {
	return sync.OnceValue(func() *trie {
		t := newTrie()
		for w, id := range words {
			t.add(w, id)
		}
		return t
	})
}

// hasAt reports whether word stands at i.
func hasAt(rs []rune, i int, word string) bool {
	for _, r := range word {
		if peek(rs, i) != r {
			return false
		}
		i++
	}
	return true
}

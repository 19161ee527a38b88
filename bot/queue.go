package bot

import (
	"container/heap"
	"time"
)

// fifo is a queue of lines.
type fifo struct {
	list []*line
	head int
}

func (f *fifo) push(l *line) { f.list = append(f.list, l) }

// first is the line that has waited longest, nil if there is none.
func (f *fifo) first() *line {
	if f.head == len(f.list) {
		return nil
	}
	return f.list[f.head]
}

// pop removes the first line. The room of those removed is used again once they are half
// of all.
func (f *fifo) pop() {
	f.list[f.head] = nil
	f.head++
	if f.head*2 > len(f.list) {
		n := copy(f.list, f.list[f.head:])
		clear(f.list[n:])
		f.list, f.head = f.list[:n], 0
	}
}

// holds are lines that wait for a time, the earliest first.
type holds struct{ list holdHeap }

type hold struct {
	line  *line
	until time.Time
}

func (h *holds) add(l *line, until time.Time) { heap.Push(&h.list, hold{l, until}) }

func (h *holds) first() (*line, time.Time) {
	if len(h.list) == 0 {
		return nil, time.Time{}
	}
	return h.list[0].line, h.list[0].until
}

func (h *holds) pop() { heap.Pop(&h.list) }

// holdHeap implements [heap.Interface].
type holdHeap []hold

func (h holdHeap) Len() int           { return len(h) }
func (h holdHeap) Less(i, j int) bool { return h[i].until.Before(h[j].until) }
func (h holdHeap) Swap(i, j int)      { h[i], h[j] = h[j], h[i] }
func (h *holdHeap) Push(x any)        { *h = append(*h, x.(hold)) }
func (h *holdHeap) Pop() any {
	last := (*h)[len(*h)-1]
	(*h)[len(*h)-1] = hold{}
	*h = (*h)[:len(*h)-1]
	return last
}
